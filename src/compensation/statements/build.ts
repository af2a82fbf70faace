import { formatDay, OPEN_END } from "../../calendar/day.ts";
import { formatExact, formatRational, formatScaled } from "../../money/decimal.ts";
import { minorDigits } from "../../money/currency.ts";
import { formatMinor } from "../../money/money.ts";
import { rational } from "../../money/rational.ts";
import { ADJUSTMENT, adjustmentsOf } from "../adjustments/place.ts";
import { creditIndex, type MeasureColumns } from "../attainment/measures.ts";
import { countBefore, sumOf, touchesSpan } from "../attainment/totals.ts";
import type { Calculated } from "../calculate.ts";
import { dayOf, ruleOf } from "../crediting/candidates.ts";
import { textAt } from "../crediting/split-parts.ts";
import type { Adjustment } from "../inputs.ts";
import type { PlanRun } from "../plan-run.ts";
import { CAP, FLOOR } from "../settlement/lines.ts";
import type { BoundLine } from "../settlement/plan-bounds.ts";
import type { SettledComponent } from "../settlement/settle-component.ts";
import { findQuota } from "../settlement/unit-setting.ts";
import { findingsOf } from "./findings-of.ts";
import { NO_PERIOD, payCalendars, type StatementHead, unitsOf } from "./heads.ts";
import type { CreditReference, Statement, StatementLine, StatementMeasure } from "./statement.ts";

/** The JSON form of one statement. */
export function toStatement(calculated: Calculated, head: StatementHead): Statement {
  const lines: StatementLine[] = [];
  for (const { version, settled, bounds } of byVersion(calculated, head)) {
    for (const one of settled) for (const line of linesOf(one, head)) lines.push(lineForm(one, line));
    for (const bound of bounds) lines.push(boundForm(calculated, bound, version));
  }
  for (const adjustment of adjustmentsOf(calculated.adjustments, head)) lines.push(adjustmentForm(adjustment, head));
  const { totals, findings, ...start } = withoutLines(calculated, head);
  return { ...start, lines, totals, findings };
}

/** A statement without its lines, for those who store these from the columns. */
export function withoutLines(calculated: Calculated, head: StatementHead): Omit<Statement, "lines"> {
  const totals = payByComponent(calculated, head);
  const components: Record<string, string> = Object.create(null);
  for (const [name, amount] of totals) components[name] = formatMinor(amount, head.currency);
  return {
    participant: head.participant,
    name: head.name,
    period: head.period,
    from: formatDay(head.from),
    to: head.to === OPEN_END ? null : formatDay(head.to),
    currency: head.currency,
    measures: calculated.plans.flatMap((plan) => measuresOf(plan, head)),
    totals: { amount: formatMinor(sumMinor(totals), head.currency), components },
    findings: findingsOf(calculated, head),
  };
}

/** What each component and bound pays on a statement, in minor units; components that pay nothing included. */
export function payByComponent(calculated: Calculated, head: StatementHead): Map<string, bigint> {
  const totals = new Map<string, bigint>();
  const count = (component: string, amountMinor: bigint): void => {
    totals.set(component, (totals.get(component) ?? 0n) + amountMinor);
  };
  for (const { settled, bounds } of byVersion(calculated, head)) {
    for (const one of settled) {
      count(one.component.name, 0n);
      for (const line of linesOf(one, head)) count(one.component.name, one.lines.amountOf(line));
    }
    for (const bound of bounds) count(bound.bound, bound.amountMinor);
  }
  for (const { amountMinor } of adjustmentsOf(calculated.adjustments, head)) count(ADJUSTMENT, amountMinor);
  return totals;
}

/** The sum of minor units by component. */
export function sumMinor(totals: ReadonlyMap<string, bigint>): bigint {
  let sum = 0n;
  for (const amountMinor of totals.values()) sum += amountMinor;
  return sum;
}

type VersionLines = { readonly version: string; readonly settled: readonly SettledComponent[]; readonly bounds: readonly BoundLine[] };

/** What may have lines on a statement, by plan version: components in the plan's order, then the plan's bounds. */
export function byVersion({ versions, components, bounds }: Calculated, head: StatementHead): VersionLines[] {
  if (head.periodIndex === NO_PERIOD) return [];
  return versions
    .filter(({ plan }) => plan.currency === head.currency)
    .map(({ plan }) => ({
      version: plan.version,
      settled: components.filter(
        (settled) => settled.plan.plan === plan && settled.payCalendar === head.calendar && hasUnits(settled, head),
      ),
      bounds:
        plan.payPeriod === head.calendar
          ? bounds.filter(
              (bound) =>
                bound.plan === plan && bound.period === head.periodIndex && participantOf(components, bound) === head.participantCode,
            )
          : [],
    }));
}

function participantOf(components: readonly SettledComponent[], { units, unit }: BoundLine): number {
  return components[0]?.plan.run.context.directory.pairParticipant[units.pair[unit]!] ?? -1;
}

function hasUnits({ plan }: SettledComponent, head: StatementHead): boolean {
  const { from, to } = unitsOf(plan, head.participantCode);
  for (let unit = from; unit < to; unit++) if (touchesSpan(plan.units, unit, head)) return true;
  return false;
}

