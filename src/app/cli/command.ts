import type { Command } from "commander";
import type { CommandContext } from "./context.ts";

/** What the parser found: positional arguments, and options by their long names in camel case. */
export type Invocation = {
  readonly arguments: readonly (string | readonly string[] | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
};

/** One command of `attain`, named in commands.ts. */
export type CommandDefinition = {
  /** The lines that lead `--help`, without the prompt. */
  readonly examples: readonly string[];
  /** Whether it can run inside the server that holds the embedded database. */
  readonly usesStore: boolean;
  /** Declares arguments and options. */
  readonly configure: (command: Command) => void;
  /** Does the work and gives the exit code. */
  readonly run: (invocation: Invocation, context: CommandContext) => Promise<number>;
};

/** An option's text, or undefined when it was not given. */
export function textOption(invocation: Invocation, name: string): string | undefined {
  const value = invocation.options[name];
  return typeof value === "string" ? value : undefined;
}

export function flag(invocation: Invocation, name: string): boolean {
  return invocation.options[name] === true;
}

/** A positional argument that the parser has already required. */
export function argument(invocation: Invocation, index: number): string {
  const value = invocation.arguments[index];
  if (typeof value !== "string") throw new TypeError(`Argument ${index} is not one text`);
  return value;
}

/** A positional argument that may be left out. */
export function optionalArgument(invocation: Invocation, index: number): string | undefined {
  const value = invocation.arguments[index];
  return typeof value === "string" ? value : undefined;
}

/** A variadic positional argument. */
export function argumentList(invocation: Invocation, index: number): readonly string[] {
  const value = invocation.arguments[index];
  return Array.isArray(value) ? value.map(String) : [];
}
