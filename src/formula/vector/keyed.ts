import { BLANK_DAY, type Column, type DateColumn, type TextColumn } from "../../table/column.ts";
import { outcomeOf } from "../evaluate.ts";
import type { Expression } from "../expression.ts";
import { Failure, type Outcome } from "../outcome.ts";
import type { Value } from "../value.ts";
import { columnOfOutcomes, type VectorResult } from "./result.ts";
import { columnsOf, type Sources } from "./source.ts";

/**
 * A part of a formula that reads one text or date column has one value for each distinct text or day:
 * it is evaluated once for each that occurs, and rows take it by their slot.
 */
type Keyed = {
  readonly slots: Int32Array;
  /** Added to a row's entry of `slots` to get its slot; slot 0 is blank. */
  readonly offset: number;
  readonly slotCount: number;
  readonly valueOf: (slot: number) => Value | undefined;
};

export type KeyedTable = Pick<Keyed, "slots" | "offset"> & { readonly table: VectorResult };

const DAY_RANGE_MAX = 200_000;

/** The values of `expression` by slot, when it reads exactly one column and that is one of texts or of days that lie near each other. */
export function keyedTable(expression: Expression, sources: Sources, count: number): KeyedTable | undefined {
  const [only, ...others] = columnsOf(expression, sources);
  if (!only || others.length > 0) return undefined;
  const [name, column] = only;
  const keyed = keysOf(column, count);
  if (!keyed) return undefined;
  const occurs = occurring(keyed, count);
  const table = columnOfOutcomes(expression.type, keyed.slotCount, (slot): Outcome => {
    if (occurs && !occurs[slot]) return UNSEEN;
    return outcomeOf(expression, (read) => {
      const source = sources.get(read);
      return read === name ? keyed.valueOf(slot) : source?.type === "constant" ? source.value : undefined;
    });
  });
  return { table, slots: keyed.slots, offset: keyed.offset };
}

const UNSEEN = new Failure("blank", "No row has this value.");

function keysOf(column: Column, count: number): Keyed | undefined {
  return column.type === "text" ? textKeys(column) : column.type === "date" ? dayKeys(column, count) : undefined;
}

function textKeys({ codes, dictionary }: TextColumn): Keyed {
  return { slots: codes, offset: 1, slotCount: dictionary.length + 1, valueOf: (slot) => dictionary[slot - 1] };
}

function dayKeys({ days }: DateColumn, count: number): Keyed | undefined {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < count; row++) {
    const day = days[row] ?? BLANK_DAY;
    if (day === BLANK_DAY) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  if (first > last) [first, last] = [0, 0];
  if (last - first >= DAY_RANGE_MAX) return undefined;
  const slots = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const day = days[row] ?? BLANK_DAY;
    slots[row] = day === BLANK_DAY ? 0 : day - first + 1;
  }
  return { slots, offset: 0, slotCount: last - first + 2, valueOf: (slot) => (slot === 0 ? undefined : slot - 1 + first) };
}

/** Below this many keys it is cheaper to evaluate all of them than to look which occur. */
const FEW = 256;

function occurring({ slots, offset, slotCount }: Keyed, count: number): Uint8Array | undefined {
  if (slotCount <= FEW) return undefined;
  const occurs = new Uint8Array(slotCount);
  for (let row = 0; row < count; row++) occurs[(slots[row] ?? 0) + offset] = 1;
  return occurs;
}
