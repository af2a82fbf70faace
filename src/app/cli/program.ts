import { Command, CommanderError } from "commander";
import type { CommandDefinition, Invocation } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { Cancelled, CANCELLED, type CommandContext, REFUSED, Refusal } from "./context.ts";
import { refusalText } from "./problem.ts";
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
  for (const command of [program, ...program.commands]) writeTo(command, context, wantsJson(argv));
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

/** Whether a line asks for JSON, also one that does not parse. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end < 0 ? argv : argv.slice(0, end)).includes("--json");
}

function writeTo(command: Command, { out, err }: CommandContext, asJson: boolean): void {
  const name = command.name() === "attain" ? "attain" : `attain ${command.name()}`;
  const usage = `Run "${name} --help" for usage`;
  command.exitOverride().configureOutput({
    writeOut: out,
    writeErr: err,
    outputError: (text, write) =>
      write(asJson ? refusalText(new Refusal(text.replace(/^error: /, "").trim(), usage), true) : `${text}${usage}.\n`),
  });
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
    context.err(refusalText(error, invocation.options["json"] === true));
    return REFUSED;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
