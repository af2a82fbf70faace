import type { Day } from "../calendar/day.ts";

/**
 * Columns are what the engine reads: typed arrays, one value a row.
 * A number column holds whole numbers scaled by 10^scale; where one does not fit 2^53 the exact value stands in `wide`
 * (and `values` holds NaN with the row in `wide`). NaN without an entry in `wide` is blank.
 */
export type TextColumn = { readonly type: "text"; readonly codes: Int32Array; readonly dictionary: readonly string[] }; // code -1: blank
export type NumberColumn = {
  readonly type: "number";
  readonly scale: number;
  readonly values: Float64Array;
  readonly wide?: ReadonlyMap<number, bigint>;
};
export type DateColumn = { readonly type: "date"; readonly days: Int32Array }; // BLANK_DAY: blank
export type BooleanColumn = { readonly type: "boolean"; readonly values: Uint8Array }; // 2: blank
export type Column = TextColumn | NumberColumn | DateColumn | BooleanColumn;

export const BLANK_DAY: Day = -2_147_483_648;
