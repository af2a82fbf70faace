import type { ColumnDefinition } from "../../table/definition.ts";
import { csvLine, escapeFormula } from "../../table/write-csv.ts";
import type { ExportedTable } from "./table-rows.ts";

const CHUNK_CHARACTERS = 64 * 1024;

/** Texts that a spreadsheet would run as formulas are escaped; numbers, dates and percentages stay what they are. */
function safeCell(column: ColumnDefinition, text: string): string {
  return column.type === "text" ? escapeFormula(text) : text;
}

/** Writes a table as CSV with a heading, in Attain's own columns; gives the number of rows. */
export async function writeCsv(table: ExportedTable, write: (text: string) => void): Promise<number> {
  const { columns } = table;
  let waiting = csvLine(columns.map((column) => column.name));
  const rows = await table.read((cells) => {
    waiting += csvLine(columns.map((column, index) => safeCell(column, cells[index] ?? "")));
    if (waiting.length < CHUNK_CHARACTERS) return;
    write(waiting);
    waiting = "";
  });
  write(waiting);
  return rows;
}

/** Writes a table as a JSON array of objects, one a line; blank cells are left out, values stay in Attain's own text form. */
export async function writeJson(table: ExportedTable, write: (text: string) => void): Promise<number> {
  const { columns } = table;
  let before = "[\n";
  const rows = await table.read((cells) => {
    const fields = columns.flatMap((column, index) =>
      cells[index] ? [`${JSON.stringify(column.name)}:${JSON.stringify(cells[index])}`] : [],
    );
    write(`${before}{${fields.join(",")}}`);
    before = ",\n";
  });
  write(rows === 0 ? "[]\n" : "\n]\n");
  return rows;
}
