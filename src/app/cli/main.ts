import { DirectoryHeldError } from "../database/pglite/lock.ts";
import { type CommandContext, REFUSED } from "./context.ts";
import { refusalText } from "./problem.ts";
import { parseLine, runLine, wantsJson } from "./program.ts";
import { terminalContext } from "./terminal.ts";

/** Runs a command line in this process or, when a running server holds the embedded database, inside that server. */
async function run(argv: readonly string[], context: CommandContext): Promise<number> {
  const parsed = await parseLine(argv, context);
  if (typeof parsed === "number") return parsed;
  try {
    return await runLine(parsed, context);
  } catch (error) {
    if (!(error instanceof DirectoryHeldError)) throw error;
    if (!parsed.definition.usesStore) {
      context.err(refusalText(error, wantsJson(argv)));
      return REFUSED;
    }
  }
  return runInItsServer(argv, context);
}

async function runInItsServer(argv: readonly string[], context: CommandContext): Promise<number> {
  const [{ callLocal, LocalCallError }, { settingsOf }] = await Promise.all([import("../database/local/call.ts"), import("./store.ts")]);
  const { cwd, showsProgress } = context;
  try {
    return await callLocal(settingsOf(context).ATTAIN_DATA, { argv: [...argv], cwd, environment: {}, showsProgress }, context);
  } catch (error) {
    if (!(error instanceof LocalCallError)) throw error;
    context.err(refusalText(error, wantsJson(argv)));
    return REFUSED;
  }
}

const { context, flush } = terminalContext(process);
const code = await run(process.argv.slice(2), context);
await flush();
process.exit(code);
