import { OPEN_END } from "../../calendar/day.ts";
import type { Period } from "../../calendar/period.ts";
import { minorDigits } from "../../money/currency.ts";
import { roundTo } from "../../money/round.ts";
import type { Plan } from "../../plans/plan.ts";
import { payPeriodsOf } from "../attainment/totals.ts";
import type { UnitTable } from "../attainment/units.ts";
import type { Run } from "../plan-run.ts";
import type { SettledComponent } from "./settle-component.ts";

/** What a plan's cap or floor changed in one pay period; a line of its own. */
export type BoundLine = { readonly plan: Plan; readonly units: UnitTable; readonly unit: number; readonly bound: "cap" | "floor"; readonly period: number; readonly amountMinor: bigint; readonly boundMinor: bigint; readonly sumMinor: bigint };

/** The units in the window of a plan's cap or floor. */
export type BoundUnits = { readonly plan: Plan; readonly bound: "cap" | "floor"; readonly units: UnitTable };

type Payment = { readonly ends: number; readonly last: number; readonly amountMinor: bigint };

/** The last day of a period; an open one counts by its first. */
function lastDay({ from, to }: Period): number {
  return to === OPEN_END ? from : to - 1;
}

/** Bounds of plans on what their components paid in the bound's window to date. */
export function boundPlans(run: Run, plans: readonly BoundUnits[], components: readonly SettledComponent[]): BoundLine[] {
  return plans.flatMap(({ plan, bound, units }) => {
    const paid = paymentsByPair(components.filter((settled) => settled.plan.plan.plan === plan.plan));
    return Array.from({ length: units.count }, (_, unit) => boundUnit(run, plan, bound, units, unit, paid.get(units.pair[unit]!) ?? [])).flat();
  });
}

function paymentsByPair(components: readonly SettledComponent[]): Map<number, Payment[]> {
  const found = new Map<number, Payment[]>();
  for (const { plan, lines, pay } of components) {
    for (let line = 0; line < lines.count; line++) {
      const pair = plan.units.pair[lines.unit[line]!]!;
      const period = pay.periods[lines.period[line]!]!;
      const payment = { ends: period.to, last: lastDay(period), amountMinor: lines.amountOf(line) };
      const known = found.get(pair);
      if (known) known.push(payment);
      else found.set(pair, [payment]);
    }
  }
  return found;
}

function boundUnit(run: Run, plan: Plan, bound: "cap" | "floor", units: UnitTable, unit: number, payments: readonly Payment[]): BoundLine[] {
  const window = units.windows.periods[units.window[unit]!];
  const text = plan[bound]?.amount;
  if (!window || text === undefined) return [];
  const found = run.formulas.number(text, ["Money"], units.pair[unit]!, units.to[unit]! - 1);
  if (!found.ok) {
    run.log.addFormula(units, unit, found.problem, { component: bound });
    return [];
  }
  const boundMinor = roundTo(found.value.value, minorDigits(plan.currency), (plan.rounding ?? run.rounding).mode);
  const pay = run.calendar(plan.payPeriod);
  const inside = payments.filter(({ last }) => window.from <= last && last < window.to);
  const lines: BoundLine[] = [];
  let before = 0n;
  for (const period of payPeriodsOf(units, unit, pay)) {
    const own = pay.periods[period]!;
    const last = lastDay(own);
    if (last < window.from || last >= window.to) continue;
    const sumMinor = inside.reduce((sum, { ends, amountMinor }) => (ends <= own.to ? sum + amountMinor : sum), 0n);
    const isBound = bound === "cap" ? sumMinor > boundMinor : sumMinor < boundMinor;
    const change = isBound ? boundMinor - sumMinor : 0n;
    if (change !== before) lines.push({ plan, units, unit, bound, period, amountMinor: change - before, boundMinor, sumMinor });
    before = change;
  }
  return lines;
}
