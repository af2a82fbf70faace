import { OPEN_END } from "../../calendar/day.ts";
import type { Interval } from "../../calendar/period.ts";
import { minorDigits } from "../../money/currency.ts";
import { roundTo } from "../../money/round.ts";
import type { Plan } from "../../plans/plan.ts";
import { firstPayPeriod, touchesSpan } from "../attainment/totals.ts";
import type { UnitTable } from "../attainment/units.ts";
import { SAFE } from "../crediting/shares.ts";
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

/** What one component paid, by block of its lines, in minor units; NaN: see its lines. Those of pair p are `start[p]` to `start[p + 1]`. */
type Payments = { readonly settled: SettledComponent; readonly start: Int32Array; readonly sums: Float64Array };

/** The last day of a period; an open one counts by its first. */
function lastDay({ from, to }: Interval): number {
  return to === OPEN_END ? from : to - 1;
}

/** Bounds of plans on what their components paid in the bound's window to date. */
export function boundPlans(run: Run, plans: readonly BoundUnits[], components: readonly SettledComponent[]): BoundLine[] {
  return plans.flatMap(({ plan, bound, units }) => {
    const paid = components.filter((settled) => settled.plan.plan.plan === plan.plan).map(paymentsByPair);
    const lines: BoundLine[] = [];
    let constant: bigint | undefined;
    for (let unit = 0; unit < units.count; unit++) {
      const limit: Limit | undefined =
        constant === undefined ? limitOf(run, plan, bound, units, unit) : { amountMinor: constant, isConstant: true };
      if (!limit) continue;
      if (limit.isConstant) constant = limit.amountMinor;
      addBoundLines(run, plan, bound, units, unit, limit.amountMinor, paid, lines);
    }
    return lines;
  });
}

function paymentsByPair(settled: SettledComponent): Payments {
  const { plan, lines } = settled;
  const { blocks } = lines;
  const start = new Int32Array(plan.run.context.directory.pairParticipant.length + 1);
  const sums = new Float64Array(blocks.count);
  for (let block = 0; block < blocks.count; block++) {
    sums[block] = lines.sumNumber(blocks.start[block]!, lines.endOf(block));
    start[plan.units.pair[blocks.unit[block]!]! + 1]! += 1;
  }
  for (let pair = 1; pair < start.length; pair++) start[pair]! += start[pair - 1]!;
  return { settled, start, sums };
}

/** What was paid to a pair in pay periods that end in the window, and by the end of a period. */
function paidInWindow(payments: readonly Payments[], pair: number, window: Interval, end: number): bigint {
  let sum = 0;
  let size = 0;
  let wide = 0n;
  for (const { settled, start, sums } of payments) {
    const { lines, pay } = settled;
    for (let block = start[pair]!; block < start[pair + 1]!; block++) {
      const period = pay.periods[lines.blocks.period[block]!]!;
      const last = lastDay(period);
      if (last < window.from || last >= window.to || period.to > end) continue;
      const own = sums[block]!;
      if (size + Math.abs(own) <= SAFE) {
        sum += own;
        size += Math.abs(own);
      } else wide += lines.sum(lines.blocks.start[block]!, lines.endOf(block));
    }
  }
  return wide + BigInt(sum);
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
  payments: readonly Payments[],
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
    const sumMinor = paidInWindow(payments, units.pair[unit]!, window, own.to);
    const isBound = bound === "cap" ? sumMinor > boundMinor : sumMinor < boundMinor;
    const change = isBound ? boundMinor - sumMinor : 0n;
    if (change !== before) lines.push({ plan, units, unit, bound, period, amountMinor: change - before, boundMinor, sumMinor });
    before = change;
  }
}
