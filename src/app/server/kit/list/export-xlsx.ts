import writeExcelFile, { type Cell } from "write-excel-file/node";
import type { ExportColumn, ExportTable } from "./export-file.ts";
import { cellText, plain } from "./export-file.ts";

/** What a cell of a sheet may hold. */
const TEXT_MAX = 32_767;
/** Digits that a figure of a sheet keeps; one with more stays text, so that none is lost. */
const DIGITS_MAX = 15;

/** A table as a workbook of one sheet, made in memory. */
export async function* writeXlsx({ columns, pages }: ExportTable): AsyncGenerator<Uint8Array> {
  const data: Cell[][] = [columns.map(({ name }) => ({ value: name, type: String, fontWeight: "bold" }))];
  for await (const page of pages) for (const row of page) data.push(columns.map((column, index) => sheetCell(column, row[index])));
  yield await writeExcelFile(data, { stickyRowsCount: 1 }).toBuffer();
}

function sheetCell(column: ExportColumn, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  switch (column.kind) {
    case "integer":
    case "decimal":
      return isExact(plain(value)) ? { value: Number(value), type: Number } : { value: plain(value), type: String };
    case "boolean":
      return { value: value === true, type: Boolean };
    case "day":
      return { value: new Date(plain(value)), type: Date, format: "yyyy-mm-dd" };
    case "time":
      return { value: new Date(plain(value)), type: Date, format: "yyyy-mm-dd hh:mm:ss" };
    case "text":
    case "choice":
    case "structure":
      return { value: cellText(column, value).slice(0, TEXT_MAX), type: String };
  }
}

/** A sheet's figures are binary: this one is shown again as the same decimal. */
function isExact(decimal: string): boolean {
  return decimal.replace(/^-?0*\.?0*/, "").replace(".", "").length <= DIGITS_MAX;
}
