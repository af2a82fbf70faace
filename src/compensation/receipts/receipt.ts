import * as z from "zod";

/** The form of a receipt, version 1: docs/receipts.md says what each part is for. */
export const RECEIPT_FORMAT = "attain-receipt-1";

const text = z.string().max(500);
const day = z.string().regex(/^\d{4,5}-\d{2}-\d{2}$/);
const money = z.string().regex(/^-?\d{1,40}(\.\d{1,10})?$/);
/** A fraction in whole numbers, "2/3": exact where no decimal is. */
const fraction = z.string().regex(/^-?\d{1,200}\/[1-9]\d{0,199}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const row = z.record(text, z.string().max(10_000));

const factMeasure = z.strictObject({
  measure: text,
  value: z.union([fraction, z.enum(["blank", "foreign"])]),
  customers: z.array(text).optional().meta({ description: "Own customers that are counted here already" }),
});
const factPay = z.strictObject({
  component: text,
  period: text,
  amount: money,
  earned: fraction.optional().meta({ description: "In minor units to date, where it cannot be worked out from the measure's part" }),
});
const fact = z.strictObject({
  fact: text,
  plan: text,
  version: text,
  rule: text,
  position: text,
  first: day,
  last: day,
  contributors: z.int().min(0).meta({ description: "How many people or seats are behind it" }),
  credits: z.int().min(0),
  sha256: sha256.meta({ description: "Of the canonical JSON of the credits behind it" }),
  place: z.int().min(0).meta({ description: "How many of the receipt's transactions stand before it on its day" }),
  measures: z.array(factMeasure),
  pays: z.array(factPay),
});

const line = z.strictObject({
  component: text,
  plan: text,
  version: text,
  position: text,
  window: text,
  amount: money,
  exact: text,
  transaction: z.strictObject({ source: text, transaction: text, line: text, date: day, credited: text }).optional(),
  fact: text.optional(),
  adjustment: text.optional(),
});

/** What a participant was paid in a period, with everything that is needed to work it out again. */
export const receiptShape = z.strictObject({
  format: z.literal(RECEIPT_FORMAT),
  key: text.meta({ description: "Id of the key that signed it" }),
  company: text,
  participant: z.strictObject({ id: text, name: text }),
  period: z.strictObject({ name: text, from: day, to: day.nullable() }),
  set: text,
  currency: z.string().length(3),
  calculation: z.int().min(1),
  change: z.int().min(0).meta({ description: "Number of the change as of which the inputs were read" }),
  plans: z.array(z.strictObject({ plan: text, version: text, sha256 })),
  inputs: z.strictObject({
    company: z.record(text, z.unknown()).meta({ description: "As in company.json" }),
    plans: z.array(z.record(text, z.unknown())).meta({ description: "Whole documents, as /api/plan.schema.json says" }),
    tables: z.record(text, z.array(row)).meta({ description: "The participant's own rows, as in a company folder" }),
  }),
  facts: z.strictObject({
    horizon: z
      .strictObject({ from: day, to: day })
      .meta({ description: "From the first to the day after the last date on which the company has anything" }),
    shares: z
      .string()
      .regex(/^[1-9]\d{0,199}$/)
      .meta({ description: "Common denominator of all shares of the calculation" }),
    credits: z.array(fact),
  }),
  lines: z.array(line),
  total: money,
});

export const signedReceiptShape = z.strictObject({
  receipt: receiptShape,
  signature: z
    .string()
    .regex(/^[A-Za-z0-9_-]{86}$/)
    .meta({ description: "Ed25519 over the UTF-8 of the receipt in the canonical form of RFC 8785" }),
});

export type Receipt = z.infer<typeof receiptShape>;
/** What a receipt is worked out again from. */
export type ReceiptContents = Pick<Receipt, "inputs" | "facts" | "participant" | "currency" | "period" | "set">;
export type ReceiptLine = z.infer<typeof line>;
export type ReceiptFact = z.infer<typeof fact>;
export type SignedReceipt = z.infer<typeof signedReceiptShape>;
