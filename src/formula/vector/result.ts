import type { Rational } from "../../money/rational.ts";
import { inChunks } from "../../table/chunks.ts";
import { BLANK_DAY, type Column, type DateColumn, type NumberColumn, type TextColumn } from "../../table/column.ts";
import type { ValueType } from "../../table/definition.ts";
import { Failure, type Outcome } from "../outcome.ts";

/** Numbers of which some are no finite decimals (1/3); undefined: no value. */
export type RationalColumn = { readonly type: "rational"; readonly values: readonly (Rational | undefined)[] };

/** The values of a formula over rows. A row without value is blank in it: `at(row)` of the program says why. */
export type VectorResult = Column | RationalColumn;

export const FALSE = 0;
export const TRUE = 1;
export const NO_VALUE = 2;

export function maskValue(outcome: Outcome): number {
  return outcome === true ? TRUE : outcome === false ? FALSE : NO_VALUE;
}

/** One column of `count` outcomes of a type. Empty text is blank, as everywhere in the language. */
export function columnOfOutcomes(type: ValueType, count: number, outcomeAt: (row: number) => Outcome): VectorResult {
  switch (type) {
    case "Boolean":
      return { type: "boolean", values: Uint8Array.from({ length: count }, (_, row) => maskValue(outcomeAt(row))) };
    case "Date":
      return dates(count, outcomeAt);
    case "Text":
      return texts(count, outcomeAt);
    default:
      return numbers(count, outcomeAt);
  }
}

function dates(count: number, outcomeAt: (row: number) => Outcome): DateColumn {
  const days = new Int32Array(count).fill(BLANK_DAY);
  for (let row = 0; row < count; row++) {
    const outcome = outcomeAt(row);
    if (typeof outcome === "number") days[row] = outcome;
  }
  return { type: "date", days };
}

function texts(count: number, outcomeAt: (row: number) => Outcome): TextColumn {
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(count).fill(-1);
  for (let row = 0; row < count; row++) {
    const text = outcomeAt(row);
    if (typeof text !== "string" || text === "") continue;
    const code = codeOf.get(text) ?? codeOf.size;
    if (code === codeOf.size) codeOf.set(text, code);
    codes[row] = code;
  }
  return { type: "text", codes, dictionary: [...codeOf.keys()] };
}

const SCALE_MAX = 18;

function numbers(count: number, outcomeAt: (row: number) => Outcome): VectorResult {
  const values: (Rational | undefined)[] = [];
  let scale: number | undefined = 0;
  for (let row = 0; row < count; row++) {
    const outcome = outcomeAt(row);
    const value = typeof outcome === "object" && !(outcome instanceof Failure) ? outcome : undefined;
    values.push(value);
    if (value && scale !== undefined) scale = scaleFor(value, scale);
  }
  return scale === undefined ? { type: "rational", values } : scaledColumn(values, scale);
}

/** The number of decimals, at least `from`, at which the value is whole; undefined beyond the largest. */
function scaleFor({ numerator, denominator }: Rational, from: number): number | undefined {
  for (let scale = from; scale <= SCALE_MAX; scale++) if ((numerator * 10n ** BigInt(scale)) % denominator === 0n) return scale;
  return undefined;
}

function scaledColumn(exact: readonly (Rational | undefined)[], scale: number): NumberColumn {
  const values = new Float64Array(exact.length).fill(Number.NaN);
  const wide = new Map<number, bigint>();
  exact.forEach((value, row) => {
    if (value) store(values, wide, row, unscaled(value, scale));
  });
  return numberColumn(scale, values, wide);
}

/** value × 10^scale, which is whole. */
export function unscaled(value: Rational, scale: number): bigint {
  return (value.numerator * 10n ** BigInt(scale)) / value.denominator;
}

export function store(values: Float64Array, wide: Map<number, bigint>, row: number, exact: bigint): void {
  const value = Number(exact);
  if (Number.isSafeInteger(value)) values[row] = value;
  else wide.set(row, exact);
}

export function numberColumn(scale: number, values: Float64Array, wide: ReadonlyMap<number, bigint>): NumberColumn {
  return wide.size === 0 ? { type: "number", scale, values } : { type: "number", scale, values, wide };
}

/** Row i of the result is row `slots[i] + offset` of `column`. */
export function gather(column: VectorResult, slots: Int32Array, offset: number, count: number): VectorResult {
  switch (column.type) {
    case "boolean": {
      const values = new Uint8Array(count);
      gatherMask(column.values, slots, offset, values);
      return { type: "boolean", values };
    }
    case "text": {
      const codes = new Int32Array(count);
      for (let row = 0; row < count; row++) codes[row] = column.codes[(slots[row] ?? 0) + offset] ?? -1;
      return { type: "text", codes, dictionary: column.dictionary };
    }
    case "date": {
      const days = new Int32Array(count);
      for (let row = 0; row < count; row++) days[row] = column.days[(slots[row] ?? 0) + offset] ?? BLANK_DAY;
      return { type: "date", days };
    }
    case "number":
      return gatherNumbers(column, slots, offset, count);
    case "rational":
      return { type: "rational", values: Array.from({ length: count }, (_, row) => column.values[(slots[row] ?? 0) + offset]) };
  }
}

function gatherNumbers(column: NumberColumn, slots: Int32Array, offset: number, count: number): NumberColumn {
  const values = new Float64Array(count);
  const wide = new Map<number, bigint>();
  for (let row = 0; row < count; row++) {
    const slot = (slots[row] ?? 0) + offset;
    values[row] = column.values[slot] ?? Number.NaN;
    const exact = column.wide?.get(slot);
    if (exact !== undefined) wide.set(row, exact);
  }
  return numberColumn(column.scale, values, wide);
}

export function gatherMask(table: Uint8Array, slots: Int32Array, offset: number, out: Uint8Array): void {
  inChunks(out.length, (from, to) => gatherMaskRange(table, slots, offset, out, from, to));
}

function gatherMaskRange(table: Uint8Array, slots: Int32Array, offset: number, out: Uint8Array, from: number, to: number): void {
  for (let row = from; row < to; row++) out[row] = table[(slots[row] ?? 0) + offset] ?? NO_VALUE;
}
