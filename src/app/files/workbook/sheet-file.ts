import type { Problem } from "../../../table/problem.ts";
import { untyped } from "../../../table/typed-cell.ts";
import type { CsvBatch } from "../csv-batch.ts";
import type { CsvFile } from "../csv.ts";
import { fileProblem, FileRefusal } from "../file-refusal.ts";
import { duplicateHeader } from "../header.ts";
import { WorkbookReader, workbookOf } from "./open.ts";

export type SheetOptions = {
  /** Cells that the sheet holds as numbers, dates or booleans keep their mark, for readers of declared formats. */
  readonly typed?: boolean;
  readonly signal?: AbortSignal;
};

/**
 * Opens one sheet as if it were a CSV file: its first row with content is the header, cells are text in Attain's own form. Rows with
 * content beyond the header are problems of their batch. Throws FileRefusal.
 */
export async function openSheet(path: string, file: string, options: SheetOptions): Promise<CsvFile> {
  const place = workbookOf(path);
  if (!place) throw new RangeError(`${path} is no workbook`);
  const reader = new WorkbookReader({ ...place, list: false }, file, options.signal);
  try {
    const first = await reader.next();
    if (first.kind !== "rows")
      throw new FileRefusal(fileProblem(file, "empty-file", "has no row with content", "A sheet needs a row of headers"));
    const header = (first.rows[0] ?? []).map((cell) => untyped(cell).trim());
    const twice = duplicateHeader(file, header, first.lines[0] ?? 1);
    if (twice) throw new FileRefusal(twice);
    const take = options.typed === true ? (cell: string) => cell : untyped;
    async function* batches(): AsyncGenerator<CsvBatch> {
      try {
        let rows = first.kind === "rows" ? { ...first, rows: first.rows.slice(1), lines: first.lines.slice(1) } : undefined;
        while (rows) {
          options.signal?.throwIfAborted();
          if (rows.rows.length > 0) yield fitted(rows.rows, rows.lines, rows.bytes, { file, width: header.length, take });
          const next = await reader.next();
          rows = next.kind === "rows" ? next : undefined;
        }
        options.signal?.throwIfAborted();
      } finally {
        await reader.close();
      }
    }
    return { header, delimiter: ",", decision: "sheet of a workbook", batches: batches(), close: () => reader.close() };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

type Fit = { readonly file: string; readonly width: number; readonly take: (cell: string) => string };

function fitted(all: readonly string[][], allLines: readonly number[], bytes: number, { file, width, take }: Fit): CsvBatch {
  const rows: string[][] = [];
  const lines: number[] = [];
  const problems: Problem[] = [];
  const problemCells: string[][] = [];
  for (const [index, row] of all.entries()) {
    const line = allLines[index] ?? 0;
    const cells = Array.from({ length: width }, (_, column) => take(row[column] ?? ""));
    if (row.slice(width).every((cell) => cell === "")) {
      rows.push(cells);
      lines.push(line);
      continue;
    }
    problems.push({
      code: "ragged-row",
      reason: `has ${row.length} cells; the header has ${width}`,
      fix: "Move what stands beside the table elsewhere, or give its column a header",
      file,
      line,
      column: "",
      value: row.slice(width).map(untyped).join(","),
    });
    problemCells.push(cells);
  }
  return { rows, lines: Int32Array.from(lines), problems, problemCells, bytes };
}
