/**
 * The public door of the engine. It runs unchanged in the server, in a worker thread and in the browser:
 * no clock, no randomness, no input but its arguments.
 */
import { type Calculated, calculateAll } from "./calculate.ts";
import { explainStatement } from "./explain/explain.ts";
import { locate } from "./explain/locate.ts";
import type { TraceNode } from "./explain/trace.ts";
import type { PreparedInputs } from "./prepare.ts";
import { toStatement as statementForm } from "./statements/build.ts";
import { allFindings } from "./statements/findings-of.ts";
import { type StatementHead, statementHeads } from "./statements/heads.ts";
import type { Finding, Statement } from "./statements/statement.ts";
import { type Summary, summaryOf } from "./statements/summary.ts";

export type { Inputs } from "./inputs.ts";
export { prepare, type PreparedInputs } from "./prepare.ts";
export type { Finding, Statement } from "./statements/statement.ts";
export type { StatementHead } from "./statements/heads.ts";
export type { Summary } from "./statements/summary.ts";
export type { TraceNode } from "./explain/trace.ts";
export { renderSentences, renderTree } from "./explain/render.ts";

/** A calculation: its statements by head, its findings, and everything in columns (`columns`) for those who store or compare them. */
export type Calculation = {
  readonly statements: readonly StatementHead[];
  readonly findings: readonly Finding[];
  readonly summary: Summary;
  readonly columns: Calculated;
};

/** `period`: only statements of that pay period's name; `participant`: only theirs, at the same cents. */
export type CalculationOptions = { readonly set: string; readonly period?: string; readonly participant?: string };

/** Calculates one plan set on prepared inputs, which may serve many calculations. Lines stay in columns until `toStatement` asks for them. */
export function calculate(prepared: PreparedInputs, { period, ...options }: CalculationOptions): Calculation {
  const columns = calculateAll(prepared, options);
  const heads = statementHeads(columns);
  const findings = allFindings(columns);
  return {
    statements: period === undefined ? heads : heads.filter((head) => head.period === period),
    findings,
    summary: summaryOf(columns, findings.length),
    columns,
  };
}

/** The JSON form of one statement of a calculation. */
export function toStatement({ columns }: Calculation, head: StatementHead): Statement {
  return statementForm(columns, head);
}

export function toStatements(calculation: Calculation): Statement[] {
  return calculation.statements.map((head) => toStatement(calculation, head));
}

/** What is to be explained; `currency` only where a participant has statements in several. */
export type ExplainOptions = {
  readonly set: string;
  readonly currency?: string;
  /** Only this component (by name), or the part with this id, such as `base@W01/credits/SO43659`. */
  readonly component?: string;
  readonly node?: string;
};

/**
 * Why a statement is what it is, recomputed on the participant's inputs by the code that calculated it: the same cents.
 * Undefined when there is no such statement, component or part.
 */
export function explain(
  prepared: PreparedInputs,
  { set, currency, component, node }: ExplainOptions,
  participant: string,
  period: string,
): TraceNode | undefined {
  const columns = calculateAll(prepared, { set, participant });
  const head = statementHeads(columns).find(
    (each) => each.participant === participant && each.period === period && (currency === undefined || each.currency === currency),
  );
  return head && locate(explainStatement(columns, head), { component, node })?.at(-1);
}

/** As `explain`, for a statement of a calculation that is already there. */
export function explainHead({ columns }: Calculation, head: StatementHead): TraceNode {
  return explainStatement(columns, head);
}
