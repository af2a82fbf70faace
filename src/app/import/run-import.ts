import type { CompanyDocument } from "../../company/document.ts";
import { HISTORIC_TABLES } from "../database/as-of.ts";
import type { StagedTable } from "../database/staging.ts";
import type { Store } from "../database/store.ts";
import type { Inputs } from "../files/inputs.ts";
import { canonicalJson } from "./canonical-json.ts";
import { type CheckedInputs, checkInputs } from "./check-inputs.ts";
import { checkStaged } from "./check-staged.ts";
import { readCompanyRow } from "./company-row.ts";
import { KeyFilter } from "./key-filter.ts";
import { publishImport, StaleCheckError } from "./publish.ts";
import { readRows, type ReadRows } from "./read-rows.ts";
import { type Claim, endImport, type ImportedFile, LostClaimError, type Progress, restartStaging } from "./record.ts";
import type { ImportProgress, ImportResult } from "./result.ts";
import { stageFiles } from "./stage-files.ts";

export type ImportJob = {
  readonly store: Store;
  readonly claim: Claim;
  readonly inputs: Inputs;
  readonly files: readonly ImportedFile[];
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (progress: ImportProgress) => void;
};

/** Takes a claimed import from where it stands to its end. */
export async function runImport(job: ImportJob, from: Progress): Promise<ImportResult> {
  try {
    return await work(job, from);
  } catch (error) {
    if (error instanceof LostClaimError) throw error;
    if (job.signal?.aborted) {
      await endImport(job.store, job.claim, "cancelled", null);
      return { importId: job.claim.importId, state: "cancelled", changeNumber: null, tables: new Map(), rejected: 0, warnings: [] };
    }
    // When the database itself is away this fails too: the import stays as it is, to be resumed.
    await endImport(job.store, job.claim, "failed", error instanceof Error ? error.message : String(error)).catch(() => {});
    throw error;
  }
}

async function work(job: ImportJob, from: Progress): Promise<ImportResult> {
  const { store, claim, inputs, signal } = job;
  const tell = teller(job);
  const company = inputs.company?.document ?? (await knownCompany(store, claim.companyId));
  const read = await readRows(inputs.company, inputs.sources, (file, rows) => {
    signal?.throwIfAborted();
    tell("reading", file, rows);
  });
  let progress = from;
  let keys = keyFilters(progress.position.batch === 0);
  let checked = await check(job, company, read);
  for (;;) {
    tell("reading", "", 0);
    progress = await stageFiles(
      {
        store,
        claim,
        company,
        references: checked.references,
        signal,
        keys,
        onProgress: (now, file, bytes) => tell("reading", file, 0, now, bytes),
      },
      inputs.sources,
      progress,
    );
    signal?.throwIfAborted();
    tell("checking", "", 0, progress);
    progress = await checkStaged(
      store,
      claim,
      progress,
      inputs.sources.map(({ file }) => file),
      keys,
    );
    signal?.throwIfAborted();
    tell("publishing", "", 0, progress);
    try {
      const result = await publishImport(job, { company, read, checked, progress });
      await store.maintenance([...HISTORIC_TABLES, "history"]);
      return result;
    } catch (error) {
      if (!(error instanceof StaleCheckError)) throw error;
    }
    // Another change was published meanwhile: what was checked against the database is checked again.
    const before = checked;
    checked = await check(job, company, read);
    if (canonicalJson(before.problems) === canonicalJson(checked.problems)) continue;
    progress = await restartStaging(store, claim, progress.request);
    keys = keyFilters(true);
  }
}

/** Keys that an earlier process staged are not known to this one. */
function keyFilters(fromStart: boolean): Readonly<Record<StagedTable, KeyFilter>> {
  const keys = { transactions: new KeyFilter(), splits: new KeyFilter() };
  if (!fromStart) for (const filter of Object.values(keys)) filter.giveUp();
  return keys;
}

function check({ store, claim, inputs }: ImportJob, company: CompanyDocument, read: ReadRows): Promise<CheckedInputs> {
  return checkInputs(store, claim.companyId, company, read, inputs);
}

async function knownCompany(store: Store, companyId: number): Promise<CompanyDocument> {
  const document = await store.system((tx) => readCompanyRow(tx, companyId));
  if (!document) throw new RangeError(`There is no company ${companyId} in the database`);
  return document;
}

/** Reports progress: rows of the small tables as they are read, rows of the staged ones as they are committed. */
function teller({
  claim,
  files,
  onProgress,
}: ImportJob): (phase: ImportProgress["phase"], file: string, rows: number, progress?: Progress, bytes?: number) => void {
  let small = 0;
  let last: Progress | undefined;
  let name = "";
  return (phase, file, rows, progress, bytes = 0) => {
    small += rows;
    last = progress ?? last;
    name = file === "" ? name : file;
    const { transactions, splits } = last?.tables ?? { transactions: { read: 0, rejected: 0 }, splits: { read: 0, rejected: 0 } };
    onProgress({
      importId: claim.importId,
      phase,
      file: name,
      rows: small + transactions.read + splits.read,
      bytes,
      bytesTotal: files.find((one) => one.name === name)?.bytes ?? 0,
      rejected: transactions.rejected + splits.rejected,
    });
  };
}
