import { Command, CommanderError } from "commander";
import type { CommandDefinition, Invocation } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { Cancelled, CANCELLED, type CommandContext, REFUSED } from "./context.ts";
import { DirectoryHeldError } from "../database/pglite/lock.ts";
import { VERSION } from "../version.ts";

/** What a command line asks for, before it is done. */
export type ParsedLine = { readonly name: string; readonly definition: CommandDefinition; readonly invocation: Invocation };

/** Parses a command line. Help, the version and usage errors are written at once and give the exit code instead. */
export async function parseLine(argv: readonly string[], context: CommandContext): Promise<ParsedLine | number> {
  let parsed: ParsedLine | undefined;
  const program = new Command("attain")
    .description("Sales performance management: exact, explained to the cent.")
    .version(VERSION, "-v, --version", "show the version")
    .helpOption("-h, --help", "show help")
    .addHelpText("before", "Example:\n  $ attain pay my-company --period 2026-Q1\n")
    .addHelpText("after", "\nExit codes: 0 done, 1 finished with findings that block, 2 bad usage or input, 130 cancelled.\n");
  for (const { name, summary, load } of COMMANDS) {
    const command = new Command(name).summary(summary).description(summary);
    program.addCommand(command);
    // Only commands that the line names are loaded; the others stand in help by name and summary.
    if (argv.includes(name)) declare(command, await load(), (found) => (parsed = found));
  }
  for (const command of [program, ...program.commands]) writeTo(command, context);
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : REFUSED;
  }
  return parsed ?? REFUSED;
}

function declare(command: Command, definition: CommandDefinition, found: (parsed: ParsedLine) => void): void {
  const { examples } = definition;
  command
    .helpOption("-h, --help", "show help")
    .addHelpText("before", `${examples.length > 1 ? "Examples" : "Example"}:\n${examples.map((line) => `  $ ${line}\n`).join("")}`);
  definition.configure(command);
  command.option("--json", "write the result as JSON").option("--no-input", "never ask; go on as without a terminal");
  command.action((...args: unknown[]) => {
    const given = args.slice(0, command.registeredArguments.length);
    const values = given.map((value) => (Array.isArray(value) ? value.map(String) : typeof value === "string" ? value : undefined));
    found({ name: command.name(), definition, invocation: { arguments: values, options: command.opts() } });
  });
}

function writeTo(command: Command, { out, err }: CommandContext): void {
  const name = command.name() === "attain" ? "attain" : `attain ${command.name()}`;
  command
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err, outputError: (text, write) => write(`${text}Run "${name} --help" for usage.\n`) });
}

/** Does what a command line asks for and gives the exit code. A database that another process holds throws DirectoryHeldError. */
export async function runLine({ definition, invocation }: ParsedLine, context: CommandContext): Promise<number> {
  const { ask, ...silent } = context;
  const asks = ask && invocation.options["input"] !== false;
  try {
    return await definition.run(invocation, asks ? context : silent);
  } catch (error) {
    if (error instanceof DirectoryHeldError) throw error;
    if (error instanceof Cancelled || (context.signal.aborted && isAbort(error))) {
      context.err(`${error instanceof Cancelled ? error.message : "Cancelled"}\n`);
      return CANCELLED;
    }
    context.err(`${describe(error)}\n`);
    return REFUSED;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

const DEFECTS = [TypeError, RangeError, ReferenceError, SyntaxError];

/** What is wrong with the world is said in its message; what is wrong with Attain comes with the place in its source. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return DEFECTS.some((defect) => error instanceof defect)
    ? `This is a defect of Attain, please report it: ${error.stack ?? error.message}`
    : error.message;
}
