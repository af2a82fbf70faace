import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { getEncoder } from "iconv-lite";
import writeExcelFile, { type Cell as SheetCell } from "write-excel-file/node";
import { REJECTION_PREFIX } from "../../company/bind-header.ts";
import { isTyped, untyped } from "../../table/typed-cell.ts";
import { csvLine, escapeFormula } from "../../table/write-csv.ts";
import { type CsvFile, type CsvLayout, openCsv } from "./csv.ts";
import { stemOf } from "./mapped-files.ts";
import { workbookOf } from "./workbook/open.ts";

/** Why a row was not taken; `file` as messages name it. */
export type RowRejection = {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  /** What is wrong and what to do. */
  readonly reason: string;
};
/** A file that was read. */
export type ReadFile = { readonly file: string; readonly path: string; readonly layout: CsvLayout };

const COLUMNS = ["line", "column", "value", "code", "reason", "file", "import"] as const;

/**
 * Writes the rows of each file that an import rejected as `<name>.rejected.csv` into `folder`: the file's own columns, delimiter and
 * encoding, then line, column, value, code, reason, file and import, which are passed over when the corrected file is imported and by which
 * it is known again under any name (mapping/correction.ts). Rows of a workbook become one of their own. The files are read again for it.
 * Gives the paths written and how many rows each has.
 */
export async function writeRejectedFiles(
  folder: string,
  files: readonly ReadFile[],
  rejections: Iterable<RowRejection>,
  importId: number,
): Promise<{ readonly path: string; readonly rows: number }[]> {
  const byFile = Map.groupBy(rejections, ({ file }) => file);
  const written: { path: string; rows: number }[] = [];
  const done = new Set<string>();
  for (const { file, path, layout } of files) {
    const byLine = Map.groupBy(
      (byFile.get(file) ?? []).filter(({ line }) => line > 1),
      ({ line }) => line,
    );
    if (byLine.size === 0 || done.has(path)) continue;
    done.add(path);
    await mkdir(folder, { recursive: true });
    const csv = await openCsv(path, file, { ...layout, typed: true });
    if (workbookOf(path)) {
      const workbook = join(folder, `${stemOf(file)}.rejected.xlsx`);
      await writeFile(workbook, await rejectedWorkbook(csv, byLine, importId));
      written.push({ path: workbook, rows: byLine.size });
      continue;
    }
    const target = join(folder, `${stemOf(file)}.rejected.csv`);
    const encoder = getEncoder(layout.encoding ?? "utf-8");
    const bytes = async function* (): AsyncGenerator<Buffer> {
      for await (const text of rejectedText(csv, byLine, importId)) yield encoder.write(text);
      yield encoder.end() ?? Buffer.alloc(0);
    };
    await pipeline(Readable.from(bytes()), createWriteStream(target));
    written.push({ path: target, rows: byLine.size });
  }
  return written;
}

type ByLine = ReadonlyMap<number, readonly RowRejection[]>;

async function* rejectedText(csv: CsvFile, byLine: ByLine, importId: number): AsyncGenerator<string> {
  const own = ownColumns(csv);
  const line = (cells: readonly string[], reasons: readonly string[]): string =>
    csvLine([...own.map((index) => safe(cells[index] ?? "")), ...reasons.map(safe)], csv.delimiter);
  yield line(
    csv.header,
    COLUMNS.map((name) => REJECTION_PREFIX + name),
  );
  for await (const [at, cells] of rejectedRows(csv, byLine)) yield line(cells, reasonsOf(at, byLine.get(at) ?? [], importId));
}

/** A workbook comes back as one: what is a number or a date there stays so, whatever formats its texts have. */
async function rejectedWorkbook(csv: CsvFile, byLine: ByLine, importId: number): Promise<Uint8Array> {
  const own = ownColumns(csv);
  const data: SheetCell[][] = [
    [...own.map((index) => csv.header[index] ?? ""), ...COLUMNS.map((name) => REJECTION_PREFIX + name)].map(textCell),
  ];
  for await (const [at, cells] of rejectedRows(csv, byLine))
    data.push([...own.map((index) => sheetCell(cells[index] ?? "")), ...reasonsOf(at, byLine.get(at) ?? [], importId).map(textCell)]);
  return writeExcelFile(data, { stickyRowsCount: 1 }).toBuffer();
}

function textCell(text: string): SheetCell {
  return { value: text, type: String };
}

function sheetCell(cell: string): SheetCell {
  const text = untyped(cell);
  if (!isTyped(cell)) return text === "" ? null : textCell(text);
  if (text === "true" || text === "false") return { value: text === "true", type: Boolean };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { value: new Date(text), type: Date, format: "yyyy-mm-dd" };
  if (text.endsWith("%")) return { value: Number(text.slice(0, -1)) / 100, type: Number, format: "0.00%" };
  return { value: Number(text), type: Number };
}

/** Places of the file's own columns: not those that an earlier import wrote behind. */
function ownColumns({ header }: CsvFile): number[] {
  return header.flatMap((name, index) => (name.startsWith(REJECTION_PREFIX) ? [] : [index]));
}

async function* rejectedRows(csv: CsvFile, byLine: ByLine): AsyncGenerator<readonly [number, readonly string[]]> {
  for await (const batch of csv.batches) {
    const rows: (readonly [number, readonly string[]])[] = [];
    for (const [index, at] of batch.lines.entries()) if (byLine.has(at)) rows.push([at, batch.rows[index] ?? []]);
    for (const [index, { line: at }] of batch.problems.entries()) if (byLine.has(at)) rows.push([at, batch.problemCells[index] ?? []]);
    yield* rows.sort(([a], [b]) => a - b);
  }
}

function reasonsOf(line: number, rejections: readonly RowRejection[], importId: number): string[] {
  return [
    String(line),
    ...(["column", "value", "code", "reason"] as const).map((field) => rejections.map((rejection) => rejection[field]).join(" | ")),
    rejections[0]?.file ?? "",
    String(importId),
  ];
}

/** Numbers stay numbers; other text is kept from being run by a spreadsheet. */
function safe(cell: string): string {
  return /^[-+]?[\d.,'\s]+%?$/.test(cell) ? cell : escapeFormula(cell);
}
