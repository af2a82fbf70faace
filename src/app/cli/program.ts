import { Command, CommanderError } from "commander";
import type { CommandDefinition, Invocation } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { Cancelled, CANCELLED, type CommandContext, REFUSED } from "./context.ts";
import { DirectoryHeldError } from "../database/pglite/lock.ts";
import { VERSION } from "../version.ts";

/** What a command line asks for, before it is done. */
export type ParsedLine = { readonly definition: CommandDefinition; readonly invocation: Invocation };

/**
 * Parses a command line. Help, the version and usage errors are written at once and give the exit code instead.
 */
export async function parseLine(argv: readonly string[], context: CommandContext): Promise<ParsedLine | number> {
  let parsed: ParsedLine | undefined;
  const program = new Command("attain")
    .description("Sales performance management: exact, explained to the cent.")
    .version(VERSION, "-v, --version", "show the version")
    .helpOption("-h, --help", "show help")
    .addHelpText("before", "Example:\n  $ attain pay my-company --period 2026-Q1\n")
    .addHelpText("after", "\nExit codes: 0 done, 1 finished with findings that block, 2 bad usage or input, 130 cancelled.\n");
  for (const definition of COMMANDS) program.addCommand(toCommander(definition, (invocation) => (parsed = { definition, invocation })));
  for (const command of [program, ...program.commands])
    command
      .exitOverride()
      .configureOutput({
        writeOut: context.out,
        writeErr: context.err,
        outputError: (text, write) => write(`${text}Run "attain ${command === program ? "" : `${command.name()} `}--help" for usage.\n`),
      });
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : REFUSED;
  }
  return parsed ?? REFUSED;
}

function toCommander(definition: CommandDefinition, found: (invocation: Invocation) => void): Command {
  const examples = definition.examples.map((line) => `  $ ${line}\n`).join("");
  const command = new Command(definition.name)
    .summary(definition.summary)
    .description(definition.summary)
    .helpOption("-h, --help", "show help")
    .addHelpText("before", `${definition.examples.length > 1 ? "Examples" : "Example"}:\n${examples}`);
  definition.configure(command);
  command.option("--json", "write the result as JSON").option("--no-input", "never ask; take the safe answer");
  command.action((...args: unknown[]) => {
    const given = args.slice(0, command.registeredArguments.length);
    found({
      arguments: given.map((value) => (Array.isArray(value) ? value.map(String) : typeof value === "string" ? value : undefined)),
      options: command.opts(),
    });
  });
  return command;
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
  return DEFECTS.some((defect) => error instanceof defect) ? `This is a defect of Attain, please report it: ${error.stack ?? error.message}` : error.message;
}
