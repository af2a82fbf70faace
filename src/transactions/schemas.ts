import { z } from "zod";
import { TRANSACTION_KINDS } from "./tables.ts";

/** One line of a transaction as the API shows it, and what it earned. Amounts are decimal strings at source precision. */
const text = z.string().nullable();

export const attributeSchema = z.object({ name: z.string(), value: z.string() });

export const earningSchema = z.object({
  set: z.string(),
  state: z.enum(["draft", "published"]),
  participant: z.string(),
  name: z.string(),
  period: z.string(),
  component: z.string(),
  lineNo: z.number().int(),
  amount: z.string(),
  currency: z.string(),
});

/** A line that the transaction belongs to (its original), or that belongs to it (its returns and payments). */
export const linkedSchema = z.object({
  relation: z.enum(["original", "follows"]),
  source: z.string(),
  transaction: z.string(),
  line: z.string(),
  kind: z.enum(TRANSACTION_KINDS),
  date: z.string(),
  amount: z.string(),
  currency: z.string(),
});

export const transactionSchema = z.object({
  source: z.string(),
  transaction: z.string(),
  line: z.string(),
  kind: z.enum(TRANSACTION_KINDS),
  order: text,
  original: text,
  date: z.string(),
  orderDate: text,
  invoiceDate: text,
  paymentDate: text,
  customer: text,
  customerName: text,
  product: text,
  productName: text,
  territory: text,
  territoryName: text,
  owner: text,
  ownerName: text,
  position: text,
  amount: z.string(),
  currency: z.string(),
  margin: text,
  quantity: text,
  voided: z.boolean(),
  change: z.number().int(),
  attributes: z.array(attributeSchema),
  splits: z.array(z.object({ kind: z.string(), party: z.string(), role: z.string(), share: z.string() })),
  linked: z.array(linkedSchema),
  earnings: z.array(earningSchema),
});
