import { formatExact } from "../../money/decimal.ts";
import { type Rational, scaled } from "../../money/rational.ts";
import type { NumberColumn } from "../../table/column.ts";
import type { SplitColumns } from "../inputs.ts";
import { compareText } from "./directory.ts";
import { SAFE, sharing, widePart } from "./shares.ts";

/**
 * The rows of a splits table in slots: by transaction, then kind ("overlay" before "split"), then party and role, whatever the order of the input.
 * The slots of transaction t are `start[t]` to `start[t + 1]`, those of kind split begin at `splitStart[t]`.
 * Codes of parties are slot + 1, so that 0 means "no split".
 */
export type SplitSlots = {
  readonly columns: SplitColumns;
  readonly start: Int32Array;
  readonly splitStart: Int32Array;
  readonly row: Int32Array;
  /** Transactions whose splits do not total 100 % (or hold a share below zero): nobody is credited. */
  readonly unbalanced: ReadonlySet<number>;
};

export function textAt(column: { readonly codes: Int32Array; readonly dictionary: readonly string[] }, row: number): string {
  return column.dictionary[column.codes[row] ?? -1] ?? "";
}

/** The exact value of a number column in its scale, or undefined when it is blank. */
export function wideAt({ values, wide }: NumberColumn, row: number): bigint | undefined {
  const value = values[row] ?? Number.NaN;
  return Number.isNaN(value) ? wide?.get(row) : BigInt(value);
}

export function splitSlots(columns: SplitColumns, transactionCount: number): SplitSlots {
  const { count, transaction } = columns;
  const start = new Int32Array(transactionCount + 1);
  for (let row = 0; row < count; row++) start[transaction[row]! + 1]! += 1;
  for (let index = 0; index < transactionCount; index++) start[index + 1]! += start[index]!;
  const next = start.slice();
  const row = new Int32Array(count);
  for (let source = 0; source < count; source++) row[next[transaction[source]!]!++] = source;
  const splitStart = new Int32Array(transactionCount);
  const unbalanced = new Set<number>();
  for (let index = 0; index < transactionCount; index++) {
    const from = start[index]!;
    const to = start[index + 1]!;
    if (to - from > 1 && !isOrdered(columns, row, from, to)) row.subarray(from, to).sort((a, b) => compareSplits(columns, a, b));
    let first = from;
    while (first < to && textAt(columns.kind, row[first]!) === "overlay") first += 1;
    splitStart[index] = first;
    if (first < to && !isWhole(columns, row, first, to)) unbalanced.add(index);
  }
  return { columns, start, splitStart, row, unbalanced };
}

function isWhole({ share }: SplitColumns, row: Int32Array, from: number, to: number): boolean {
  let total = 0;
  let isExact = true;
  for (let slot = from; slot < to; slot++) {
    const value = share.values[row[slot]!]!;
    if (!(value >= 0)) isExact = false;
    total += value;
  }
  if (isExact && total <= SAFE) return total === 10 ** share.scale;
  const shares = Array.from(row.subarray(from, to), (source) => wideAt(share, source) ?? -1n);
  return shares.every((value) => value >= 0n) && shares.reduce((sum, value) => sum + value, 0n) === 10n ** BigInt(share.scale);
}

function isOrdered(columns: SplitColumns, row: Int32Array, from: number, to: number): boolean {
  for (let index = from + 1; index < to; index++) if (compareSplits(columns, row[index - 1]!, row[index]!) > 0) return false;
  return true;
}

function compareSplits(columns: SplitColumns, a: number, b: number): number {
  return compareText(textAt(columns.kind, a), textAt(columns.kind, b)) || compareText(partyOf(columns, a), partyOf(columns, b)) || compareText(textAt(columns.role, a), textAt(columns.role, b));
}

/** The id of a split row's party: a participant or, where that is blank, a position. */
export function partyOf(columns: SplitColumns, row: number): string {
  return textAt(columns.participant, row) || textAt(columns.position, row);
}

export function shareOf({ share }: SplitColumns, row: number): Rational | undefined {
  const unscaled = wideAt(share, row);
  return unscaled === undefined ? undefined : scaled(unscaled, share.scale);
}

/** The total of a transaction's split shares for messages: "99 %". */
export function totalOf({ columns, splitStart, start, row }: SplitSlots, transaction: number): string {
  let total = 0n;
  for (let slot = splitStart[transaction]!; slot < start[transaction + 1]!; slot++) total += wideAt(columns.share, row[slot]!) ?? 0n;
  return `${formatExact(scaled(total * 100n, columns.share.scale))} %`;
}

/**
 * One number column of the transactions shared among the slots of kind split, at the column's precision by largest remainder.
 * Values are scaled whole numbers by slot, the whole for slots of overlays; blank stays blank (NaN without an entry in `wide`).
 */
export function splitParts(slots: SplitSlots, column: NumberColumn): NumberColumn {
  const { columns: { share }, start, splitStart, row, unbalanced } = slots;
  const values = new Float64Array(row.length).fill(Number.NaN);
  const wide = new Map<number, bigint>();
  const denominator = 10 ** share.scale;
  for (let transaction = 0; transaction < splitStart.length; transaction++) {
    const from = splitStart[transaction]!;
    const to = start[transaction + 1]!;
    for (let slot = start[transaction]!; slot < from; slot++) copyWhole(column, transaction, slot, values, wide);
    if (from === to || unbalanced.has(transaction)) continue;
    const whole = column.values[transaction]!;
    const size = Math.abs(whole);
    if (size * denominator <= SAFE) shareOut(size, whole < 0 ? -1 : 1, denominator, share.values, row, from, to, values);
    else shareOutWide(slots, column, transaction, from, to, wide);
  }
  return wide.size > 0 ? { type: "number", scale: column.scale, values, wide } : { type: "number", scale: column.scale, values };
}

/** Parties of overlays start from the whole; their share comes on top. */
function copyWhole(column: NumberColumn, transaction: number, slot: number, values: Float64Array, wide: Map<number, bigint>): void {
  values[slot] = column.values[transaction]!;
  const exact = column.wide?.get(transaction);
  if (exact !== undefined) wide.set(slot, exact);
}

/** Floors first, then one more for the largest remainders while something is left; the slots are few. */
function shareOut(size: number, sign: number, denominator: number, shares: Float64Array, row: Int32Array, from: number, to: number, values: Float64Array): void {
  let left = size;
  for (let slot = from; slot < to; slot++) {
    const floor = Math.floor((size * shares[row[slot]!]!) / denominator);
    values[slot] = floor * sign;
    left -= floor;
  }
  for (; left > 0; left--) {
    let best = from;
    let most = -1;
    for (let slot = from; slot < to; slot++) {
      const remainder = size * shares[row[slot]!]! - Math.abs(values[slot]!) * denominator;
      if (remainder > most) {
        most = remainder;
        best = slot;
      }
    }
    values[best]! += sign;
  }
}

function shareOutWide({ columns: { share }, row }: SplitSlots, column: NumberColumn, transaction: number, from: number, to: number, wide: Map<number, bigint>): void {
  const whole = wideAt(column, transaction);
  if (whole === undefined) return;
  const shared = sharing(Array.from(row.subarray(from, to), (source) => scaled(wideAt(share, source) ?? 0n, share.scale)));
  for (let slot = from; slot < to; slot++) wide.set(slot, widePart(shared, whole, slot - from));
}
