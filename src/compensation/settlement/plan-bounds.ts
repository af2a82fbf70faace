import { OPEN_END } from "../../calendar/day.ts";
import type { Interval } from "../../calendar/period.ts";
import { minorDigits } from "../../money/currency.ts";
import { roundTo } from "../../money/round.ts";
import type { Plan } from "../../plans/plan.ts";
import { firstPayPeriod, touchesSpan } from "../attainment/totals.ts";
import type { UnitTable } from "../attainment/units.ts";
import type { Run } from "../plan-run.ts";
import type { SettledComponent } from "./settle-component.ts";

/** What a plan's cap or floor changed in one pay period; a line of its own. */
export type BoundLine = {
  readonly plan: Plan;
  readonly units: UnitTable;
  readonly unit: number;
  readonly bound: "cap" | "floor";
  readonly period: number;
  readonly amountMinor: bigint;
  readonly boundMinor: bigint;
  readonly sumMinor: bigint;
};

/** The units in the window of a plan's cap or floor. */
export type BoundUnits = { readonly plan: Plan; readonly bound: "cap" | "floor"; readonly units: UnitTable };

type Payment = { readonly ends: number; readonly last: number; readonly amountMinor: bigint };

/** The last day of a period; an open one counts by its first. */
function lastDay({ from, to }: Interval): number {
  return to === OPEN_END ? from : to - 1;
}

/** Bounds of plans on what their components paid in the bound's window to date. */
export function boundPlans(run: Run, plans: readonly BoundUnits[], components: readonly SettledComponent[]): BoundLine[] {
  return plans.flatMap(({ plan, bound, units }) => {
    const paid = paymentsByPair(components.filter((settled) => settled.plan.plan.plan === plan.plan));
    const lines: BoundLine[] = [];
    let constant: bigint | undefined;
    for (let unit = 0; unit < units.count; unit++) {
      const limit: Limit | undefined =
        constant === undefined ? limitOf(run, plan, bound, units, unit) : { amountMinor: constant, isConstant: true };
      if (!limit) continue;
      if (limit.isConstant) constant = limit.amountMinor;
      addBoundLines(run, plan, bound, units, unit, limit.amountMinor, paid.get(units.pair[unit]!) ?? [], lines);
    }
    return lines;
  });
}

/** What components paid, summed by pair and pay period: lines of one unit and period stand together. */
function paymentsByPair(components: readonly SettledComponent[]): Map<number, Payment[]> {
  const found = new Map<number, Payment[]>();
  for (const { plan, lines, pay } of components) {
    for (let line = 0; line < lines.count;) {
      const unit = lines.unit[line]!;
      const period = lines.period[line]!;
      const first = line;
      while (line < lines.count && lines.unit[line] === unit && lines.period[line] === period) line += 1;
      const { from, to } = pay.periods[period]!;
      const payment = { ends: to, last: lastDay({ from, to }), amountMinor: lines.sum(first, line) };
      const pair = plan.units.pair[unit]!;
      const known = found.get(pair);
      if (known) known.push(payment);
      else found.set(pair, [payment]);
    }
  }
  return found;
}

type Limit = { readonly amountMinor: bigint; readonly isConstant: boolean };

/** The bound's amount for a unit in minor units; undefined, with a finding, when its formula has no value. */
function limitOf(run: Run, plan: Plan, bound: "cap" | "floor", units: UnitTable, unit: number): Limit | undefined {
  const text = plan[bound]?.amount;
  if (text === undefined) return undefined;
  const found = run.formulas.number(text, "Money", units.pair[unit]!, units.to[unit]! - 1);
  if (found.ok)
    return {
      amountMinor: roundTo(found.value.value, minorDigits(plan.currency), (plan.rounding ?? run.rounding).mode),
      isConstant: found.value.reads.length === 0,
    };
  run.log.addFormula(units, unit, found.problem, { component: bound });
  return undefined;
}

/** A line in each pay period of the bound's window in which what the bound changes is other than before. */
function addBoundLines(
  run: Run,
  plan: Plan,
  bound: "cap" | "floor",
  units: UnitTable,
  unit: number,
  boundMinor: bigint,
  payments: readonly Payment[],
  lines: BoundLine[],
): void {
  const window = units.windows.periods[units.window[unit]!]!;
  const pay = run.calendar(plan.payPeriod);
  let before = 0n;
  for (
    let period = firstPayPeriod(units, unit, pay);
    period < pay.periods.length && pay.periods[period]!.from < units.to[unit]!;
    period++
  ) {
    const own = pay.periods[period]!;
    const last = lastDay(own);
    if (last < window.from || last >= window.to || !touchesSpan(units, unit, own)) continue;
    let sumMinor = 0n;
    for (const payment of payments)
      if (window.from <= payment.last && payment.last < window.to && payment.ends <= own.to) sumMinor += payment.amountMinor;
    const isBound = bound === "cap" ? sumMinor > boundMinor : sumMinor < boundMinor;
    const change = isBound ? boundMinor - sumMinor : 0n;
    if (change !== before) lines.push({ plan, units, unit, bound, period, amountMinor: change - before, boundMinor, sumMinor });
    before = change;
  }
}
