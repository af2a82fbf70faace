import type { ValueType } from "../../table/definition.ts";
import type { Lazy, Outcome } from "../outcome.ts";

/** A function of the language as data: it drives the checker, the evaluator, the help in the editor and docs/formula.md. */
export type FunctionDefinition = {
  readonly name: string;
  readonly help: string;
  readonly parameters: readonly Parameter[];
  /** How many of the last parameters repeat as a group: 1 for AND, 2 for the pairs of IFS. */
  readonly repeats?: number;
  /** One more argument after the repeated groups, such as the default of SWITCH. */
  readonly last?: Parameter;
  /** A type, or the group whose common type it is. */
  readonly result: ValueType | Group;
  readonly examples: readonly FunctionExample[];
  readonly evaluate: (parameters: readonly Lazy[]) => Outcome;
};

export type Parameter = {
  readonly name: string;
  readonly types: readonly ValueType[];
  /** Arguments of one group must have a common type. */
  readonly group?: Group;
  readonly optional?: true;
};
export type Group = "values" | "cases";

/** `[formula, its value as a formula]`; a test evaluates both, docs/formula.md shows them. */
export type FunctionExample = readonly [formula: string, value: string];

export const ANY: readonly ValueType[] = ["Money", "Percent", "Number", "Date", "Text", "Boolean"];
export const NUMERIC: readonly ValueType[] = ["Money", "Percent", "Number"];
export const ORDERED: readonly ValueType[] = [...NUMERIC, "Date"];
