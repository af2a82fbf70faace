import type { TableDefinition } from "../table/definition.ts";

export const customers: TableDefinition = {
  name: "customers",
  help: "Who buys",
  key: ["customer"],
  attributesOf: "customer",
  columns: [
    { name: "customer", type: "text", required: true, help: "The source's id" },
    { name: "name", type: "text", help: "Name" },
    { name: "segment", type: "text", help: "Market segment or sector" },
    { name: "territory", type: "text", references: "territories", help: "Where" },
  ],
};

export const products: TableDefinition = {
  name: "products",
  help: "What is sold",
  key: ["product"],
  attributesOf: "product",
  columns: [
    { name: "product", type: "text", required: true, help: "The source's id or name" },
    { name: "name", type: "text", help: "Name" },
    { name: "family", type: "text", help: "Product family or series" },
    { name: "price", type: "amount", help: "List price" },
  ],
};

export const TRANSACTION_KINDS = ["order", "invoice", "payment", "return", "adjustment"] as const;

export const transactions: TableDefinition = {
  name: "transactions",
  help: "What was sold, invoiced, paid or returned: one line each",
  key: ["source", "transaction", "line"],
  attributesOf: "transaction",
  columns: [
    { name: "source", type: "text", default: "files", help: "System the line comes from" },
    { name: "transaction", type: "text", required: true, help: "The source's id" },
    { name: "line", type: "text", default: "1", help: "Line within the transaction" },
    { name: "kind", type: "choice", choices: TRANSACTION_KINDS, default: "order", help: "What it is" },
    { name: "order", type: "text", help: "Id that groups lines of one order" },
    { name: "original", type: "text", help: "For returns and payments: transaction id of the original, or id/line" },
    { name: "date", type: "date", required: true, help: "Business date by which it counts" },
    { name: "orderDate", type: "date", help: "Ordered" },
    { name: "invoiceDate", type: "date", help: "Invoiced" },
    { name: "paymentDate", type: "date", help: "Paid by the customer" },
    { name: "customer", type: "text", references: "customers", help: "Who bought" },
    { name: "product", type: "text", references: "products", help: "What" },
    { name: "territory", type: "text", references: "territories", help: "Where" },
    { name: "owner", type: "text", references: "people", help: "Who sold" },
    { name: "position", type: "text", references: "positions", help: "The seat that sold, when it is named rather than the owner" },
    { name: "amount", type: "amount", required: true, help: "Signed; up to 6 decimals" },
    { name: "currency", type: "currency", help: "Blank: the company's" },
    { name: "margin", type: "amount", help: "Gross margin in the same currency" },
    { name: "quantity", type: "number", help: "Units" },
  ],
};

export const splits: TableDefinition = {
  name: "splits",
  help: "Parties that share a transaction (kind split: total 100 %) or are named on top (overlay)",
  key: ["source", "transaction", "line", "kind", "party", "role"],
  columns: [
    { name: "source", type: "text", default: "files", help: "As in transactions" },
    { name: "transaction", type: "text", required: true, help: "As in transactions" },
    { name: "line", type: "text", default: "1", help: "As in transactions" },
    { name: "kind", type: "choice", choices: ["split", "overlay"], default: "split", help: "Shares the transaction, or is on top" },
    {
      name: "party",
      type: "text",
      required: true,
      references: "people",
      orReferences: "positions",
      help: "A participant, or a position when no participant has that id",
    },
    { name: "role", type: "text", default: "", help: "Role of an overlay, named by plans" },
    { name: "share", type: "percent", required: true, notNegative: true, help: "Share of the transaction" },
  ],
};

export const opportunities: TableDefinition = {
  name: "opportunities",
  help: "Deals in the pipeline, open and closed",
  key: ["opportunity"],
  attributesOf: "opportunity",
  columns: [
    { name: "opportunity", type: "text", required: true, help: "The source's id" },
    { name: "name", type: "text", help: "Name" },
    { name: "customer", type: "text", references: "customers", help: "With whom" },
    { name: "product", type: "text", references: "products", help: "What" },
    { name: "owner", type: "text", references: "people", help: "Whose" },
    { name: "stage", type: "text", required: true, help: "Stage's name" },
    { name: "outcome", type: "choice", choices: ["open", "won", "lost"], default: "open", help: "Open, won or lost" },
    { name: "amount", type: "amount", help: "Value" },
    { name: "currency", type: "currency", help: "Blank: the company's" },
    { name: "opened", type: "date", help: "First engaged" },
    { name: "closed", type: "date", help: "Won or lost, or expected to close" },
  ],
};

export const stageHistory: TableDefinition = {
  name: "stage-history",
  help: "Which stage an opportunity was in, when",
  key: ["opportunity", "stage", "from"],
  columns: [
    { name: "opportunity", type: "text", required: true, references: "opportunities", help: "Which deal" },
    { name: "stage", type: "text", required: true, help: "Stage's name" },
    { name: "from", type: "date", required: true, help: "The day it entered the stage" },
    { name: "to", type: "date", help: "The day it left the stage, which may be the same; blank: it is still there" },
  ],
};

export const ACTIVITY_KINDS = ["call", "meeting", "demo", "email"] as const;

export const activities: TableDefinition = {
  name: "activities",
  help: "What was done for customers and deals",
  key: ["activity"],
  columns: [
    { name: "activity", type: "text", required: true, help: "The source's id" },
    { name: "kind", type: "choice", choices: ACTIVITY_KINDS, required: true, help: "What it was" },
    { name: "date", type: "date", required: true, help: "When" },
    { name: "owner", type: "text", references: "people", help: "Who" },
    { name: "customer", type: "text", references: "customers", help: "With whom" },
    { name: "opportunity", type: "text", references: "opportunities", help: "For which deal" },
    { name: "minutes", type: "number", notNegative: true, help: "How long" },
  ],
};
