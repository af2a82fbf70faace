import type { NumberColumn } from "../../table/column.ts";
import { inChunks } from "../../table/chunks.ts";
import type { FoundRows } from "./rows.ts";
import { SAFE } from "./shares.ts";
import type { SplitParts, SplitSlots } from "./split-parts.ts";

/**
 * How rows share in their transactions, in the order of the transactions. `target`: place of each among the ordered rows. `place`: WHOLE,
 * FIRST or SECOND of two parties, or SEVERAL: the part depends on more. `share` counts in 1 / `denominator`; it is of FIRST and SECOND.
 */
export type RowShares = {
  readonly transaction: Int32Array;
  readonly target: Int32Array;
  readonly party: Int32Array | undefined;
  readonly place: Uint8Array;
  readonly share: Float64Array;
  readonly denominator: number;
};

const WHOLE = 0;
const FIRST = 1;
const SECOND = 2;
const SEVERAL = 3;

/** `target`: where each row as it was found stands among the ordered ones. Only splits that total 100 % have rows. */
export function rowShares(slots: SplitSlots | undefined, { count, transaction, party }: FoundRows, target: Int32Array): RowShares {
  const place = new Uint8Array(count);
  const share = new Float64Array(count);
  const shares = slots?.columns.share;
  for (let row = 0; slots && shares && party && row < count; row++) {
    const slot = party[row]! - 1;
    if (slot < 0) continue;
    const first = slots.splitStart[transaction[row]!]!;
    const parties = slots.start[transaction[row]! + 1]! - first;
    const own = shares.values[slots.row[slot]!]!;
    share[row] = own;
    if (parties === 2 && own === own) place[row] = slot === first ? FIRST : SECOND;
    else place[row] = parties === 1 ? WHOLE : SEVERAL;
  }
  return { transaction, target, party, place, share, denominator: 10 ** (shares?.scale ?? 0) };
}

/**
 * A number column of the transactions, shared among the parties of splits, by ordered row. It is worked out in the order of the transactions:
 * reading them in the order of the rows would miss the processor's caches at every step. NaN: the exact value has to be looked for.
 */
export function fillRowValues(values: Float64Array, column: NumberColumn, shares: RowShares, parts: SplitParts | undefined): void {
  inChunks(values.length, (from, to) => fillValues(values, column.values, shares, parts, from, to));
}

function fillValues(
  values: Float64Array,
  amounts: Float64Array,
  { transaction, target, party, place, share, denominator }: RowShares,
  parts: SplitParts | undefined,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const whole = amounts[transaction[row]!]!;
    const at = place[row]!;
    let value = whole;
    if (at === SEVERAL) value = parts && party ? parts.at(transaction[row]!, party[row]! - 1) : Number.NaN;
    else if (at !== WHOLE) value = partOfTwo(whole, share[row]!, denominator, at);
    values[target[row]!] = value;
  }
}

/**
 * The part by largest remainder of the party in `place` of two, as whole numbers; NaN when the product does not fit 2^53.
 * Of two remainders the larger is above half of the denominator; when they are equal the first party has what is left.
 */
function partOfTwo(value: number, share: number, denominator: number, place: number): number {
  const size = Math.abs(value);
  if (!(size * denominator <= SAFE)) return Number.NaN;
  const product = size * share;
  const floor = Math.floor(product / denominator);
  const twice = (product - floor * denominator) * 2;
  const part = floor + Number(twice + SECOND - place > denominator);
  return value < 0 ? -part : part;
}
