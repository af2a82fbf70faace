import { columnsOf } from "../../table/attributes.ts";
import { formatCell } from "../../table/format-cell.ts";
import type { Problem } from "../../table/problem.ts";
import type { Store } from "../database/store.ts";
import { FileRefusal } from "../files/file-refusal.ts";
import { readCompanyRow } from "./company-row.ts";
import { inputsOf } from "./import.ts";
import type { Arranged } from "./uploads.ts";

/** The first rows of a table as they would be imported, and the first that would be refused as they are read. */
export type MappedSample = {
  readonly table: string;
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly problems: readonly Problem[];
  readonly read: number;
};

const SHOWN = 20;
/** Rows that are looked through for ones that fail. */
const READ_MAX = 2000;

/** Reads the first rows of every file through its mapping, without the database: what a person sees while they map. Throws FileRefusal. */
export async function sampleRows(
  store: Store,
  companyId: number,
  { folder, mappingPath }: Arranged,
): Promise<{ readonly tables: readonly MappedSample[]; readonly problems: readonly Problem[] }> {
  const inputs = await inputsOf(store, companyId, { paths: [folder], mapping: mappingPath, replace: [], dryRun: true }, undefined);
  const company = inputs.company?.document ?? (await store.system((tx) => readCompanyRow(tx, companyId)));
  const tables: MappedSample[] = [];
  const refused: Problem[] = [];
  for (const source of inputs.sources) {
    const columns = columnsOf(source.table, company?.attributes ?? new Map());
    const rows: { line: number; cells: string[] }[] = [];
    const problems: Problem[] = [];
    let read = 0;
    try {
      for await (const batch of (await source.open()).batches) {
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
        if (read >= READ_MAX) break;
      }
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
      refused.push(...error.problems);
    }
    const filled = columns.flatMap(({ name }, index) => (rows.some(({ cells }) => cells[index] !== "") ? [{ name, index }] : []));
    tables.push({
      table: source.table.name,
      file: source.file,
      columns: filled.map(({ name }) => name),
      rows: rows.map(({ line, cells }) => ({ line, cells: filled.map(({ index }) => cells[index] ?? "") })),
      problems,
      read,
    });
  }
  return { tables, problems: refused };
}
