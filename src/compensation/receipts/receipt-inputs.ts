import { readCompanyDocument } from "../../company/document.ts";
import { readRows } from "../../company/read-rows.ts";
import type { Plan } from "../../plans/plan.ts";
import { planShape } from "../../plans/shape.ts";
import { BLANK_DAY, type Column, type TextColumn } from "../../table/column.ts";
import { assembleInputs } from "../assemble.ts";
import type { Facts } from "../facts.ts";
import type { Inputs, TransactionColumns } from "../inputs.ts";
import { dayIn, readFact } from "./facts-json.ts";
import type { ReceiptContents } from "./receipt.ts";

/** Stands for a fact among the rows of the transactions, in the place of the source. */
export const FACT_SOURCE = "";

/** What a receipt holds as the engine reads it. Throws RangeError for a cell, document or day that cannot be read. */
export function receiptInputs({ inputs, facts, participant, currency }: ReceiptContents): Inputs {
  const read = readCompanyDocument(inputs.company);
  if (!read.ok) throw new RangeError(`company: ${read.problems[0]?.message ?? ""}`);
  const { document } = read.company;
  const plans = inputs.plans.map(planIn);
  const own = assembleInputs(document, readRows(document, inputs.tables), plans).inputs;
  const ordered = facts.credits.toSorted((a, b) => a.place - b.place);
  const order = rowOrder(
    own.transactions.count,
    ordered.map(({ place }) => place),
  );
  const rowOfFact = order.flatMap((row, index) => (row < 0 ? [index] : []));
  const byRow: Facts["byRow"] = new Map(ordered.map((fact, index) => [rowOfFact[index]!, readFact(fact, currency)]));
  const newRow = new Map(order.flatMap((row, index) => (row < 0 ? [] : [[row, index] as const])));
  return {
    ...own,
    transactions: withFactRows(
      own.transactions,
      order,
      ordered.map(({ fact }) => fact),
    ),
    splits: { ...own.splits, transaction: own.splits.transaction.map((row) => newRow.get(row) ?? row) },
    facts: {
      participant: participant.id,
      horizon: { from: dayIn(facts.horizon.from), to: dayIn(facts.horizon.to) },
      shares: BigInt(facts.shares),
      byRow,
    },
  };
}

function planIn(document: Readonly<Record<string, unknown>>): Plan {
  const parsed = planShape.safeParse(document);
  if (!parsed.success)
    throw new RangeError(`plan: ${parsed.error.issues[0]?.path.join(".") ?? ""} ${parsed.error.issues[0]?.message ?? ""}`);
  return parsed.data;
}

/** Rows of the receipt's transactions in their order, -1 for each fact before the row of its place. */
function rowOrder(count: number, places: readonly number[]): number[] {
  const order: number[] = [];
  let next = 0;
  for (let row = 0; row <= count; row++) {
    for (; next < places.length && (places[next]! <= row || row === count); next++) order.push(-1);
    if (row < count) order.push(row);
  }
  return order;
}

function withFactRows(own: TransactionColumns, order: readonly number[], facts: readonly string[]): TransactionColumns {
  const at = <C extends Column>(column: C): C => spread(column, order);
  return {
    count: order.length,
    source: at(own.source),
    transaction: withNames(at(own.transaction), order, facts),
    line: at(own.line),
    kind: at(own.kind),
    order: at(own.order),
    original: at(own.original),
    date: at(own.date),
    orderDate: at(own.orderDate),
    invoiceDate: at(own.invoiceDate),
    paymentDate: at(own.paymentDate),
    customer: at(own.customer),
    product: at(own.product),
    territory: at(own.territory),
    owner: at(own.owner),
    position: at(own.position),
    currency: at(own.currency),
    amount: at(own.amount),
    margin: at(own.margin),
    quantity: at(own.quantity),
    attributes: new Map([...own.attributes].map(([name, column]) => [name, at(column)])),
  };
}

/** A column with blank cells where the order has -1. */
function spread<C extends Column>(column: C, order: readonly number[]): C;
function spread(column: Column, order: readonly number[]): Column {
  switch (column.type) {
    case "text":
      return { ...column, codes: Int32Array.from(order, (row) => column.codes[row] ?? -1) };
    case "date":
      return { ...column, days: Int32Array.from(order, (row) => column.days[row] ?? BLANK_DAY) };
    case "boolean":
      return { ...column, values: Uint8Array.from(order, (row) => column.values[row] ?? 2) };
    case "number": {
      const wide = new Map(order.flatMap((row, index) => (column.wide?.has(row) ? [[index, column.wide.get(row)!] as const] : [])));
      return { ...column, values: Float64Array.from(order, (row) => column.values[row] ?? Number.NaN), wide };
    }
  }
}

/** Facts' rows are called by their ids. */
function withNames({ codes, dictionary }: TextColumn, order: readonly number[], facts: readonly string[]): TextColumn {
  let fact = 0;
  return {
    type: "text",
    codes: codes.map((code, index) => (order[index]! < 0 ? dictionary.length + fact++ : code)),
    dictionary: [...dictionary, ...facts],
  };
}
