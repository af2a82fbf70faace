import { formatExact } from "../../money/decimal.ts";
import { type Rational, scaled } from "../../money/rational.ts";
import type { NumberColumn, TextColumn } from "../../table/column.ts";
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
  const start = ascendingStarts(columns, transactionCount);
  if (start) return arranged(columns, start, identity(columns.count), transactionCount);
  const counted = countedStarts(columns, transactionCount);
  return arranged(columns, counted, byTransaction(columns.transaction, counted), transactionCount);
}

/** Where each transaction's rows begin when they stand in the order of the transactions; undefined when they do not. */
function ascendingStarts({ count, transaction }: SplitColumns, transactionCount: number): Int32Array | undefined {
  const start = new Int32Array(transactionCount + 1);
  let before = -1;
  for (let row = 0; row < count; row++) {
    const own = transaction[row]!;
    if (own === before) continue;
    if (own < before) return undefined;
    for (let index = before + 1; index <= own; index++) start[index] = row;
    before = own;
  }
  return start.fill(count, before + 1);
}

function countedStarts({ count, transaction }: SplitColumns, transactionCount: number): Int32Array {
  const start = new Int32Array(transactionCount + 1);
  for (let row = 0; row < count; row++) start[transaction[row]! + 1]! += 1;
  for (let index = 0; index < transactionCount; index++) start[index + 1]! += start[index]!;
  return start;
}

/** Orders the slots of each transaction, tells overlays from splits, and notes splits that do not total 100 %. */
function arranged(columns: SplitColumns, start: Int32Array, found: Int32Array, transactionCount: number): SplitSlots {
  const whole = 10 ** columns.share.scale;
  const ranks = ranksOf(columns);
  const { codes, dictionary } = columns.kind;
  const overlay = dictionary.indexOf("overlay");
  const isPlain = dictionary.length === 1;
  const splitStart = start.slice(0, transactionCount);
  const unbalanced = new Set<number>();
  let row = found;
  for (let index = 0; index < transactionCount; index++) {
    const from = start[index]!;
    const to = start[index + 1]!;
    if (from === to) continue;
    if (to - from > 1 && !isOrdered(ranks, row, from, to, isPlain)) {
      if (row === found) row = found.slice();
      row.subarray(from, to).sort((a, b) => compareRanks(ranks, a, b));
    }
    let first = from;
    if (overlay >= 0) while (first < to && codes[row[first]!] === overlay) first += 1;
    splitStart[index] = first;
    if (first < to && !isWhole(columns, row, first, to, whole)) unbalanced.add(index);
  }
  return { columns, start, splitStart, row, unbalanced };
}

let numbers = new Int32Array(0);

/** 0, 1, 2 …: one array for everybody, who copies it before writing. */
function identity(count: number): Int32Array {
  if (numbers.length < count) numbers = Int32Array.from({ length: count }, (_, index) => index);
  return numbers.subarray(0, count);
}

function byTransaction(transaction: Int32Array, start: Int32Array): Int32Array {
  const next = start.slice();
  const rows = new Int32Array(transaction.length);
  for (let source = 0; source < transaction.length; source++) rows[next[transaction[source]!]!++] = source;
  return rows;
}

/** What splits of one transaction are ordered by, as numbers: kind, party (participant or else position), role. */
type Ranks = {
  readonly columns: SplitColumns;
  readonly kind: Int32Array;
  readonly participant: Int32Array;
  readonly position: Int32Array;
  readonly role: Int32Array;
};

function ranksOf(columns: SplitColumns): Ranks {
  const words = [columns.kind, columns.participant, columns.position, columns.role].flatMap(({ dictionary }) => dictionary);
  const rank = new Map([...new Set(words)].sort(compareText).map((word, index) => [word, index + 1]));
  const of = ({ dictionary }: TextColumn): Int32Array => Int32Array.from(dictionary, (word) => (word === "" ? 0 : (rank.get(word) ?? 0)));
  return { columns, kind: of(columns.kind), participant: of(columns.participant), position: of(columns.position), role: of(columns.role) };
}

/** `isPlain`: all are of one kind, so that different participants decide the order. */
function isOrdered(ranks: Ranks, row: Int32Array, from: number, to: number, isPlain: boolean): boolean {
  const { codes } = ranks.columns.participant;
  let before = isPlain ? (ranks.participant[codes[row[from]!]!] ?? 0) : 0;
  for (let index = from + 1; index < to; index++) {
    const own = isPlain ? (ranks.participant[codes[row[index]!]!] ?? 0) : 0;
    if (!(before > 0 && own > before) && compareRanks(ranks, row[index - 1]!, row[index]!) > 0) return false;
    before = own;
  }
  return true;
}

