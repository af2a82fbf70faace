import { TRANSACTION_TEXTS } from "../../transactions/columns.ts";
import type { TransactionColumns } from "../../compensation/inputs.ts";
import type { TextColumn } from "../../table/column.ts";
import type { AttributeDeclarations } from "../../table/definition.ts";
import type { Store, Transaction } from "../database/store.ts";
import { asOfText, quoteText } from "./as-of-text.ts";
import { attributeColumn } from "./attribute-columns.ts";
import { type BinaryRow, readBinaryCopy } from "./binary-copy.ts";
import { integerField } from "./binary-values.ts";
import { dateBuilder, numberBuilder, textBuilder } from "./column-builders.ts";
import { orderOf, permute } from "../../table/permute.ts";

/** The transactions of a company, and the database's id of each row. */
export type LoadedTransactions = { readonly columns: TransactionColumns; readonly ids: Float64Array };

const DATES = ["date", "order_date", "invoice_date", "payment_date"] as const;
const NUMBERS = ["amount", "margin", "quantity"] as const;

/** Loads the transactions as they were known at a change number, by binary COPY into columns, in the engine's order; voided ones are left out. */
export async function loadTransactions(
  store: Store,
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  declarations: AttributeDeclarations,
  currency: string,
): Promise<LoadedTransactions> {
  const attributes = [...(declarations.get("transaction") ?? [])];
  const selected = [
    "transaction_id",
    ...[...TRANSACTION_TEXTS, ...DATES, ...NUMBERS].map((name) => `"${name}"`),
    ...attributes.map(([name]) => `attributes ->> ${quoteText(name)}`),
  ];
  let field = 1;
  const texts = new Map(TRANSACTION_TEXTS.map((name) => [name, textBuilder(field++)]));
  const dates = new Map(DATES.map((name) => [name, dateBuilder(field++)]));
  const numbers = new Map(NUMBERS.map((name) => [name, numberBuilder(field++)]));
  const attributeTexts = new Map(attributes.map(([name]) => [name, textBuilder(field++)]));
  const builders = [...texts.values(), ...dates.values(), ...numbers.values(), ...attributeTexts.values()];
  const ids: number[] = [];
  const statement = `copy (select ${selected.join(", ")} from ${asOfText("transactions", companyId, changeNumber)} t where voided_at_change is null) to stdout (format binary)`;
  const add = (row: BinaryRow): void => {
    ids.push(integerField(row, 0));
    for (const builder of builders) builder.add(row);
  };
  const count = await readBinaryCopy(store.copyOut(tx, statement), selected.length, add);
  const text = (name: (typeof TRANSACTION_TEXTS)[number]) => required(texts.get(name)).column();
  const date = (name: (typeof DATES)[number]) => required(dates.get(name)).column();
  const amount = required(numbers.get("amount"));
  const margin = required(numbers.get("margin"));
  const quantity = required(numbers.get("quantity"));
  const amountScale = Math.max(amount.scale(), margin.scale());
  const columns: TransactionColumns = {
    count,
    source: text("source"),
    transaction: text("transaction"),
    line: text("line"),
    kind: text("kind"),
    order: text("order"),
    original: text("original"),
    date: date("date"),
    orderDate: date("order_date"),
    invoiceDate: date("invoice_date"),
    paymentDate: date("payment_date"),
    customer: text("customer"),
    product: text("product"),
    territory: text("territory"),
    owner: text("owner"),
    position: text("position"),
    currency: filled(text("currency"), currency),
    amount: amount.column(amountScale),
    margin: margin.column(amountScale),
    quantity: quantity.column(quantity.scale()),
    attributes: new Map(attributes.map(([name, type]) => [name, attributeColumn(name, type, required(attributeTexts.get(name)).column())])),
  };
  return ordered({ columns, ids: Float64Array.from(ids) });
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError("A column was not asked for");
  return value;
}

/** Blank cells take the default: the company's currency. */
function filled(column: TextColumn, text: string): TextColumn {
  if (!column.codes.includes(-1)) return column;
  const known = column.dictionary.indexOf(text);
  const dictionary = known < 0 ? [...column.dictionary, text] : column.dictionary;
  const code = known < 0 ? column.dictionary.length : known;
  return { ...column, codes: column.codes.map((each) => (each === -1 ? code : each)), dictionary };
}

/** The engine's order: date, source, transaction, line. */
function ordered({ columns, ids }: LoadedTransactions): LoadedTransactions {
  const order = orderOf(columns.date, [columns.source, columns.transaction, columns.line]);
  if (order === undefined) return { columns, ids };
  const { count, attributes, ...named } = columns;
  const sorted = {
    source: permute(named.source, order),
    transaction: permute(named.transaction, order),
    line: permute(named.line, order),
    kind: permute(named.kind, order),
    order: permute(named.order, order),
    original: permute(named.original, order),
    date: permute(named.date, order),
    orderDate: permute(named.orderDate, order),
    invoiceDate: permute(named.invoiceDate, order),
    paymentDate: permute(named.paymentDate, order),
    customer: permute(named.customer, order),
    product: permute(named.product, order),
    territory: permute(named.territory, order),
    owner: permute(named.owner, order),
    position: permute(named.position, order),
    currency: permute(named.currency, order),
    amount: permute(named.amount, order),
    margin: permute(named.margin, order),
    quantity: permute(named.quantity, order),
    attributes: new Map([...attributes].map(([name, column]) => [name, permute(column, order)])),
  };
  return { columns: { count, ...sorted }, ids: Float64Array.from(order, (row) => ids[row] ?? Number.NaN) };
}
