import type { BooleanColumn, DateColumn, NumberColumn, TextColumn } from "../table/column.ts";
import type { ValueType } from "../table/definition.ts";
import type { Row } from "../table/row.ts";
import { BooleanBuilder, type ColumnBuilder, DateBuilder, NumberBuilder, TextBuilder } from "./column-builders.ts";

/**
 * Transactions as columns, ordered by (date, source, transaction, line); all columns have `count` rows.
 * Named columns are those of the table definition; attributes stand in `attributes` by bare name.
 * amount and margin share one scale: the most decimals that any amount of the company has.
 */
export type TransactionColumns = {
  readonly count: number;
  readonly source: TextColumn;
  readonly transaction: TextColumn;
  readonly line: TextColumn;
  readonly kind: TextColumn;
  readonly order: TextColumn;
  readonly original: TextColumn;
  readonly date: DateColumn;
  readonly orderDate: DateColumn;
  readonly invoiceDate: DateColumn;
  readonly paymentDate: DateColumn;
  readonly customer: TextColumn;
  readonly product: TextColumn;
  readonly territory: TextColumn;
  readonly owner: TextColumn;
  readonly position: TextColumn;
  readonly currency: TextColumn;
  readonly amount: NumberColumn;
  readonly margin: NumberColumn;
  readonly quantity: NumberColumn;
  readonly attributes: ReadonlyMap<string, TextColumn | NumberColumn | DateColumn | BooleanColumn>;
};

/** Columns of text, each kept as codes of a dictionary. */
export const TRANSACTION_TEXTS = [
  "source",
  "transaction",
  "line",
  "kind",
  "order",
  "original",
  "customer",
  "product",
  "territory",
  "owner",
  "position",
  "currency",
] as const;
const DATES = ["date", "orderDate", "invoiceDate", "paymentDate"] as const;
const NUMBERS = ["amount", "margin", "quantity"] as const;

/**
 * Takes rows of the transactions table in any order and gives columns in the engine's order. No row is kept: cells go into
 * typed arrays at once, and scales rise as more decimals are met.
 */
export class TransactionColumnsBuilder {
  readonly #texts = new Map(TRANSACTION_TEXTS.map((name) => [name, new TextBuilder()]));
  readonly #dates = new Map(DATES.map((name) => [name, new DateBuilder()]));
  readonly #numbers = new Map(NUMBERS.map((name) => [name, new NumberBuilder()]));
  readonly #attributes: ReadonlyMap<string, ColumnBuilder>;
  readonly #cells: readonly (readonly [name: string, builder: ColumnBuilder])[];
  #count = 0;

  /** `attributes`: those declared for transactions. Rows name them `attributes.<name>`. */
  constructor(attributes: ReadonlyMap<string, ValueType>) {
    this.#attributes = new Map([...attributes].map(([name, type]) => [name, builderOf(type)]));
    this.#cells = [
      ...this.#texts,
      ...this.#dates,
      ...this.#numbers,
      ...[...this.#attributes].map(([name, builder]) => [`attributes.${name}`, builder] as const),
    ];
  }

  /** Throws TypeError when a cell is not of its column's type: rows are read with the table's definition first. */
  add(row: Row): void {
    for (const [name, builder] of this.#cells) builder.add(this.#count, row.get(name));
    this.#count += 1;
  }

  build(): TransactionColumns {
    const count = this.#count;
    const order = this.#order();
    const text = (name: (typeof TRANSACTION_TEXTS)[number]): TextColumn => found(this.#texts.get(name)).build(count, order);
    const date = (name: (typeof DATES)[number]): DateColumn => found(this.#dates.get(name)).build(count, order);
    const number = (name: (typeof NUMBERS)[number], scale: number): NumberColumn =>
      found(this.#numbers.get(name)).build(count, order, scale);
    const money = Math.max(found(this.#numbers.get("amount")).scale, found(this.#numbers.get("margin")).scale);
    return {
      count,
      source: text("source"),
      transaction: text("transaction"),
      line: text("line"),
      kind: text("kind"),
      order: text("order"),
      original: text("original"),
      date: date("date"),
      orderDate: date("orderDate"),
      invoiceDate: date("invoiceDate"),
      paymentDate: date("paymentDate"),
      customer: text("customer"),
      product: text("product"),
      territory: text("territory"),
      owner: text("owner"),
      position: text("position"),
      currency: text("currency"),
      amount: number("amount", money),
      margin: number("margin", money),
      quantity: number("quantity", 0),
      attributes: new Map([...this.#attributes].map(([name, builder]) => [name, builder.build(count, order)])),
    };
  }

  /** Rows by (date, source, transaction, line); undefined when they came so. */
  #order(): Int32Array | undefined {
    const date = found(this.#dates.get("date"));
    const keys = (["source", "transaction", "line"] as const).map((name) => found(this.#texts.get(name)));
    const compare = (a: number, b: number): number => {
      const days = date.at(a) - date.at(b);
      if (days !== 0) return days;
      for (const key of keys) {
        const difference = key.compare(a, b);
        if (difference !== 0) return difference;
      }
      return a - b;
    };
    let isOrdered = true;
    for (let row = 1; row < this.#count && isOrdered; row++) isOrdered = compare(row - 1, row) <= 0;
    return isOrdered ? undefined : Int32Array.from({ length: this.#count }, (_, row) => row).sort(compare);
  }
}

function builderOf(type: ValueType): ColumnBuilder {
  if (type === "Text") return new TextBuilder();
  if (type === "Date") return new DateBuilder();
  return type === "Boolean" ? new BooleanBuilder() : new NumberBuilder();
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError("No such column");
  return value;
}
