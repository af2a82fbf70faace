import type { Problem, Refusal } from "../../table/problem.ts";
import { refuse } from "../../table/refusal.ts";

/** Rows as they stand in the file, some thousand at a time. `lines[i]` is the line on which row i begins. */
export type CsvBatch = {
  readonly rows: readonly (readonly string[])[];
  readonly lines: Int32Array;
  /** Rows that do not fit the header, in the order of the file. */
  readonly problems: readonly Problem[];
  /** The cells of those rows, made to fit: missing ones are blank, the last holds what is beyond it. */
  readonly problemCells: readonly (readonly string[])[];
  /** Content read so far. */
  readonly bytes: number;
};

/** A row whose quotation marks are wrong. */
export type Fault = { readonly row: number; readonly reason: string };
/** Rows as they were split. */
export type Taken = { readonly rows: readonly (readonly string[])[]; readonly lines: Int32Array; readonly faults: readonly Fault[] };
type Place = { readonly file: string; readonly width: number; readonly delimiter: string; readonly bytes: number };

/** Sets rows apart that do not fit the header. */
export function setApart({ rows: all, lines: allLines, faults }: Taken, { file, width, delimiter, bytes }: Place): CsvBatch {
  if (faults.length === 0 && all.every((row) => row.length === width))
    return { rows: all, lines: allLines, problems: [], problemCells: [], bytes };
  const reasons = new Map(faults.map((fault) => [fault.row, fault.reason]));
  const rows: (readonly string[])[] = [];
  const lines = new Int32Array(all.length);
  const problems: Problem[] = [];
  const problemCells: (readonly string[])[] = [];
  for (const [index, row] of all.entries()) {
    const line = allLines[index] ?? 0;
    const refusal = refusalOf(row, width, reasons.get(index));
    if (refusal) {
      problems.push({ ...refusal, file, line, column: "", value: row.join(delimiter) });
      problemCells.push(fitted(row, width, delimiter));
    } else {
      lines[rows.length] = line;
      rows.push(row);
    }
  }
  return { rows, lines: lines.subarray(0, rows.length), problems, problemCells, bytes };
}

function refusalOf(row: readonly string[], width: number, quotes: string | undefined): Refusal | undefined {
  if (quotes !== undefined) return refuse("broken-quotes", quotes, "Double the quotation marks inside a quoted cell");
  if (row.length === width) return undefined;
  return refuse(
    "ragged-row",
    `has ${row.length} cells; the header has ${width}`,
    "Quote cells that hold the delimiter or line breaks, or declare the delimiter in the mapping",
  );
}

function fitted(row: readonly string[], width: number, delimiter: string): readonly string[] {
  if (row.length <= width) return [...row, ...Array.from({ length: width - row.length }, () => "")];
  return [...row.slice(0, width - 1), row.slice(width - 1).join(delimiter)];
}
