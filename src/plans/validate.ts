import { checkComponents } from "./checks/components.ts";
import { checkCredits } from "./checks/credits.ts";
import { checkClauses, checkDocument } from "./checks/document.ts";
import { checkFormulas } from "./checks/formulas.ts";
import { checkMeasures } from "./checks/measures.ts";
import { checkSettings } from "./checks/settings.ts";
import type { PlanContext } from "./context.ts";
import type { Plan } from "./plan.ts";
import type { PlanProblem } from "./problem.ts";
import { planShape } from "./shape.ts";
import { shapeProblems } from "./shape-problems.ts";

export type PlanResult =
  | { readonly ok: true; readonly plan: Plan; readonly warnings: readonly PlanProblem[] }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] };

/**
 * Reads a plan document and proves it: its shape, then everything it refers to, then every formula's names and types.
 * All problems are returned, each with its place, the value and the fix; warnings alone do not refuse a plan.
 */
export function parsePlan(document: unknown, context: PlanContext): PlanResult {
  const shape = planShape.safeParse(document);
  if (!shape.success) return { ok: false, problems: shapeProblems(planShape, document, shape.error.issues) };
  const problems = checkPlan(shape.data, context);
  const warnings = problems.filter((problem) => problem.severity === "warning");
  return warnings.length === problems.length ? { ok: true, plan: shape.data, warnings } : { ok: false, problems };
}

function checkPlan(plan: Plan, context: PlanContext): PlanProblem[] {
  return [
    ...checkDocument(plan, context),
    ...checkClauses(plan),
    ...checkCredits(plan, context),
    ...checkMeasures(plan, context),
    ...checkComponents(plan, context),
    ...checkSettings(plan),
    ...checkFormulas(plan, context),
  ];
}
