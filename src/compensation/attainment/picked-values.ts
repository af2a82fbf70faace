import type { NumberColumn } from "../../table/column.ts";
import type { PickedRows } from "../crediting/rows.ts";
import { type Detail, detailPart } from "../crediting/shares.ts";

/** The values of credits that are rows of ownership, unit by unit: the row's, and of that the occupant's part. NaN: the exact value has to be looked for. */
export function pickedValues(column: NumberColumn, picked: PickedRows, start: Int32Array, details: readonly Detail[]): Float64Array {
  const values = new Float64Array(picked.row.length);
  const byRow = picked.valuesOf(column);
  const { detail } = picked.rows;
  for (let unit = 0; unit + 1 < start.length; unit++) {
    take(values, byRow, picked.row, start[unit]!, start[unit + 1]!);
    if (detail) share(values, detail, details, picked.row, start[unit]!, start[unit + 1]!);
  }
  return values;
}

function take(values: Float64Array, byRow: Float64Array, row: Int32Array, from: number, to: number): void {
  for (let credit = from; credit < to; credit++) values[credit] = byRow[row[credit]!]!;
}

function share(values: Float64Array, detail: Int32Array, details: readonly Detail[], row: Int32Array, from: number, to: number): void {
  for (let credit = from; credit < to; credit++) {
    const code = detail[row[credit]!]!;
    if (code > 0) values[credit] = detailPart(details[code]!, values[credit]!);
  }
}
