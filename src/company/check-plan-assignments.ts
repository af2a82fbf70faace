import type { Plan } from "../plans/plan.ts";
import { suggestion } from "../plans/suggest.ts";
import { planAssignments } from "../plans/tables.ts";
import type { Problem } from "../table/problem.ts";
import { refuse } from "../table/refusal.ts";
import { type PlacedRow, textIn } from "../table/row.ts";
import { rowProblem } from "./row-problem.ts";

/** Whether a plan takes the seats that plan-assignments lists. */
export function takesListed({ assigned }: Pick<Plan, "assigned">): boolean {
  return assigned.some(({ listed }) => listed === true);
}

/**
 * Rows of plan-assignments that would put nobody on any plan: they name a plan that does not exist, or one of which no version takes
 * listed seats. `plans` holds every plan's id, and whether a version of it does.
 */
export function idlePlanAssignments(rows: readonly PlacedRow[], plans: ReadonlyMap<string, boolean>): Problem[] {
  return rows.flatMap((placed) => {
    const plan = textIn(placed.row, "plan");
    const takes = plans.get(plan);
    if (takes === true) return [];
    const refusal =
      takes === undefined
        ? refuse("unknown-reference", "is no plan", suggestion(plan, new Set(plans.keys()), "Add it to the folder of plans"))
        : refuse(
            "not-listed",
            "is a plan that takes no listed seats, so this row would put nobody on it",
            'Add {"listed": true} to "assigned" in the plan, or take the row out',
          );
    return [rowProblem(placed, "plan", refusal, planAssignments)];
  });
}

/** For `idlePlanAssignments`: each plan's id, and whether some version of it takes listed seats. */
export function plansTakingListed(plans: readonly { readonly plan: string; readonly takes: boolean }[]): ReadonlyMap<string, boolean> {
  const taking = new Map<string, boolean>();
  for (const { plan, takes } of plans) taking.set(plan, takes || taking.get(plan) === true);
  return taking;
}
