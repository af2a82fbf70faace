import type { Day } from "../calendar/day.ts";
import { type Decimal, formatScaled } from "../money/decimal.ts";

/**
 * A value as read, by the column's type: date → Day; amount, number, percent, integer → Decimal as written
 * (percent as a fraction: 12.5% is { unscaled: 125n, scale: 3 }); text, currency, choice → string; boolean → boolean.
 */
export type Cell = Decimal | Day | string | boolean;

/** A row by column name (attributes as `attributes.<name>`). Blank cells have no entry; defaults are filled in. */
export type Row = ReadonlyMap<string, Cell>;

/** Rows by table name, each in the order of its file. */
export type RowsByTable = ReadonlyMap<string, readonly Row[]>;

/** A row with the place it was read from (line 0: not from a file) and its cells as they stand there. */
export type PlacedRow = { readonly row: Row; readonly file: string; readonly line: number; readonly cells?: readonly string[] };

/** A cell as plain text, for keys and messages; blank: the empty text. Dates and flags stand as they are kept. */
export function textIn(row: Row, column: string): string {
  const cell = row.get(column);
  if (cell === undefined) return "";
  return typeof cell === "object" ? formatScaled(cell.unscaled, cell.scale) : String(cell);
}
