import type { Calculation, Finding, StatementHead } from "../../compensation/engine.ts";
import { findingsOf } from "../../compensation/statements/findings-of.ts";
import { nearest } from "../../formula/suggest.ts";
import type { Plan } from "../../plans/plan.ts";

/** What was asked for does not exist; the message says what does. */
export class NotThereError extends Error {
  override readonly name = "NotThereError";
}

/** Throws NotThereError unless some plan belongs to the set. */
export function requirePlanSet(plans: readonly Plan[], set: string): void {
  const sets = [...new Set(plans.map((plan) => plan.set))].sort();
  if (sets.includes(set)) return;
  if (sets.length === 0) throw new NotThereError("There is no plan. Put plan documents (*.json) into the folder plans and import them");
  throw new NotThereError(`There is no plan set ${JSON.stringify(set)}. ${suggest(set, sets, "The plan sets are")}`);
}

/** The statements of one pay period, or all. Throws NotThereError when no statement has that period. */
export function statementsOf(calculation: Calculation, period: string | undefined): readonly StatementHead[] {
  if (period === undefined) return calculation.statements;
  const chosen = calculation.statements.filter((head) => head.period === period);
  if (chosen.length > 0) return chosen;
  const known = new Map(calculation.statements.map((head) => [head.period, head.from]));
  const names = [...known].sort(([, a], [, b]) => a - b).map(([name]) => name);
  throw new NotThereError(
    names.length === 0
      ? "No period has a statement: nobody is on a plan on a day with transactions or quotas"
      : `No statement is for the period ${JSON.stringify(period)}. ${suggest(period, names, "The periods are")}`,
  );
}

/** Findings that concern no participant: they belong to every selection of statements. */
export function commonFindings(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => finding.participant === undefined);
}

/** The findings of the chosen statements and those that concern nobody in particular, each once. */
export function chosenFindings(calculation: Calculation, statements: readonly StatementHead[]): readonly Finding[] {
  if (statements.length === calculation.statements.length) return calculation.findings;
  const found = [...commonFindings(calculation.findings), ...statements.flatMap((head) => findingsOf(calculation.columns, head))];
  return [...new Map(found.map((finding) => [JSON.stringify(finding), finding])).values()];
}

const LISTED_MAX = 20;

function suggest(name: string, known: readonly string[], list: string): string {
  const near = nearest(name, known);
  if (near !== undefined) return `Did you mean ${near}?`;
  return known.length > LISTED_MAX
    ? `${list} ${known.slice(0, LISTED_MAX).join(", ")} … to ${known.at(-1)}`
    : `${list} ${known.join(", ")}`;
}
