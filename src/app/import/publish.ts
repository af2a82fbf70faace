import { sql } from "kysely";
import type { CompanyDocument } from "../../company/document.ts";
import { TABLES } from "../../company/tables.ts";
import { dropStaging } from "../database/staging.ts";
import type { Transaction } from "../database/store.ts";
import type { ReplaceScope } from "../files/inputs.ts";
import type { CheckedInputs } from "./check-inputs.ts";
import { saveCompanyRow } from "./company-row.ts";
import { countSmallTables, countStagedTable } from "./count-rows.ts";
import { publishPlans, publishRows } from "./publish-rows.ts";
import { publishSplits, publishTransactions, type Written } from "./publish-staged.ts";
import { isStaged, type ReadRows } from "./read-rows.ts";
import { endImport, holdClaim, type Progress } from "./record.ts";
import { recordRejections, type Rejection, rejectionOf } from "./rejections.ts";
import type { ImportResult, TableCounts } from "./result.ts";
import type { ImportJob } from "./run-import.ts";

/** Another change was published since the rows were checked against the database. */
export class StaleCheckError extends Error {
  override readonly name = "StaleCheckError";
}

/** Everything that is ready to be written. */
export type Ready = { readonly company: CompanyDocument; readonly read: ReadRows; readonly checked: CheckedInputs; readonly progress: Progress };

/** Carries the counts of a dry run out of its transaction, which is rolled back. */
class PreviewEnd extends Error {
  readonly tables: ReadonlyMap<string, TableCounts>;
  constructor(tables: ReadonlyMap<string, TableCounts>) {
    super("preview");
    this.tables = tables;
  }
}

/** Publishes all tables, plans and the company's declarations as one change, or says what that would do. */
export async function publishImport(job: ImportJob, ready: Ready): Promise<ImportResult> {
  const { store, claim } = job;
  const { companyId, importId, actor } = claim;
  const rejections = [...ready.read.rejections, ...ready.checked.problems.map(rejectionOf)];
  const change = { reason: `Import ${importId}: ${job.files.map(({ name }) => name).join(", ")}`.slice(0, 500), kind: "import" };
  try {
    return await store.publish({ companyId, actor, role: "system" }, change, async (tx, changeNumber) => {
      await holdClaim(tx, claim);
      if (changeNumber - 1 !== ready.checked.changeNumber) throw new StaleCheckError();
      const tables = await writeAll(tx, job, ready, changeNumber);
      if (ready.progress.request.dryRun) throw new PreviewEnd(tables);
      await recordRejections(tx, claim, rejections);
      await tx
        .updateTable("imports")
        .set({ state: "published", change_number: changeNumber, counts: JSON.stringify(Object.fromEntries(tables)), finished_at: sql<Date>`now()` })
        .where("company_id", "=", companyId)
        .where("import_id", "=", importId)
        .execute();
      await dropStaging(tx, importId);
      return { importId, state: "published", changeNumber, tables, rejected: rejectedIn(tables) };
    });
  } catch (error) {
    if (!(error instanceof PreviewEnd)) throw error;
    return endPreview(job, error.tables, rejections);
  }
}

async function endPreview({ store, claim }: ImportJob, tables: ReadonlyMap<string, TableCounts>, rejections: readonly Rejection[]): Promise<ImportResult> {
  await store.system((tx) => recordRejections(tx, claim, rejections));
  await endImport(store, claim, "cancelled", null);
  return { importId: claim.importId, state: "preview", changeNumber: null, tables, rejected: rejectedIn(tables) };
}

function rejectedIn(tables: ReadonlyMap<string, TableCounts>): number {
  return [...tables.values()].reduce((sum, { rejected }) => sum + rejected, 0);
}

async function writeAll(tx: Transaction, { claim, inputs }: ImportJob, { company, read, checked, progress }: Ready, changeNumber: number): Promise<ReadonlyMap<string, TableCounts>> {
  const { companyId } = claim;
  if (inputs.company) await saveCompanyRow(tx, companyId, changeNumber, company);
  const written = new Map<string, Written>();
  for (const table of TABLES) {
    const rows = checked.rows.get(table.name) ?? [];
    if (!isStaged(table.name) && rows.length > 0) written.set(table.name, await publishRows(tx, companyId, changeNumber, table, rows, company.attributes));
  }
  written.set("plans", await publishPlans(tx, companyId, changeNumber, checked.plans));
  const replaced = inputs.sources.flatMap(({ mode }): readonly ReplaceScope[] => (mode === "upsert" ? [] : [mode]));
  if (progress.tables.transactions.staged > 0 || replaced.length > 0) written.set("transactions", await publishTransactions(tx, claim, changeNumber, replaced));
  if (progress.tables.splits.staged > 0) written.set("splits", await publishSplits(tx, claim, changeNumber));
  const tables = new Map(countSmallTables(read, checked, written));
  for (const name of ["transactions", "splits"] as const) if (progress.tables[name].read > 0 || written.has(name)) tables.set(name, countStagedTable(progress.tables[name], written.get(name)));
  return inOrder(tables);
}

/** In the order of the tables, plans last. */
function inOrder(tables: ReadonlyMap<string, TableCounts>): ReadonlyMap<string, TableCounts> {
  return new Map([...TABLES.map(({ name }) => name), "plans"].flatMap((name) => (tables.has(name) ? [[name, tables.get(name)] as const] : [])).flatMap(([name, counts]) => (counts ? [[name, counts] as const] : [])));
}
