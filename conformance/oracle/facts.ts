import type { Attributes, AttributeValue, Inputs, Referenced } from "../../src/compensation/inputs.ts";
import type { Column, NumberColumn } from "../../src/table/column.ts";
import { EVER, NEVER_ENDS } from "./days.ts";
import { type Read, type TypeOf, type Value } from "./formula.ts";
import { type Fraction, fraction } from "./fraction.ts";

/** A number of a column: a whole number and how many of its digits are decimals. */
export type Scaled = { unscaled: bigint; decimals: number };
export type Transaction = {
  row: number;
  /** By column name; attributes by bare name under `attributes`. Blank ones are absent. */
  texts: Map<string, string>;
  days: Map<string, number>;
  numbers: Map<string, Scaled>;
  attributes: Map<string, Value>;
  attributeNumbers: Map<string, Scaled>;
};
export type Party = { kind: string; participant: string | undefined; position: string | undefined; role: string; share: Fraction };

const TEXTS = [
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

/** The transactions as plain records. */
export function transactionsOf({ transactions: columns }: Inputs): Transaction[] {
  return Array.from({ length: columns.count }, (_, row) => {
    const found: Transaction = {
      row,
      texts: new Map(),
      days: new Map(),
      numbers: new Map(),
      attributes: new Map(),
      attributeNumbers: new Map(),
    };
    for (const name of TEXTS) set(found.texts, name, textAt(columns[name], row));
    for (const name of DATES) set(found.days, name, dayAt(columns[name], row));
    for (const name of NUMBERS) set(found.numbers, name, numberAt(columns[name], row));
    for (const [name, column] of columns.attributes) {
      set(found.attributes, name, valueAt(column, row));
      if (column.type === "number") set(found.attributeNumbers, name, numberAt(column, row));
    }
    return found;
  });
}

/** The splits of each transaction row, in the order of their parties' ids, then roles. */
export function partiesOf({ splits }: Inputs): Map<number, Party[]> {
  const all = new Map<number, Party[]>();
  for (let row = 0; row < splits.count; row += 1) {
    const share = numberAt(splits.share, row);
    const party = {
      kind: textAt(splits.kind, row) ?? "split",
      participant: textAt(splits.participant, row),
      position: textAt(splits.position, row),
      role: textAt(splits.role, row) ?? "",
      share: share === undefined ? fraction(0n) : toFraction(share),
    };
    const transaction = splits.transaction[row] ?? -1;
    all.set(transaction, [...(all.get(transaction) ?? []), party]);
  }
  for (const parties of all.values()) parties.sort((a, b) => textOrder(partyId(a), partyId(b)) || textOrder(a.role, b.role));
  return all;
}

export function partyId(party: Party): string {
  return party.participant ?? party.position ?? "";
}

export function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function toFraction({ unscaled, decimals }: Scaled): Fraction {
  return fraction(unscaled, 10n ** BigInt(decimals));
}

function set<V>(map: Map<string, V>, name: string, value: V | undefined): void {
  if (value !== undefined) map.set(name, value);
}

function textAt(column: Column, row: number): string | undefined {
  if (column.type !== "text") return undefined;
  return column.dictionary[column.codes[row] ?? -1];
}

function dayAt(column: Column, row: number): number | undefined {
  const day = column.type === "date" ? column.days[row] : undefined;
  return day === undefined || day < EVER ? undefined : day;
}

function numberAt(column: NumberColumn, row: number): Scaled | undefined {
  const wide = column.wide?.get(row);
  if (wide !== undefined) return { unscaled: wide, decimals: column.scale };
  const value = column.values[row];
  return value === undefined || Number.isNaN(value) ? undefined : { unscaled: BigInt(value), decimals: column.scale };
}

function valueAt(column: Column, row: number): Value | undefined {
  if (column.type === "text") return textAt(column, row);
  if (column.type === "boolean") return column.values[row] === 2 ? undefined : column.values[row] === 1;
  if (column.type === "date") return dayValue(dayAt(column, row));
  const number = numberAt(column, row);
  return number && toFraction(number);
}

function dayValue(day: number | undefined): Value | undefined {
  return day === undefined ? undefined : { day };
}

function attributeValue(value: AttributeValue | undefined): Value | undefined {
  if (typeof value === "number") return { day: value };
  if (typeof value === "object") return toFraction({ unscaled: value.unscaled, decimals: value.scale });
  return value;
}

/** The value of a dated attribute on a day. */
function datedValue(attributes: Attributes, name: string, day: number): Value | undefined {
  return attributeValue(attributes.get(name)?.find(({ from, to }) => from <= day && day < to)?.value);
}

/** What formulas read about a seat and its occupant on a day. */
export function seatReader(inputs: Inputs, participant: string, position: string, day: number): Read {
  const [person, seat] = [inputs.participants.get(participant), inputs.positions.get(position)];
  return (name) => {
    const [owner, field] = halves(name);
    if (owner === "participant" && person !== undefined) {
      if (field === "participant") return person.id;
      if (field === "name" || field === "email" || field === "currency") return person[field];
      if (field === "hired" || field === "left")
        return person[field] <= EVER || person[field] >= NEVER_ENDS ? undefined : { day: person[field] };
      return datedValue(person.attributes, field, day);
    }
    if (owner === "position" && seat !== undefined) {
      if (field === "position") return seat.id;
      if (field === "title" || field === "role") return seat[field];
      return datedValue(seat.attributes, field, day);
    }
    return undefined;
  };
}

/** What formulas read about a transaction, and about the seat and occupant who are credited. */
export function creditReader(inputs: Inputs, transaction: Transaction, seat: Read): Read {
  const tables: [string, ReadonlyMap<string, Referenced>][] = [
    ["product", inputs.products],
    ["customer", inputs.customers],
    ["territory", inputs.territories],
  ];
  return (name) => {
    const [owner, field] = halves(name);
    if (owner === "transaction") {
      const number = transaction.numbers.get(field);
      return (
        transaction.texts.get(field) ??
        dayValue(transaction.days.get(field)) ??
        (number && toFraction(number)) ??
        transaction.attributes.get(field)
      );
    }
    const table = tables.find(([known]) => known === owner);
    if (table === undefined) return seat(name);
    const referenced = table[1].get(transaction.texts.get(owner) ?? "");
    return field === owner ? referenced?.id : attributeValue(referenced?.fields.get(field));
  };
}

function halves(name: string): [string, string] {
  const dot = name.indexOf(".");
  return [name.slice(0, dot), name.slice(dot + 1)];
}

const FIXED = new Map<string, string>([
  ...DATES.map((name) => [`transaction.${name}`, "Date"] as const),
  ["transaction.amount", "Money"],
  ["transaction.margin", "Money"],
  ["transaction.quantity", "Number"],
  ["product.price", "Money"],
  ["participant.hired", "Date"],
  ["participant.left", "Date"],
]);

/** The types of names: of fixed fields, of declared attributes, else Text. */
export function typesOf(inputs: Inputs): TypeOf {
  return (name) => {
    const [owner, field] = halves(name);
    const declared = [...inputs.company.attributes].find(([known]) => known === owner)?.[1].get(field);
    return FIXED.get(name) ?? declared ?? "Text";
  };
}
