import type { Interval } from "../../calendar/period.ts";
import { overlaps } from "../../calendar/period.ts";
import { OPEN_END, OPEN_START } from "../../calendar/day.ts";
import type { UnitTable } from "../attainment/units.ts";
import type { Calculated } from "../calculate.ts";
import type { PlanRun } from "../plan-run.ts";
import { type StatementHead, unitsOf } from "../statements/heads.ts";

/** The plans by which a participant may be paid: those with units of theirs, in any window. */
export function ownPlans({ plans, bounded }: Calculated, { participantCode }: StatementHead): Set<string> {
  const [first] = plans;
  const tables = [...plans, ...bounded];
  if (!first) return new Set();
  return new Set(tables.filter(({ units }) => ownWindows(units, first, participantCode).length > 0).map(({ plan }) => plan.plan));
}

/**
 * The days whose credits a statement depends on: the windows of its units, those of plans' caps and floors with the pay periods in them, and
 * everything where something is rounded over a plan's life.
 */
export function stretchOf(calculated: Calculated, head: StatementHead): Interval {
  const { plans, bounded, components, run } = calculated;
  const [first] = plans;
  if (!first) return { from: head.from, to: head.to };
  const own = (units: UnitTable): Interval[] => ownWindows(units, first, head.participantCode);
  const named = ownPlans(calculated, head);
  const settled = components.filter(({ plan }) => named.has(plan.plan.plan));
  if (settled.some(({ rounding }) => rounding.at === "plan")) return { from: OPEN_START, to: OPEN_END };
  const bounds = bounded.flatMap(({ units }) => own(units));
  const pays = bounds.length === 0 ? [] : [...new Set(settled.map(({ payCalendar }) => payCalendar))];
  const windows = plans.flatMap(({ units }) => own(units));
  return widened({ from: head.from, to: head.to }, [...windows, ...bounds, ...pays.flatMap((pay) => run.calendar(pay).periods)]);
}

/** The windows of the participant's units. `plan`: any of the calculation. */
function ownWindows(units: UnitTable, plan: PlanRun, participantCode: number): Interval[] {
  const { from, to } = unitsOf({ ...plan, units }, participantCode);
  return Array.from({ length: to - from }, (_, index) => units.windows.periods[units.window[from + index]!]).filter(
    (period) => period !== undefined,
  );
}

/** Grown by every window that it touches, until it touches no other. */
function widened(stretch: Interval, windows: readonly Interval[]): Interval {
  let { from, to } = stretch;
  for (;;) {
    const touched = windows.filter((window) => overlaps(window, { from, to }));
    const next = { from: Math.min(from, ...touched.map((each) => each.from)), to: Math.max(to, ...touched.map((each) => each.to)) };
    if (next.from === from && next.to === to) return next;
    ({ from, to } = next);
  }
}
