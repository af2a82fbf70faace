import type { Store } from "../database/store.ts";
import { resumeImports } from "../import/resume.ts";
import type { CommandContext } from "./context.ts";

/** Takes up what a process that has ended left unfinished, and says so. */
export async function resumeWork(store: Store, context: CommandContext): Promise<void> {
  for (const { importId, result, error } of await resumeImports(store, { signal: context.signal }))
    context.err(error === undefined ? `Import ${importId}, which was interrupted, is ${result?.state ?? "done"}.\n` : `Import ${importId}, which was interrupted, could not be finished: ${error}\n`);
}
