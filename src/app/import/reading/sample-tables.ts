import type { CompanyDocument } from "../../../company/document.ts";
import { columnsOf } from "../../../table/attributes.ts";
import { formatCell } from "../../../table/format-cell.ts";
import type { Problem } from "../../../table/problem.ts";
import { FileRefusal } from "../../files/file-refusal.ts";
import type { InputSource } from "../../files/inputs.ts";
import type { MappedSample, MappedSamples } from "./messages.ts";
import type { Reading } from "./worker.ts";

const SHOWN = 20;
/** Rows that are looked through for ones that fail. */
const READ_MAX = 2000;

/** The first rows of every file through its mapping; a file that cannot be used is told with its reasons. */
export async function sampleTables({ inputs, step }: Reading<"sample">, known: CompanyDocument): Promise<MappedSamples> {
  const company = inputs.company?.document ?? known;
  const tables: MappedSample[] = [];
  const refused: Problem[] = [];
  for (const source of inputs.sources) {
    try {
      tables.push(await sampleTable(source, company, step));
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
      tables.push({ table: source.table.name, file: source.file, columns: [], rows: [], problems: [], read: 0, leftOut: 0 });
      refused.push(...error.problems);
    }
  }
  return { tables, problems: refused };
}

async function sampleTable({ table, file, open }: InputSource, company: CompanyDocument, step: () => void): Promise<MappedSample> {
  const columns = columnsOf(table, company.attributes);
  const rows: { line: number; cells: string[] }[] = [];
  const problems: Problem[] = [];
  let read = 0;
  let leftOut = 0;
  for await (const batch of (await open()).batches) {
    step();
    for (const { row, line } of batch.rows.slice(0, SHOWN - rows.length))
      rows.push({
        line,
        cells: columns.map(({ name, type }) => {
          const cell = row.get(name);
          return cell === undefined ? "" : formatCell(type, cell);
        }),
      });
    problems.push(...batch.rejected.flatMap((one) => one.problems).slice(0, SHOWN - problems.length));
    read += batch.rows.length + batch.rejected.length;
    leftOut += batch.leftOut.length;
    if (read + leftOut >= READ_MAX) break;
  }
  const filled = columns.flatMap(({ name }, index) => (rows.some(({ cells }) => cells[index] !== "") ? [{ name, index }] : []));
  return {
    table: table.name,
    file,
    columns: filled.map(({ name }) => name),
    rows: rows.map(({ line, cells }) => ({ line, cells: filled.map(({ index }) => cells[index] ?? "") })),
    problems,
    read,
    leftOut,
  };
}