function compareRanks({ columns, kind, participant, position, role }: Ranks, a: number, b: number): number {
  const kinds = (kind[columns.kind.codes[a]!] ?? 0) - (kind[columns.kind.codes[b]!] ?? 0);
  if (kinds !== 0) return kinds;
  const [first, second] = [participant[columns.participant.codes[a]!] ?? 0, participant[columns.participant.codes[b]!] ?? 0];
  const parties = (first || (position[columns.position.codes[a]!] ?? 0)) - (second || (position[columns.position.codes[b]!] ?? 0));
  return parties !== 0 ? parties : (role[columns.role.codes[a]!] ?? 0) - (role[columns.role.codes[b]!] ?? 0);
}

function isWhole({ share }: SplitColumns, row: Int32Array, from: number, to: number, whole: number): boolean {
  let total = 0;
  let isExact = true;
  for (let slot = from; slot < to; slot++) {
    const value = share.values[row[slot]!]!;
    if (!(value >= 0)) isExact = false;
    total += value;
  }
  if (isExact && total <= SAFE) return total === whole;
  const shares = Array.from(row.subarray(from, to), (source) => wideAt(share, source) ?? -1n);
  return shares.every((value) => value >= 0n) && shares.reduce((sum, value) => sum + value, 0n) === 10n ** BigInt(share.scale);
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
 * Shares one number column of the transactions among the slots of their splits, at the column's precision by largest remainder.
 * The parts of the transaction asked for last are kept, as its slots are usually asked for in turn.
 */
export class SplitParts {
  readonly #slots: SplitSlots;
  readonly #column: NumberColumn;
  readonly #denominator: number;
  #transaction = -1;
  #parts = new Float64Array(16);
  #wide: readonly bigint[] = [];

  constructor(slots: SplitSlots, column: NumberColumn) {
    this.#slots = slots;
    this.#column = column;
    this.#denominator = 10 ** slots.columns.share.scale;
  }

  /** The part of a slot; a slot of an overlay has the whole, as its share comes on top. NaN: see `wideAt`. */
  at(transaction: number, slot: number): number {
    const from = this.#slots.splitStart[transaction]!;
    if (slot < from) return this.#column.values[transaction]!;
    if (transaction !== this.#transaction) this.#share(transaction);
    return this.#parts[slot - from]!;
  }

  /** The exact part where `at` gives NaN; undefined when the value is blank. */
  wideAt(transaction: number, slot: number): bigint | undefined {
    const from = this.#slots.splitStart[transaction]!;
    if (slot < from) return wideAt(this.#column, transaction);
    if (transaction !== this.#transaction) this.#share(transaction);
    return this.#wide[slot - from];
  }

  /** Floors first, then one more for the largest remainders while something is left; the slots are few. */
  #share(transaction: number): void {
    const {
      columns: { share },
      row,
      splitStart,
      start,
    } = this.#slots;
    const from = splitStart[transaction]!;
    const count = start[transaction + 1]! - from;
    const whole = this.#column.values[transaction]!;
    const size = Math.abs(whole);
    this.#transaction = transaction;
    if (count > this.#parts.length) this.#parts = new Float64Array(count * 2);
    const parts = this.#parts;
    if (!(size * this.#denominator <= SAFE)) return this.#shareWide(transaction, from, count);
    let left = size;
    for (let index = 0; index < count; index++) {
      const floor = Math.floor((size * share.values[row[from + index]!]!) / this.#denominator);
      parts[index] = floor;
      left -= floor;
    }
    for (; left > 0; left--) {
      let best = 0;
      let most = -1;
      for (let index = 0; index < count; index++) {
        const remainder = size * share.values[row[from + index]!]! - parts[index]! * this.#denominator;
        if (remainder > most) {
          most = remainder;
          best = index;
        }
      }
      parts[best]! += 1;
    }
    if (whole < 0) for (let index = 0; index < count; index++) parts[index] = -parts[index]!;
  }

  #shareWide(transaction: number, from: number, count: number): void {
    const {
      columns: { share },
      row,
    } = this.#slots;
    const whole = wideAt(this.#column, transaction);
    this.#parts.fill(Number.NaN, 0, count);
    this.#wide = [];
    if (whole === undefined) return;
    const shared = sharing(Array.from(row.subarray(from, from + count), (source) => scaled(wideAt(share, source) ?? 0n, share.scale)));
    this.#wide = Array.from({ length: count }, (_, index) => widePart(shared, whole, index));
  }
}
