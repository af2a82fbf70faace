import type { Value } from "../../formula/value.ts";
import { valueAt, type VectorSource } from "../../formula/vector/source.ts";
import { BLANK_DAY, type Column, type NumberColumn, type TextColumn } from "../../table/column.ts";
import { formulaValue, type SeatFormulas } from "../formulas.ts";
import type { Inputs, Referenced, TransactionColumns } from "../inputs.ts";

const FIXED = [
  "source",
  "transaction",
  "line",
  "kind",
  "order",
  "original",
  "date",
  "orderDate",
  "invoiceDate",
  "paymentDate",
  "customer",
  "product",
  "territory",
  "owner",
  "position",
  "currency",
  "amount",
  "margin",
  "quantity",
] as const satisfies readonly (keyof TransactionColumns)[];
const FIXED_NAMES: ReadonlyMap<string, (typeof FIXED)[number]> = new Map(FIXED.map((name) => [name, name]));

/** A column of the transactions by its bare name, fixed fields before attributes of the same name. */
export function transactionColumn(transactions: TransactionColumns, name: string): Column | undefined {
  const fixed = FIXED_NAMES.get(name);
  return fixed ? transactions[fixed] : transactions.attributes.get(name);
}

/** Where `product.family` and its like are read: the transactions' column of keys, and the table. */
export function referencedBy(
  inputs: Inputs,
  owner: string,
): { readonly keys: TextColumn; readonly table: ReadonlyMap<string, Referenced> } | undefined {
  const { transactions } = inputs;
  if (owner === "product") return { keys: transactions.product, table: inputs.products };
  if (owner === "customer") return { keys: transactions.customer, table: inputs.customers };
  if (owner === "territory") return { keys: transactions.territory, table: inputs.territories };
  return undefined;
}

/** Value of a field of a referenced row; its key is the field named like the table's owner. */
export function referencedField(owner: string, table: ReadonlyMap<string, Referenced>, key: string, field: string): Value | undefined {
  if (field === owner) return key;
  const value = table.get(key)?.fields.get(field);
  return value === undefined ? undefined : formulaValue(value);
}

/** Splits `product.family` at its first dot. */
export function ownerAndField(name: string): readonly [owner: string, field: string] {
  const dot = name.indexOf(".");
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** Whether a name is the same for everybody who is credited for a transaction. */
export function isOfTransaction(name: string): boolean {
  return !name.startsWith("position.") && !name.startsWith("participant.");
}

/** What a formula over credits reads for one transaction credited to one pair on one day. */
export function readCredit(
  inputs: Inputs,
  seats: SeatFormulas,
  name: string,
  transaction: number,
  pair: number,
  day: number,
): Value | undefined {
  if (!isOfTransaction(name)) return seats.read(name, pair, day);
  const [owner, field] = ownerAndField(name);
  if (owner === "transaction") {
    const column = transactionColumn(inputs.transactions, field);
    return column && valueAt(column, transaction);
  }
  const referenced = referencedBy(inputs, owner);
  const key = referenced?.keys.dictionary[referenced.keys.codes[transaction] ?? -1];
  return referenced && key !== undefined ? referencedField(owner, referenced.table, key, field) : undefined;
}

/** The column that a name of the transaction, its product, customer or territory stands for. Names that nothing is known of are blank. */
export function transactionSource(inputs: Inputs, name: string): VectorSource {
  const [owner, field] = ownerAndField(name);
  if (owner === "transaction") return transactionColumn(inputs.transactions, field) ?? { type: "constant", value: undefined };
  const referenced = referencedBy(inputs, owner);
  if (!referenced) return { type: "constant", value: undefined };
  const {
    keys: { codes, dictionary },
    table,
  } = referenced;
  return byKey(
    codes,
    dictionary.map((key) => referencedField(owner, table, key, field)),
  );
}

/** One value a key as a column: texts share the keys' codes, other values are spread over the rows. */
function byKey(codes: Int32Array, values: readonly (Value | undefined)[]): VectorSource {
  const known = values.find((value) => value !== undefined);
  if (known === undefined || typeof known === "string")
    return { type: "text", codes, dictionary: values.map((value) => (typeof value === "string" ? value : "")) };
  if (typeof known === "number") {
    const days = Int32Array.from(values, (value) => (typeof value === "number" ? value : BLANK_DAY));
    return { type: "date", days: codes.map((code) => days[code] ?? BLANK_DAY) };
  }
  if (typeof known === "boolean") {
    const flags = Uint8Array.from(values, (value) => (value === undefined ? 2 : value === true ? 1 : 0));
    return { type: "boolean", values: Uint8Array.from(codes, (code) => flags[code] ?? 2) };
  }
  return numbersByKey(codes, values);
}

/** Referenced numbers are decimals as read, so their denominators are powers of ten. */
function numbersByKey(codes: Int32Array, values: readonly (Value | undefined)[]): NumberColumn {
  const fractions = values.map((value) => (typeof value === "object" ? value : undefined));
  const scale = fractions.reduce((most, value) => Math.max(most, value ? decimalsOf(value.denominator) : 0), 0);
  const exact = fractions.map((value) => value && (value.numerator * 10n ** BigInt(scale)) / value.denominator);
  const narrow = Float64Array.from(exact, (value) =>
    value !== undefined && Number.isSafeInteger(Number(value)) ? Number(value) : Number.NaN,
  );
  const wide = new Map<number, bigint>();
  const column = Float64Array.from(codes, (code) => narrow[code] ?? Number.NaN);
  if (exact.every((value) => value === undefined || Number.isSafeInteger(Number(value)))) return { type: "number", scale, values: column };
  codes.forEach((code, row) => {
    const value = exact[code];
    if (value !== undefined && Number.isNaN(narrow[code])) wide.set(row, value);
  });
  return { type: "number", scale, values: column, wide };
}

/** Decimals of a fraction whose denominator divides a power of ten. */
function decimalsOf(denominator: bigint): number {
  let digits = 0;
  while (10n ** BigInt(digits) % denominator !== 0n) digits += 1;
  return digits;
}
