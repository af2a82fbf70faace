import { DirectoryHeldError } from "../database/pglite/lock.ts";
import { callLocal, LocalCallError } from "../database/local/call.ts";
import { type CommandContext, REFUSED } from "./context.ts";
import { parseLine, runLine } from "./program.ts";
import { settingsOf } from "./store.ts";
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
      context.err(`${error.message}\n`);
      return REFUSED;
    }
  }
  const { cwd, showsProgress } = context;
  const directory = settingsOf(context).ATTAIN_DATA;
  return callLocal(directory, { argv: [...argv], cwd, environment: {}, showsProgress }, context).catch((error: unknown) => {
    if (!(error instanceof LocalCallError)) throw error;
    context.err(`${error.message}\n`);
    return REFUSED;
  });
}

const { context, flush } = terminalContext(process);
const code = await run(process.argv.slice(2), context);
await flush();
process.exit(code);
