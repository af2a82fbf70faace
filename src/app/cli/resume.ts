import { resumeCalculations } from "../calculation/run.ts";
import type { Store } from "../database/store.ts";
import { resumeImports } from "../import/resume.ts";
import type { CommandContext } from "./context.ts";

/** Takes up what a process that has ended left unfinished, and says so. */
export async function resumeWork(store: Store, { signal, err }: CommandContext): Promise<void> {
  for (const { importId, result, error } of await resumeImports(store, { signal }))
    err(
      `Import ${importId}, which was interrupted, ${error === undefined ? `is ${result?.state ?? "done"}` : `could not be finished: ${error}`}.\n`,
    );
  for (const result of await resumeCalculations(store, { signal }))
    err(
      `Calculation ${result.calculationId}, which was interrupted, ${"error" in result ? `could not be finished: ${result.error}` : `is ${result.state}`}.\n`,
    );
}
