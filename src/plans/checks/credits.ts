import type { PlanContext } from "../context.ts";
import type { CreditRule, Plan } from "../plan.ts";
import { error, type PlanProblem, warning } from "../problem.ts";
import { checkUnique, unknownPositions } from "./document.ts";

/** Credit rules: names, overlays and pairs of rules that always match together. */
export function checkCredits(plan: Plan, context: PlanContext): PlanProblem[] {
  const used = new Set(plan.measures.flatMap((measure) => measure.credits));
  return [
    ...checkUnique(
      plan.credits.map((rule) => rule.name),
      "credits",
    ),
    ...plan.credits.flatMap((rule, index) => (rule.kind === "overlay" ? checkOverlay(rule, index, context) : [])),
    ...plan.credits.flatMap((rule, index) =>
      used.has(rule.name)
        ? []
        : [
            warning(
              ["credits", index],
              `No measure counts the credits of "${rule.name}".`,
              "Name it in a measure's credits, or remove it.",
            ),
          ],
    ),
    ...checkAlwaysEqual(plan.credits),
  ];
}

function checkOverlay(rule: CreditRule & { kind: "overlay" }, index: number, context: PlanContext): PlanProblem[] {
  const problems: PlanProblem[] = [];
  if ((rule.positions === undefined) === (rule.role === undefined)) {
    problems.push(
      error(
        ["credits", index],
        "An overlay names either positions or a role.",
        "Write positions for seats that are credited with every match, or role for the parties named in the splits.",
      ),
    );
  }
  if (rule.role !== undefined && rule.share !== undefined) {
    problems.push(error(["credits", index, "share"], "With a role, each party's own share of the splits is used.", "Remove share."));
  }
  if (context.positions !== undefined)
    problems.push(...unknownPositions(rule.positions ?? [], ["credits", index, "positions"], context.positions));
  return problems;
}

/** Two rules of one kind with one priority and no `where` match every transaction equally: every credit would be a finding. */
function checkAlwaysEqual(rules: readonly CreditRule[]): PlanProblem[] {
  return rules.flatMap((rule, index) => {
    if ((rule.kind !== "direct" && rule.kind !== "split") || rule.where !== undefined) return [];
    const first = rules.findIndex(
      (other) => other.kind === rule.kind && other.where === undefined && (other.priority ?? 0) === (rule.priority ?? 0),
    );
    if (first === index) return [];
    const text = `credits[${first}] and credits[${index}] ("${rules[first]?.name}" and "${rule.name}") match every transaction equally, so neither would credit.`;
    return [warning(["credits", index], text, "Give one a where or another priority.")];
  });
}
