import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkRows } from "../../company/check-rows.ts";
import { type CompanyDocument, type ReadCompany, readCompanyDocument } from "../../company/document.ts";
import { parseJson } from "../../company/json.ts";
import { TABLES } from "../../company/tables.ts";
import { nearest } from "../../formula/suggest.ts";
import type { Plan } from "../../plans/plan.ts";
import { OWN_FORMATS } from "../../table/formats.ts";
import type { Problem } from "../../table/problem.ts";
import type { PlacedRow, RowsByTable } from "../../table/row.ts";
import { fileProblem, FileRefusal } from "./file-refusal.ts";
import { readPlans } from "./plan-files.ts";
import { openTableFile } from "./table-file.ts";

/** All inputs of a company as read from files. `problems` are rows, files and plans left out; with any of them the inputs are incomplete. */
export type CompanyFolder = {
  readonly company: CompanyDocument;
  /** Checked rows: references are ids, quotas have their end, custom calendars stand in `windows`. */
  readonly rows: RowsByTable;
  readonly plans: readonly Plan[];
  readonly problems: readonly Problem[];
};

/** Reads a company folder (docs/company-folder.md). Throws FileRefusal when company.json is missing or wrong. */
export async function readCompanyFolder(folder: string, signal?: AbortSignal): Promise<CompanyFolder> {
  const company = await readCompanyFile(join(folder, "company.json"), "company.json");
  const problems: Problem[] = [];
  const placed = new Map<string, PlacedRow[]>([["windows", company.windows.map((row) => ({ row, file: "company.json", line: 1 }))]]);
  for (const { path, file, table } of await tableFiles(folder, problems)) {
    const rows = placed.get(table.name) ?? [];
    placed.set(table.name, rows);
    try {
      const source = await openTableFile(path, table, { file, attributes: company.document.attributes, formats: OWN_FORMATS, limits: company.document }, signal ? { signal } : {});
      for await (const batch of source.batches) {
        for (const row of batch.rows) rows.push(row);
        for (const rejected of batch.rejected) problems.push(...rejected.problems);
      }
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
      problems.push(...error.problems);
    }
  }
  return finishCompany(company, placed, problems, join(folder, "plans"));
}

/** Checks rows against each other and reads the plans: the last step of a folder and of a mapping. */
export async function finishCompany(company: ReadCompany, placed: ReadonlyMap<string, readonly PlacedRow[]>, problems: readonly Problem[], plansFolder: string): Promise<CompanyFolder> {
  const checked = checkRows(placed, company.document);
  const rows: RowsByTable = new Map([...checked.rows].map(([table, list]) => [table, list.map(({ row }) => row)]));
  const plans = await readPlans(plansFolder, company.document, rows);
  return { company: company.document, rows, plans: plans.plans, problems: [...problems, ...checked.problems, ...plans.problems] };
}

async function readCompanyFile(path: string, file: string): Promise<ReadCompany> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new FileRefusal(fileProblem(file, "not-readable", "cannot be read", 'A company folder has a company.json with at least {"name": "…", "currency": "USD"}'));
  });
  const json = parseJson(text);
  if (!json.ok) throw new FileRefusal(fileProblem(file, "invalid-document", json.reason, json.fix, json.line));
  const read = readCompanyDocument(json.value);
  if (!read.ok) throw new FileRefusal(...read.problems.map((problem) => ({ ...fileProblem(file, "invalid-document", problem.message, problem.fix), column: problem.path })));
  return read.company;
}

const TABLE_FILE = /^(.+)\.csv(\.gz)?$/;

/** The folder's CSV files in the order of the tables; a file that belongs to no table is a problem. */
async function tableFiles(folder: string, problems: Problem[]): Promise<{ readonly path: string; readonly file: string; readonly table: (typeof TABLES)[number] }[]> {
  const names = (await readdir(folder)).filter((name) => TABLE_FILE.test(name)).sort();
  const byTable = Map.groupBy(names, (name) => TABLE_FILE.exec(name)?.[1] ?? "");
  const known = TABLES.map((table) => table.name);
  for (const [stem, files] of byTable) {
    if (known.includes(stem)) continue;
    const near = nearest(stem, known);
    for (const file of files) problems.push(fileProblem(file, "unknown-file", "belongs to no table", near === undefined ? `The tables are ${known.join(", ")}` : `Did you mean ${near}.csv?`));
  }
  return TABLES.flatMap((table) => (byTable.get(table.name) ?? []).map((file) => ({ path: join(folder, file), file, table })));
}