/** The lines of a component on a statement, in order. */
export function linesOf({ plan, lines }: SettledComponent, head: StatementHead): number[] {
  const { from, to } = unitsOf(plan, head.participantCode);
  const blocks = lines.blocks.ofUnits(from, to);
  const found: number[] = [];
  for (let block = blocks.from; block < blocks.to; block++) {
    if (lines.blocks.period[block] !== head.periodIndex) continue;
    for (let line = lines.blocks.start[block]!; line < lines.endOf(block); line++) found.push(line);
  }
  return found;
}

function lineForm(settled: SettledComponent, line: number): StatementLine {
  const {
    plan: { plan, units, run },
    component,
    lines,
  } = settled;
  const unit = lines.unitOf(line);
  const credit = lines.credit[line]!;
  const denominator = settled.denominatorOf(unit) * 10n ** BigInt(minorDigits(plan.currency));
  return {
    component: component.name,
    plan: plan.plan,
    version: plan.version,
    position: seatOf(run.context.directory, units.pair[unit]!),
    window: units.windows.periods[units.window[unit]!]?.name ?? "",
    amount: formatMinor(lines.amountOf(line), plan.currency),
    exact: formatExact(rational(lines.exactOf(line), denominator)),
    credit: credit >= 0 ? creditForm(settled, credit) : null,
    ...((credit === CAP || credit === FLOOR) && { adjustment: credit === CAP ? "cap" : "floor" }),
  };
}

export function seatOf({ positions, pairPosition }: Calculated["run"]["context"]["directory"], pair: number): string {
  return positions[pairPosition[pair]!]?.id ?? "";
}

function creditForm({ plan: { plan, credits, run }, measure }: SettledComponent, index: number): CreditReference {
  const credit = creditIndex(measure, index);
  const transaction = credits.transaction[credit]!;
  const { transactions } = run.inputs;
  return {
    source: textAt(transactions.source, transaction),
    transaction: textAt(transactions.transaction, transaction),
    line: textAt(transactions.line, transaction),
    date: formatDay(dayOf(credits, credit)),
    rule: plan.credits[ruleOf(credits, credit)]?.name ?? "",
    amount: formatValue(measure, measure.wide.get(index) ?? BigInt(measure.values[index]!)),
  };
}

/** A value of a measure: at source precision for what has one, else in full. */
export function formatValue({ denominator, scale, shown }: MeasureColumns, value: bigint): string {
  if (denominator !== 10n ** BigInt(scale)) return formatExact(rational(value, denominator));
  let [unscaled, decimals] = [value, scale];
  for (; decimals > shown && unscaled % 10n === 0n; decimals--) unscaled /= 10n;
  return formatScaled(unscaled, decimals);
}

function boundForm({ run }: Calculated, { plan, units, unit, bound, amountMinor }: BoundLine, version: string): StatementLine {
  const amount = formatMinor(amountMinor, plan.currency);
  return {
    component: bound,
    plan: plan.plan,
    version,
    amount,
    exact: amount,
    credit: null,
    adjustment: bound,
    position: seatOf(run.context.directory, units.pair[unit]!),
    window: units.windows.periods[units.window[unit]!]?.name ?? "",
  };
}

function adjustmentForm({ id, amountMinor, currency, reason }: Adjustment, { period }: StatementHead): StatementLine {
  const amount = formatMinor(amountMinor, currency);
  return {
    component: ADJUSTMENT,
    plan: "",
    version: "",
    position: "",
    window: period,
    amount,
    exact: amount,
    credit: null,
    adjustment: "manual",
    manual: { adjustment: id, reason },
  };
}

/** The measures of every unit that the pay period touches, to the period's end. */
function measuresOf(plan: PlanRun, head: StatementHead): StatementMeasure[] {
  if (head.periodIndex === NO_PERIOD || plan.plan.currency !== head.currency || !payCalendars(plan).has(head.calendar)) return [];
  const { from, to } = unitsOf(plan, head.participantCode);
  const found: StatementMeasure[] = [];
  for (let unit = from; unit < to; unit++) {
    if (touchesSpan(plan.units, unit, head))
      for (const measure of plan.measures.values()) found.push(measureForm(plan, measure, unit, head.to));
  }
  return found;
}

export function measureForm(plan: PlanRun, measure: MeasureColumns, unit: number, end: number): StatementMeasure {
  const first = measure.start[unit]!;
  const credits = countBefore(measure, plan.credits, plan.units, unit, end);
  const isKnown = !measure.blank.has(unit) && !measure.foreign.has(unit);
  const amount = isKnown ? sumOf(measure, first, first + credits) : 0n;
  const quota = findQuota(plan, measure, unit);
  const { scale } = plan.run.quotas;
  return {
    name: measure.measure.name,
    plan: plan.plan.plan,
    position: seatOf(plan.run.context.directory, plan.units.pair[unit]!),
    window: plan.units.windows.periods[plan.units.window[unit]!]?.name ?? "",
    amount: isKnown ? formatValue(measure, amount) : "unknown",
    quota: quota?.ok ? formatScaled(quota.unscaled, scale) : null,
    attainmentPercent:
      quota?.ok && quota.unscaled !== 0n && isKnown
        ? formatRational(rational(amount * 100n * 10n ** BigInt(scale), measure.denominator * quota.unscaled), 2)
        : null,
    credits,
  };
}
