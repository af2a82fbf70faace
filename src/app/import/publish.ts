import { sql } from "kysely";
import type { CompanyDocument } from "../../company/document.ts";
import { TABLES } from "../../company/tables.ts";
import { dropStaging } from "../database/staging.ts";
import type { Transaction } from "../database/store.ts";
import { type InputMode, replacedTables, type ReplaceScope } from "../files/inputs.ts";
import type { CheckedInputs } from "./check-inputs.ts";
import { saveCompanyRow } from "./company-row.ts";
import { countSmallTables, countStagedTable } from "./count-rows.ts";
import { differencesOf } from "./differences.ts";
import { unknownValues } from "./known-values.ts";
import { type LeftOut, leftOutOf } from "./left-out.ts";
import { publishPlans, publishRows, removeAbsent } from "./publish-rows.ts";
import { publishSplits, publishTransactions, type Written } from "./publish-staged.ts";
import { isStaged, type ReadRows } from "./read-rows.ts";
import { endImport, type Found, holdClaim, type Progress } from "./record.ts";
import { nameHeaders, recordRejections, type Rejection, rejectionOf } from "./rejections.ts";
import type { ImportResult, TableCounts } from "./result.ts";
import type { ImportJob } from "./run-import.ts";

/** Another change was published since the rows were checked against the database. */
export class StaleCheckError extends Error {
  override readonly name = "StaleCheckError";
}

/** Everything that is ready to be written. */
export type Ready = {
  readonly company: CompanyDocument;
  readonly read: ReadRows;
  readonly checked: CheckedInputs;
  readonly progress: Progress;
};

/** Carries the counts out of a transaction that is rolled back: of a dry run, or where there is nothing to change. */
class NothingPublished extends Error {
  readonly found: Found;
  constructor(found: Found) {
    super("nothing is published");
    this.found = found;
  }
}

/**
 * Publishes all tables, plans and the company's declarations as one change, or says what that would do. Where nothing differs from
 * the database no change number is used up.
 */
export async function publishImport(job: ImportJob, ready: Ready): Promise<ImportResult> {
  const { store, claim } = job;
  const { companyId, importId, actor } = claim;
  const rejections = [...ready.read.rejections, ...ready.checked.problems.map(rejectionOf), ...keptRows(job, ready.progress)];
  const leftOut = leftOutOf(job.inputs.sources, { ...ready.read.leftOut, ...ready.progress.leftOut });
  const change = { reason: `Import ${importId}: ${job.files.map(({ name }) => name).join(", ")}`.slice(0, 500), kind: "import" };
  try {
    return await store.publish({ companyId, actor, roles: "system" }, change, async (tx, changeNumber) => {
      await holdClaim(tx, claim);
      if (changeNumber - 1 !== ready.checked.changeNumber) throw new StaleCheckError();
      const { tables, differs } = await writeAll(tx, job, ready, changeNumber);
      if (ready.progress.request.dryRun) {
        const differences = await differencesOf(tx, companyId, changeNumber);
        // Here the people of these files are known. What is written goes with the transaction, and is written again by endPreview.
        await recordRejections(tx, claim, rejections);
        throw new NothingPublished({ counts: tables, differences, unknown: await unknownValues(tx, companyId, importId), leftOut });
      }
      if (!differs) throw new NothingPublished({ counts: tables, differences: [], unknown: [], leftOut });
      await endPublished(tx, job, changeNumber, { tables, leftOut }, rejections);
      return {
        importId,
        state: "published",
        changeNumber,
        tables,
        rejected: rejectedIn(tables),
        leftOut,
        warnings: ready.checked.warnings,
      };
    });
  } catch (error) {
    if (!(error instanceof NothingPublished)) throw error;
    const { found } = error;
    if (ready.progress.request.dryRun) return endPreview(job, ready, found, rejections);
    const tables = found.counts;
    await store.system((tx) => endPublished(tx, job, ready.checked.changeNumber, { tables, leftOut }, rejections));
    return {
      importId,
      state: "published",
      changeNumber: null,
      tables,
      rejected: rejectedIn(tables),
      leftOut,
      warnings: ready.checked.warnings,
    };
  }
}

