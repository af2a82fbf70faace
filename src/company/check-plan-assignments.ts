import { suggestion } from "../plans/suggest.ts";
import { planAssignments } from "../plans/tables.ts";
import type { Problem } from "../table/problem.ts";
import { refuse } from "../table/refusal.ts";
import { type PlacedRow, textIn } from "../table/row.ts";
import { rowProblem } from "./row-problem.ts";

/** Rows of plan-assignments that name a plan which does not exist are problems: they would put nobody on any plan. */
export function unknownPlans(rows: readonly PlacedRow[], plans: ReadonlySet<string>): Problem[] {
  return rows.flatMap((placed) => {
    const plan = textIn(placed.row, "plan");
    if (plans.has(plan)) return [];
    const fix = suggestion(plan, plans, "Add it to the folder of plans");
    return [rowProblem(placed, "plan", refuse("unknown-reference", "is no plan", fix), planAssignments)];
  });
}
