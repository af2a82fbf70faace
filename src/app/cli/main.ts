import { parseLine, runLine } from "./program.ts";
import { terminalContext } from "./terminal.ts";

const { context, flush } = terminalContext(process);
const parsed = await parseLine(process.argv.slice(2), context);
const code = typeof parsed === "number" ? parsed : await runLine(parsed, context);
await flush();
process.exit(code);
