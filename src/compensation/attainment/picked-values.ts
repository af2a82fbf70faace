import type { NumberColumn } from "../../table/column.ts";
import type { PickedRows } from "../crediting/rows.ts";
import { type Detail, detailPart } from "../crediting/shares.ts";

/** Values by credit and the sum of their sizes by unit; NaN: one of them, or the one, has to be looked for exactly. */
export type SizedValues = { readonly values: Float64Array; readonly sizes: Float64Array };

/** The values of credits that are rows of ownership, unit by unit: the row's, and of that the occupant's part. */
export function pickedValues(column: NumberColumn, picked: PickedRows, start: Int32Array, details: readonly Detail[]): SizedValues {
  const values = new Float64Array(picked.row.length);
  const sizes = new Float64Array(start.length - 1);
  const byRow = picked.valuesOf(column);
  const { detail } = picked.rows;
  for (let unit = 0; unit < sizes.length; unit++) {
    const from = start[unit]!;
    const to = start[unit + 1]!;
    sizes[unit] = take(values, byRow, picked.row, from, to);
    if (detail) sizes[unit] = share(values, detail, details, picked.row, from, to);
  }
  return { values, sizes };
}

function take(values: Float64Array, byRow: Float64Array, row: Int32Array, from: number, to: number): number {
  let size = 0;
  for (let credit = from; credit < to; credit++) {
    const value = byRow[row[credit]!]!;
    values[credit] = value;
    size += Math.abs(value);
  }
  return size;
}

function share(values: Float64Array, detail: Int32Array, details: readonly Detail[], row: Int32Array, from: number, to: number): number {
  let size = 0;
  for (let credit = from; credit < to; credit++) {
    const code = detail[row[credit]!]!;
    if (code > 0) values[credit] = detailPart(details[code]!, values[credit]!);
    size += Math.abs(values[credit]!);
  }
  return size;
}
