import type { LocalCommand } from "../database/local/messages.ts";
import type { LocalTerminal } from "../database/local/serve.ts";
import type { Store } from "../database/store.ts";
import { REFUSED, Refusal } from "./context.ts";
import { refusalText } from "./problem.ts";
import { parseLine, runLine, wantsJson } from "./program.ts";

/** Runs a command line of another process on the database that this one holds. */
export async function runInServer(
  store: Store,
  { argv, cwd, environment, showsProgress }: LocalCommand,
  terminal: LocalTerminal,
): Promise<number> {
  const context = { ...terminal, cwd, environment, showsProgress, store };
  const parsed = await parseLine(argv, context);
  if (typeof parsed === "number") return parsed;
  if (parsed.definition.usesStore) return runLine(parsed, context);
  const refusal = new Refusal(`attain ${parsed.name} does not run inside a server`, "Stop the server that holds the data directory first");
  terminal.err(refusalText(refusal, wantsJson(argv)));
  return REFUSED;
}
