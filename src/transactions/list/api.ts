import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import {
  attributes,
  choice,
  day,
  decimal,
  integer,
  nullable,
  searched,
  searchedName,
  text,
  truth,
} from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { TRANSACTION_KINDS } from "../tables.ts";
import { transactionRows } from "./store.ts";

const transactions = defineList({
  permission: "transactions.read",
  path: "/api/transactions",
  operationId: "listTransactions",
  summary: "What was sold, invoiced, paid or returned: one line each",
  name: "TransactionRow",
  columns: {
    source: text("System the line comes from"),
    transaction: searched(text("The source's id")),
    line: text("Line within the transaction"),
    kind: choice(TRANSACTION_KINDS, "What it is"),
    order: searched(nullable(text("Id that groups lines of one order"))),
    original: nullable(text("For returns and payments: the original")),
    date: day("Business date by which it counts"),
    orderDate: nullable(day("Ordered")),
    invoiceDate: nullable(day("Invoiced")),
    paymentDate: nullable(day("Paid by the customer")),
    customer: nullable(text("Who bought: the customer's id")),
    customerName: searchedName(nullable(text("Who bought")), { field: "customer", table: "customers", key: "customer" }),
    product: nullable(text("What: the product's id")),
    productName: searchedName(nullable(text("What")), { field: "product", table: "products", key: "product" }),
    territory: nullable(text("Where: the territory's code")),
    territoryName: nullable(text("Where")),
    owner: nullable(text("Who sold: the participant's id")),
    ownerName: searchedName(nullable(text("Who sold")), { field: "owner", table: "people_personal", key: "participant" }),
    position: nullable(text("The seat that sold, where it is named")),
    amount: decimal("Signed, at source precision"),
    currency: text("Currency of the amount"),
    margin: nullable(decimal("Gross margin in the same currency")),
    quantity: nullable(decimal("Units")),
    voided: truth("Taken back by an import that replaced it"),
    change: integer("Written by this change"),
    attributes: attributes("Further attributes"),
  },
  key: ["source", "transaction", "line"],
  defaultSort: "-date",
  asOf: true,
});

export function transactionListRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(transactions.route, (context) => transactions.answer(context, store, transactionRows));
}