/** Ends an import whose rows stand in the database as of a change number. */
async function endPublished(
  tx: Transaction,
  { claim, inputs }: ImportJob,
  changeNumber: number,
  { tables, leftOut }: { readonly tables: ReadonlyMap<string, TableCounts>; readonly leftOut: readonly LeftOut[] },
  rejections: readonly Rejection[],
): Promise<void> {
  await holdClaim(tx, claim);
  await recordRejections(tx, claim, rejections);
  await nameHeaders(tx, claim, inputs.sources);
  await tx
    .updateTable("imports")
    .set({
      state: "published",
      change_number: changeNumber,
      counts: JSON.stringify(Object.fromEntries(tables)),
      left_out: JSON.stringify(leftOut),
      finished_at: sql<Date>`now()`,
    })
    .where("company_id", "=", claim.companyId)
    .where("import_id", "=", claim.importId)
    .execute();
  await dropStaging(tx, claim.importId);
}

async function endPreview(
  { store, claim, inputs }: ImportJob,
  { checked }: Ready,
  found: Found,
  rejections: readonly Rejection[],
): Promise<ImportResult> {
  await store.system(async (tx) => {
    await recordRejections(tx, claim, rejections);
    await nameHeaders(tx, claim, inputs.sources);
  });
  await endImport(store, claim, "preview", null, found);
  return {
    importId: claim.importId,
    state: "preview",
    changeNumber: null,
    tables: found.counts,
    rejected: rejectedIn(found.counts),
    leftOut: found.leftOut,
    warnings: checked.warnings,
  };
}

/** A row that was rejected stands in the file all the same: while there is one, nothing is voided for want of a row. */
function keptRows({ inputs }: ImportJob, progress: Progress): Rejection[] {
  if (progress.tables.transactions.rejected === 0) return [];
  const { rejected } = progress.tables.transactions;
  return inputs.sources
    .filter(({ mode }) => isScope(mode))
    .map(({ file }) => ({
      file,
      line: 0,
      column: "",
      value: "",
      code: "nothing-voided",
      reason: `replaces what was imported before, but rows of transactions are rejected (${rejected}), so no row that it leaves out was voided. Correct them in the file and import the whole of it again`,
    }));
}

function isScope(mode: InputMode): mode is ReplaceScope {
  return typeof mode === "object";
}

function rejectedIn(tables: ReadonlyMap<string, TableCounts>): number {
  return [...tables.values()].reduce((sum, { rejected }) => sum + rejected, 0);
}

type WrittenAll = {
  readonly tables: ReadonlyMap<string, TableCounts>;
  /** Whether anything differs from before. */ readonly differs: boolean;
};

async function writeAll(
  tx: Transaction,
  { claim, inputs }: ImportJob,
  { company, read, checked, progress }: Ready,
  changeNumber: number,
): Promise<WrittenAll> {
  const { companyId } = claim;
  const declared = inputs.company !== null && (await saveCompanyRow(tx, companyId, changeNumber, company));
  const whole = replacedTables(inputs);
  const written = new Map<string, Written>();
  for (const table of TABLES) {
    if (isStaged(table.name)) continue;
    const rows = checked.rows.get(table.name) ?? [];
    if (rows.length === 0 && !whole.has(table.name)) continue;
    const counts = await publishRows(tx, companyId, changeNumber, table, rows, company.attributes);
    written.set(
      table.name,
      whole.has(table.name) ? { ...counts, voided: await removeAbsent(tx, companyId, table, rows, company.attributes) } : counts,
    );
  }
  written.set("plans", await publishPlans(tx, companyId, changeNumber, checked.plans));
  const replaced = progress.tables.transactions.rejected > 0 ? [] : inputs.sources.map(({ mode }) => mode).filter(isScope);
  if (progress.tables.transactions.staged > 0 || replaced.length > 0)
    written.set("transactions", await publishTransactions(tx, claim, changeNumber, replaced));
  if (progress.tables.splits.staged > 0) written.set("splits", await publishSplits(tx, claim, changeNumber));
  const tables = new Map(countSmallTables(read, checked, written));
  for (const name of ["transactions", "splits"] as const)
    if (progress.tables[name].read > 0 || written.has(name)) tables.set(name, countStagedTable(progress.tables[name], written.get(name)));
  const differs = declared || [...written.values()].some((counts) => counts.new + counts.changed + counts.voided > 0);
  return { tables: inOrder(tables), differs };
}

/** In the order of the tables, plans last. */
function inOrder(tables: ReadonlyMap<string, TableCounts>): ReadonlyMap<string, TableCounts> {
  return new Map(
    [...TABLES.map(({ name }) => name), "plans"]
      .flatMap((name) => (tables.has(name) ? [[name, tables.get(name)] as const] : []))
      .flatMap(([name, counts]) => (counts ? [[name, counts] as const] : [])),
  );
}
