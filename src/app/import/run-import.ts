import type { CompanyDocument } from "../../company/document.ts";
import { HISTORIC_TABLES } from "../database/as-of.ts";
import type { Store } from "../database/store.ts";
import type { Inputs } from "../files/inputs.ts";
import { canonicalJson } from "./canonical-json.ts";
import { type CheckedInputs, checkInputs } from "./check-inputs.ts";
import { checkStaged } from "./check-staged.ts";
import { publishImport, StaleCheckError } from "./publish.ts";
import { readRows, type ReadRows } from "./read-rows.ts";
import type { Sources } from "./reading/messages.ts";
import { type Claim, endImport, type ImportedFile, LostClaimError, type Progress, restartStaging } from "./record.ts";
import type { ImportProgress, ImportResult } from "./result.ts";
import { stageFiles } from "./stage-files.ts";

export type ImportJob = {
  readonly store: Store;
  readonly claim: Claim;
  readonly inputs: Inputs;
  readonly sources: Sources;
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
      return {
        importId: job.claim.importId,
        state: "cancelled",
        changeNumber: null,
        tables: new Map(),
        rejected: 0,
        leftOut: [],
        warnings: [],
      };
    }
    // When the database itself is away this fails too: the import stays as it is, to be resumed.
    await endImport(job.store, job.claim, "failed", error instanceof Error ? error.message : String(error)).catch(() => {});
    throw error;
  }
}

async function work(job: ImportJob, from: Progress): Promise<ImportResult> {
  const { store, claim, inputs, sources, signal } = job;
  const tell = teller(job);
  const company = inputs.company?.document ?? sources.company.document;
  const read = await readRows(inputs.company, sources, (file, rows) => tell("reading", file, rows), signal);
  let checked = await check(job, company, read);
  let staged = await stage(job, tell, company, checked, from);
  for (;;) {
    signal?.throwIfAborted();
    tell("checking", "", 0, staged.progress);
    const progress = await checkStaged(
      store,
      claim,
      staged.progress,
      inputs.sources.map(({ file }) => file),
      staged.distinct,
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
    staged =
      canonicalJson(before.problems) === canonicalJson(checked.problems)
        ? { ...staged, progress }
        : await stage(job, tell, company, checked, await restartStaging(store, claim, progress.request));
  }
}

type Tell = ReturnType<typeof teller>;
function stage(job: ImportJob, tell: Tell, company: CompanyDocument, { references }: CheckedInputs, from: Progress) {
  tell("reading", "", 0);
  return stageFiles(
    { ...job, company, references, onProgress: (progress, file, bytes) => tell("reading", file, 0, progress, bytes) },
    from,
  );
}

function check({ store, claim, inputs }: ImportJob, company: CompanyDocument, read: ReadRows): Promise<CheckedInputs> {
  return checkInputs(store, claim.companyId, company, read, inputs);
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
