import { countStaged, STAGED_TABLES } from "../database/staging.ts";
import type { Store } from "../database/store.ts";
import { FileRefusal, fileProblem } from "../files/file-refusal.ts";
import { changedFile, identifyFiles } from "./identify-files.ts";
import { inputsOf } from "./import.ts";
import { type Claim, type Claimed, claimUnfinished, endImport, type Progress, restartStaging } from "./record.ts";
import type { ImportProgress, ImportResult } from "./result.ts";
import { runImport } from "./run-import.ts";

/** An import that another process began and did not end. */
export type ResumedImport = {
  readonly importId: number;
  readonly companyId: number;
  readonly result?: ImportResult;
  readonly error?: string;
};

export type ResumeOptions = { readonly signal?: AbortSignal; readonly onProgress?: (progress: ImportProgress) => void };

/**
 * Takes up every import whose process has ended, from its last committed batch. Called when a server or a command starts.
 * One whose files have changed or gone since ends as failed, with nothing published.
 */
export async function resumeImports(store: Store, options: ResumeOptions = {}): Promise<readonly ResumedImport[]> {
  const resumed: ResumedImport[] = [];
  for (const claimed of await claimUnfinished(store)) {
    const { importId, companyId } = claimed.claim;
    try {
      resumed.push({ importId, companyId, result: await resume(store, claimed, options) });
    } catch (error) {
      resumed.push({ importId, companyId, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return resumed;
}

async function resume(
  store: Store,
  { claim, progress, files }: Claimed,
  { signal, onProgress = () => {} }: ResumeOptions,
): Promise<ImportResult> {
  try {
    if (progress.request.dryRun) throw new Error("The preview was interrupted; ask for it again");
    const { inputs, sources } = await inputsOf(store, claim.companyId, progress.request);
    const changed = changedFile(files, await identifyFiles(progress.request, inputs));
    if (changed)
      throw new FileRefusal(fileProblem(changed.name, "not-readable", "is not the file that the import began with", "Import again"));
    const from = (await isWhole(store, claim, progress)) ? progress : await restartStaging(store, claim, progress.request);
    return await runImport({ store, claim, inputs, sources, files, signal, onProgress }, from);
  } catch (error) {
    // runImport has ended the import already when the failure was its own; then this finds nothing to end.
    await endImport(store, claim, "failed", error instanceof Error ? error.message : String(error)).catch(() => {});
    throw error;
  }
}

/** Whether everything that was staged still stands: a crash of the database server empties tables that are not in its log. */
async function isWhole(store: Store, { importId }: Claim, { tables }: Progress): Promise<boolean> {
  return store.system(async (tx) => {
    for (const table of STAGED_TABLES) if ((await countStaged(tx, table, importId)) !== tables[table].staged) return false;
    return true;
  });
}
