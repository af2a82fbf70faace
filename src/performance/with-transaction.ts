import type { Day } from "../calendar/day.ts";
import type { Inputs } from "../compensation/engine.ts";
import { type Decimal, rescale } from "../money/decimal.ts";
import { BLANK_DAY, type BooleanColumn, type Column, type DateColumn, type NumberColumn, type TextColumn } from "../table/column.ts";

/** A transaction that is not there: what an open opportunity would become. Blank fields are "". */
export type ImaginedTransaction = {
  readonly kind: string;
  readonly date: Day;
  readonly owner: string;
  readonly customer: string;
  readonly product: string;
  readonly amount: Decimal;
  readonly currency: string;
  /** Text attributes by name; those that transactions do not have are left out. */
  readonly attributes: ReadonlyMap<string, string>;
};

/** The inputs with one more transaction, the last of its day. Nothing of `inputs` is changed. */
export function withTransaction(inputs: Inputs, imagined: ImaginedTransaction): Inputs {
  const { transactions, splits } = inputs;
  const row = placeOf(transactions.date.days, transactions.count, imagined.date);
  const text = (column: TextColumn, value = ""): TextColumn => withText(column, row, value);
  const day = (column: DateColumn): DateColumn => ({ type: "date", days: inserted(column.days, row, imagined.date) });
  const amountScale = Math.max(transactions.amount.scale, imagined.amount.scale);
  const attribute = (name: string, column: Column): Column => {
    if (column.type === "text") return text(column, imagined.attributes.get(name));
    if (column.type === "number") return withNumber(column, row, column.scale);
    return column.type === "date" ? blankDay(column, row) : blankBoolean(column, row);
  };
  return {
    ...inputs,
    transactions: {
      count: transactions.count + 1,
      source: text(transactions.source, "imagined"),
      transaction: text(transactions.transaction, "imagined"),
      line: text(transactions.line),
      kind: text(transactions.kind, imagined.kind),
      order: text(transactions.order),
      original: text(transactions.original),
      date: day(transactions.date),
      orderDate: day(transactions.orderDate),
      invoiceDate: day(transactions.invoiceDate),
      paymentDate: day(transactions.paymentDate),
      customer: text(transactions.customer, imagined.customer),
      product: text(transactions.product, imagined.product),
      territory: text(transactions.territory, territoryOf(inputs, imagined.customer)),
      owner: text(transactions.owner, imagined.owner),
      position: text(transactions.position),
      currency: text(transactions.currency, imagined.currency),
      amount: withNumber(transactions.amount, row, amountScale, imagined.amount),
      margin: withNumber(transactions.margin, row, amountScale),
      quantity: withNumber(transactions.quantity, row, transactions.quantity.scale),
      attributes: new Map([...transactions.attributes].map(([name, column]) => [name, attribute(name, column)])),
    },
    splits: { ...splits, transaction: splits.transaction.map((of) => (of >= row ? of + 1 : of)) },
  };
}

function territoryOf({ customers }: Inputs, customer: string): string {
  const territory = customers.get(customer)?.fields.get("territory");
  return typeof territory === "string" ? territory : "";
}

/** The first row after those of the day. */
function placeOf(days: Int32Array, count: number, day: Day): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((days[middle] ?? day) <= day) from = middle + 1;
    else to = middle;
  }
  return from;
}

function inserted(values: Int32Array, row: number, value: number): Int32Array {
  const longer = new Int32Array(values.length + 1);
  longer.set(values.subarray(0, row));
  longer[row] = value;
  longer.set(values.subarray(row), row + 1);
  return longer;
}

function withText({ codes, dictionary }: TextColumn, row: number, value: string): TextColumn {
  if (value === "") return { type: "text", codes: inserted(codes, row, -1), dictionary };
  const known = dictionary.indexOf(value);
  const words = known < 0 ? [...dictionary, value] : dictionary;
  return { type: "text", codes: inserted(codes, row, known < 0 ? words.length - 1 : known), dictionary: words };
}

function blankDay({ days }: DateColumn, row: number): DateColumn {
  return { type: "date", days: inserted(days, row, BLANK_DAY) };
}

function blankBoolean({ values }: BooleanColumn, row: number): BooleanColumn {
  return { type: "boolean", values: Uint8Array.from([...values.subarray(0, row), 2, ...values.subarray(row)]) };
}

/** `scale` is at least the column's; without a value the row is blank. */
function withNumber(column: NumberColumn, row: number, scale: number, added?: Decimal): NumberColumn {
  const factor = 10 ** (scale - column.scale);
  const values = new Float64Array(column.values.length + 1);
  const wide = new Map<number, bigint>();
  const set = (place: number, exact: bigint): void => {
    const narrow = Number(exact);
    values[place] = Number.isSafeInteger(narrow) ? narrow : Number.NaN;
    if (!Number.isSafeInteger(narrow)) wide.set(place, exact);
  };
  for (let from = 0; from < column.values.length; from++) {
    const place = from < row ? from : from + 1;
    const exact = column.wide?.get(from);
    const value = column.values[from] ?? Number.NaN;
    const scaled = value * factor;
    if (exact !== undefined) set(place, exact * BigInt(factor));
    else if (Number.isNaN(scaled) || Number.isSafeInteger(scaled)) values[place] = scaled;
    else set(place, BigInt(value) * BigInt(factor));
  }
  if (added) set(row, rescale(added, scale));
  else values[row] = Number.NaN;
  return { type: "number", scale, values, ...(wide.size > 0 && { wide }) };
}
