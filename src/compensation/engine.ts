/**
 * The public door of the engine. It runs unchanged in the server, in a worker thread and in the browser:
 * no clock, no randomness, no input but its arguments.
 */
import { type Calculated, calculateAll } from "./calculate.ts";
import type { Inputs } from "./inputs.ts";
import { toStatement as statementForm } from "./statements/build.ts";
import { allFindings } from "./statements/findings-of.ts";
import { type StatementHead, statementHeads } from "./statements/heads.ts";
import type { Finding, Statement } from "./statements/statement.ts";
import { type Summary, summaryOf } from "./statements/summary.ts";

export type { Inputs } from "./inputs.ts";
export type { Finding, Statement } from "./statements/statement.ts";
export type { StatementHead } from "./statements/heads.ts";
export type { Summary } from "./statements/summary.ts";
export type { TraceNode } from "./explain/trace.ts";

/** A calculation: its statements by head, its findings, and everything in columns (`columns`) for those who store or compare them. */
export type Calculation = {
  readonly statements: readonly StatementHead[];
  readonly findings: readonly Finding[];
  readonly summary: Summary;
  readonly columns: Calculated;
};

/** Calculates one plan set. `period`: only statements of that pay period's name. Lines stay in columns until `toStatement` asks for them. */
export function calculate(inputs: Inputs, { set, period }: { readonly set: string; readonly period?: string }): Calculation {
  const columns = calculateAll(inputs, { set });
  const heads = statementHeads(columns);
  const findings = allFindings(columns);
  return { statements: period === undefined ? heads : heads.filter((head) => head.period === period), findings, summary: summaryOf(columns, findings.length), columns };
}

/** The JSON form of one statement of a calculation. */
export function toStatement({ columns }: Calculation, head: StatementHead): Statement {
  return statementForm(columns, head);
}

export function toStatements(calculation: Calculation): Statement[] {
  return calculation.statements.map((head) => toStatement(calculation, head));
}
