import type { Plan, PlanBound } from "../../src/plans/plan.ts";
import type { World } from "./credits.ts";
import { type Found, periodsOf } from "./component.ts";
import { digitsOf } from "./currency.ts";
import { type Window } from "./days.ts";
import { seatReader, typesOf } from "./facts.ts";
import { asNumber, Blank, evaluate, NoValue } from "./formula.ts";
import { type Fraction, round, times } from "./fraction.ts";
import type { Line } from "./pay.ts";
import { lastDay, samePlan, type Unit, unitsOf } from "./units.ts";

/** What a plan's own cap or floor changes in a pay period, in minor units. */
export type BoundLine = { unit: Unit; period: Window; bound: "cap" | "floor"; amount: bigint };

/** The bounds of all plans on the sum of their components' rounded pay, per participant, seat and bound window, to date. */
export function planBounds(world: World, lines: readonly Line[], horizon: { from: number; to: number }, found: Found[]): BoundLine[] {
  return (["floor", "cap"] as const).flatMap((bound) =>
    boundUnits(world, bound, horizon).flatMap((unit) => boundLines(world, unit, bound, lines, horizon, found)),
  );
}

/** The bound's own units: participant × seat × plan × the bound's window, by the version in force on their first day. */
function boundUnits(world: World, bound: "cap" | "floor", horizon: { from: number; to: number }): Unit[] {
  const measured = (plan: Plan): Plan => ({
    ...plan,
    measures: [{ name: "bound", credits: [], of: "count", window: plan[bound]?.window ?? "life" }],
  });
  return unitsOf({ ...world.inputs, plans: world.inputs.plans.map(measured) }, horizon).filter(({ plan }) => plan[bound] !== undefined);
}

function boundLines(
  world: World,
  unit: Unit,
  bound: "cap" | "floor",
  lines: readonly Line[],
  horizon: { from: number; to: number },
  found: Found[],
): BoundLine[] {
  const periods = periodsOf(world, unit, unit.plan.payPeriod, horizon);
  const limit = limitOf(world, unit, unit.plan[bound], bound, periods, found);
  if (limit === undefined) return [];
  const mode = (unit.plan.rounding ?? world.inputs.company.rounding).mode;
  const mine = lines.filter(
    ({ course, period }) =>
      course.unit.participant === unit.participant &&
      course.unit.position === unit.position &&
      samePlan(course.unit.plan, unit.plan) &&
      endsIn(period, unit.window),
  );
  let before = 0n;
  return periods
    .filter((period) => endsIn(period, unit.window))
    .map((period) => {
      const paid = mine.filter((line) => line.period.to <= period.to).reduce((sum, line) => sum + line.amount, 0n);
      const bounded = round(times(limit, [10n ** BigInt(digitsOf(unit.plan.currency)), 1n]), mode);
      const changed = (bound === "cap" ? paid > bounded : paid < bounded) ? bounded - paid : 0n;
      const amount = changed - before;
      before = changed;
      return { unit, period, bound, amount };
    });
}

/** A pay period belongs to the window that holds its last day. */
function endsIn(period: Window, window: Window): boolean {
  return window.from < period.to && period.to <= window.to;
}

function limitOf(
  world: World,
  unit: Unit,
  written: PlanBound | undefined,
  bound: "cap" | "floor",
  periods: readonly Window[],
  found: Found[],
): Fraction | undefined {
  if (written === undefined) return undefined;
  try {
    return asNumber(
      evaluate(written.amount, seatReader(world.inputs, unit.participant, unit.position, lastDay(unit.span)), typesOf(world.inputs)),
    );
  } catch (caught) {
    if (!(caught instanceof Blank || caught instanceof NoValue)) throw caught;
    found.push({
      code: caught instanceof Blank ? "attribute-missing" : "formula-error",
      participant: unit.participant,
      unit,
      component: bound,
      periods,
    });
    return undefined;
  }
}
