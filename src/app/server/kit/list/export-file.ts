import { escapeFormula, csvLine } from "../../../../table/write-csv.ts";
import type { Column } from "./columns.ts";
import { writtenInThread } from "./export-thread.ts";
import type { Format } from "./query.ts";

/** A column of an exported table, and rows in its order of columns, as the API gives them, by the thousand. */
export type ExportColumn = Pick<Column, "kind"> & { readonly name: string };
export type ExportTable = { readonly columns: readonly ExportColumn[]; readonly pages: AsyncIterable<readonly ExportRow[]> };
export type ExportRow = readonly unknown[];

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
};

/** Rows that an export may have. A sheet holds 1,048,576 rows and is made in memory, so it may have fewer. */
export const EXPORT_ROWS_MAX: Readonly<Record<Format, number>> = { csv: 1_000_000, json: 1_000_000, parquet: 1_000_000, xlsx: 100_000 };

/** The bytes of a table in a format. CSV and JSON flow while the rows are read; the others are made in a thread of their own, until the signal says that nobody wants them. */
export function exportBytes(format: Format, table: ExportTable, signal: AbortSignal): AsyncIterable<Uint8Array> {
  switch (format) {
    case "csv":
      return encoded(csvText(table));
    case "json":
      return encoded(jsonText(table));
    case "parquet":
    case "xlsx":
      return writtenInThread(format, table, signal);
  }
}

/** A value as the text of a cell. Text that a spreadsheet would run is escaped; figures stay figures, so that −250.00 can be summed. */
export function cellText({ kind }: Pick<Column, "kind">, value: unknown): string {
  if (value === null || value === undefined) return "";
  return kind === "text" || kind === "structure" ? escapeFormula(plain(value)) : plain(value);
}

/** A value as text: texts as they are, all else as JSON. */
export function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

async function* csvText({ columns, pages }: ExportTable): AsyncGenerator<string> {
  yield csvLine(columns.map(({ name }) => name));
  for await (const page of pages) yield page.map((row) => csvLine(columns.map((column, index) => cellText(column, row[index])))).join("");
}

/** The form of a page that holds every row. */
async function* jsonText({ columns, pages }: ExportTable): AsyncGenerator<string> {
  yield '{"items":[';
  let first = true;
  for await (const page of pages) {
    const items = page.map((row) => JSON.stringify(Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null]))));
    if (items.length > 0) yield `${first ? "" : ","}\n${items.join(",\n")}`;
    first &&= items.length === 0;
  }
  yield '],"nextCursor":null}\n';
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}
