import { NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import { minorDigits } from "../../money/currency.ts";
import type { Component, Rounding } from "../../plans/plan.ts";
import type { DayTable } from "../attainment/horizon.ts";
import { creditIndex, type MeasureColumns, shareAt, shareDenominator, shareNumber } from "../attainment/measures.ts";
import { countBefore, firstPayPeriod, payPeriodsOf, sumOf, touchesSpan } from "../attainment/totals.ts";
import { type CreditColumns, dayOf } from "../crediting/candidates.ts";
import type { Test } from "../crediting/conditions.ts";
import { SAFE } from "../crediting/shares.ts";
import { type Curve, curveOf, type ScaledPoint, type ScaledTerms, type Scales, scaleTerms } from "../earning/scale.ts";
import type { UnitTerms } from "../earning/terms.ts";
import type { PlanRun } from "../plan-run.ts";
import { Lines, type Unrounded } from "./lines.ts";
import { type NarrowTerms, narrowTerms } from "./narrow-terms.ts";
import { NarrowUnit } from "./narrow-unit.ts";
import { type NarrowComponent, type PaidCredits, settleNarrow } from "./settle-narrow.ts";
import { settleWide } from "./settle-wide.ts";
import type { UnitJob } from "./unit-job.ts";
import { SettingReader, type UnitSetting } from "./unit-setting.ts";

/** One component of one plan version, settled for all units of its measure's window. */
export type SettledComponent = {
  readonly plan: PlanRun;
  readonly component: Component;
  readonly rounding: Rounding;
  readonly measure: MeasureColumns;
  readonly gateMeasure: MeasureColumns;
  readonly pay: DayTable;
  readonly payCalendar: string;
  readonly lines: Lines;
  /** Lines that wait for the rounding at the statement or over the plan's life. */
  readonly unrounded: readonly Unrounded[];
  /** By unit; undefined where a finding keeps the component from paying. */
  readonly settings: readonly (UnitSetting | undefined)[];
  /** What settled a unit, made again for explanations. */
  readonly jobOf: (unit: number) => UnitJob | undefined;
  /** In how many parts of the minor unit a unit's exact amounts count. */
  readonly denominatorOf: (unit: number) => bigint;
};

export function settleComponent(
  plan: PlanRun,
  component: Component,
  measure: MeasureColumns,
  gateMeasure: MeasureColumns,
): SettledComponent {
  const { run, units } = plan;
  const payCalendar = component.payPeriod ?? plan.plan.payPeriod;
  const pay = run.calendar(payCalendar);
  const rounding = component.rounding ?? plan.plan.rounding ?? run.rounding;
  const reader = new SettingReader(plan, component, measure, gateMeasure);
  const maker = new JobMaker(plan, component, measure, gateMeasure, rounding, pay);
  const lines = new Lines(maker.paidCount + units.count);
  const settings: (UnitSetting | undefined)[] = [];
  const unrounded: Unrounded[] = [];
  const narrow = new NarrowUnit();
  const shared = maker.narrowComponent();
  for (let unit = 0; unit < units.count; unit++) {
    const setting = reader.read(unit);
    settings.push(setting);
    if (!setting) continue;
    const terms = run.alwaysWide ? undefined : maker.prepare(narrow, unit, setting);
    if (terms) settleNarrow(shared, terms, narrow, lines, unrounded);
    else unrounded.push(...settleWide(maker.make(unit, setting), wideValues(measure, unit), lines));
  }
  const at = (unit: number): UnitSetting | undefined => settings[unit];
  return {
    plan,
    component,
    rounding,
    measure,
    gateMeasure,
    pay,
    payCalendar,
    lines,
    unrounded,
    settings,
    jobOf(unit) {
      const setting = at(unit);
      return setting && maker.make(unit, setting);
    },
    denominatorOf(unit) {
      const setting = at(unit);
      return setting ? maker.scaled(setting.terms).scaled.denominator : 1n;
    },
  };
}

function wideValues({ values, wide, start }: MeasureColumns, unit: number): bigint[] {
  const first = start[unit]!;
  return Array.from({ length: start[unit + 1]! - first }, (_, index) => wide.get(first + index) ?? BigInt(values[first + index]!));
}

/** Puts together what settling a component reads, unit by unit. */
class JobMaker {
  readonly #plan: PlanRun;
  readonly #measure: MeasureColumns;
  readonly #gateMeasure: MeasureColumns;
  readonly #rounding: Rounding;
  readonly #pay: DayTable;
  readonly #isPaid: Uint8Array | undefined;
  readonly #paid: PaidCredits | undefined;
  readonly #isGated: boolean;
  /** Number of credits that the component may pay. */
  readonly paidCount: number;
  readonly #scales: Scales;
  readonly #isShared: boolean;
  #scaled: { readonly terms: UnitTerms; readonly scaled: ScaledTerms; readonly narrow: NarrowTerms | undefined } | undefined;

  constructor(
    plan: PlanRun,
    component: Component,
    measure: MeasureColumns,
    gateMeasure: MeasureColumns,
    rounding: Rounding,
    pay: DayTable,
  ) {
    this.#plan = plan;
    this.#measure = measure;
    this.#gateMeasure = gateMeasure;
    this.#rounding = rounding;
    this.#pay = pay;
    const paid = paidCredits(plan, component, measure);
    this.#isPaid = paid?.isPaid;
    this.#isGated = component.gate !== undefined;
    this.#isShared = component.kind === "spiff" && component.bySplit !== false;
    this.#paid = paid;
    this.paidCount = paid ? paid.indexes.length : measure.values.length;
    this.#scales = {
      measure: measure.denominator,
      quotaScale: plan.run.quotas.scale,
      share: shareDenominator(plan.run.context),
      minorDigits: minorDigits(plan.plan.currency),
    };
  }

  /** The terms in whole numbers; those of the unit before are kept, as most units have the same. */
  scaled(terms: UnitTerms): { readonly scaled: ScaledTerms; readonly narrow: NarrowTerms | undefined } {
    if (this.#scaled?.terms === terms) return this.#scaled;
    const scaled = scaleTerms(terms, this.#scales);
    this.#scaled = { terms, scaled, narrow: narrowTerms(scaled) };
    return this.#scaled;
  }

  narrowComponent(): NarrowComponent {
    const {
      run: { context },
      credits,
    } = this.#plan;
    const whole = Number(this.#scales.share);
    return {
      values: this.#measure.values,
      rounding: this.#rounding,
      isPaid: this.#isPaid,
      paid: this.#isGated ? undefined : this.#paid,
      shareOfWhole: whole,
      share: this.#isShared ? (index) => shareNumber(context, credits, creditIndex(this.#measure, index), this.#scales.share) : undefined,
    };
  }

  /** Prepares a unit in numbers; undefined when they would not be exact. */
  prepare(into: NarrowUnit, unit: number, { terms, quota, gateQuota }: UnitSetting): NarrowTerms | undefined {
    const { narrow } = this.scaled(terms);
    if (!narrow || (narrow.shape === "each" && !(Math.abs(narrow.amount) * Number(this.#scales.share) <= SAFE))) return undefined;
    const { credits, units } = this.#plan;
    into.unit = unit;
    into.first = this.#measure.start[unit]!;
    into.quota = Number(quota);
    into.edge = narrow.shape === "once" ? into.point(narrow.factors[0]!, narrow.ofQuota[0] === 1) : 0;
    const first = firstPayPeriod(units, unit, this.#pay);
    const { periods } = this.#pay;
    into.reservePeriods(periods.length - first);
    into.periodCount = 0;
    for (let period = first; period < periods.length && periods[period]!.from < units.to[unit]!; period++) {
      if (!touchesSpan(units, unit, periods[period]!)) continue;
      const end = periods[period]!.to;
      const place = into.periodCount++;
      into.periods[place] = period;
      into.counts[place] = countBefore(this.#measure, credits, units, unit, end);
      into.open[place] = terms.gate && !this.#isOpen(unit, end, terms, gateQuota) ? 0 : 1;
    }
    if (!(Math.abs(into.quota) <= SAFE) || !into.fits(narrow, this.#measure.sizes[unit]!)) return undefined;
    if (narrow.shape === "whole")
      for (let place = 0; place < into.periodCount; place++) into.tiers[place] = this.#tierAt(into, narrow, into.counts[place]!);
    return narrow;
  }

  #tierAt(into: NarrowUnit, narrow: NarrowTerms, count: number): number {
    let position = 0;
    for (let index = into.first; index < into.first + count; index++) position += this.#measure.values[index]!;
    let tier = 0;
    while (tier < narrow.factors.length && position * narrow.stretch >= into.point(narrow.factors[tier]!, narrow.ofQuota[tier] === 1))
      tier += 1;
    return tier;
  }

  make(unit: number, { terms, quota, gateQuota }: UnitSetting): UnitJob {
    const { scaled } = this.scaled(terms);
    const { credits, units } = this.#plan;
    const periods = payPeriodsOf(units, unit, this.#pay);
    const ends = periods.map((period) => this.#pay.periods[period]!.to);
    const counts = ends.map((end) => countBefore(this.#measure, credits, units, unit, end));
    const first = this.#measure.start[unit]!;
    const edge = scaled.edges[0];
    const { schedule } = terms;
    return {
      unit,
      terms: scaled,
      rounding: this.#rounding,
      first,
      counts,
      periods,
      open: terms.gate ? ends.map((end) => this.#isOpen(unit, end, terms, gateQuota)) : periods.map(() => true),
      curves: this.#curves(scaled, quota, unit, counts),
      edge: schedule.shape === "once" && edge ? pointOf(edge, quota) : 0n,
      isPaid: this.#isPaid,
      share: this.#isShared ? (index) => this.#shareAt(index) : undefined,
      shareOfWhole: this.#scales.share,
    };
  }

  #isOpen(unit: number, end: number, terms: UnitTerms, gateQuota: bigint): boolean {
    const { gate } = terms;
    if (!gate) return true;
    const first = this.#gateMeasure.start[unit]!;
    const total = sumOf(this.#gateMeasure, first, first + countBefore(this.#gateMeasure, this.#plan.credits, this.#plan.units, unit, end));
    const { value, ofQuota } = gate.at;
    const [quota, quotaUnit] = ofQuota ? [gateQuota, 10n ** BigInt(this.#plan.run.quotas.scale)] : [1n, 1n];
    return total * value.denominator * quotaUnit >= value.numerator * quota * this.#gateMeasure.denominator;
  }

  #curves(scaled: ScaledTerms, quota: bigint, unit: number, counts: readonly number[]): Curve<bigint>[] {
    if (scaled.shape === "bands") {
      const curve = curveOf(scaled, quota);
      return counts.map(() => curve);
    }
    if (scaled.shape !== "whole") return [];
    const first = this.#measure.start[unit]!;
    const byRate = new Map<bigint, Curve<bigint>>();
    return counts.map((count) => {
      const position = sumOf(this.#measure, first, first + count) * scaled.stretch;
      const rate = scaled.rates[scaled.edges.filter((edge) => position >= pointOf(edge, quota)).length] ?? 0n;
      const curve = byRate.get(rate) ?? curveOf(scaled, quota, rate);
      byRate.set(rate, curve);
      return curve;
    });
  }

  #shareAt(index: number): bigint {
    const {
      run: { context },
      credits,
    } = this.#plan;
    const { numerator, denominator } = shareAt(context, credits, creditIndex(this.#measure, index));
    return (numerator * this.#scales.share) / denominator;
  }
}

export function pointOf({ factor, ofQuota }: ScaledPoint, quota: bigint): bigint {
  return ofQuota ? factor * quota : factor;
}

/** The credits of the measure that the component's `where` lets it pay; undefined: all. */
function paidCredits(plan: PlanRun, component: Component, measure: MeasureColumns): PaidCredits | undefined {
  const test = plan.run.conditions.test(component.where);
  if (!test) return undefined;
  const isPaid = paidByRows(plan.credits, measure, test) ?? paidByCredits(plan, component, measure, test);
  const start = new Int32Array(measure.start.length);
  const indexes = new Int32Array(measure.values.length);
  let count = 0;
  for (let unit = 0; unit + 1 < start.length; unit++) {
    const end = measure.start[unit + 1]!;
    for (let index = measure.start[unit]!; index < end; index++) if (isPaid[index] === 1) indexes[count++] = index;
    start[unit + 1] = count;
  }
  return { isPaid, indexes: indexes.slice(0, count), start };
}

/** Where every credit of the rows is measured and the condition is known for all transactions: in the order of the rows. */
function paidByRows({ origin }: CreditColumns, { credit, values }: MeasureColumns, test: Test): Uint8Array | undefined {
  if (!origin || credit || !test.values || test.values.includes(NO_VALUE)) return undefined;
  const isPaid = new Uint8Array(values.length);
  const {
    rows: { count, transaction },
    target,
  } = origin;
  for (let row = 0; row < count; row++) if (target[row]! >= 0) isPaid[target[row]!] = test.values[transaction[row]!]!;
  return isPaid;
}

function paidByCredits(
  { run: { conditions, log }, units, credits }: PlanRun,
  component: Component,
  measure: MeasureColumns,
  test: Test,
): Uint8Array {
  const isPaid = new Uint8Array(measure.values.length);
  for (let unit = 0; unit < units.count; unit++) {
    for (let index = measure.start[unit]!; index < measure.start[unit + 1]!; index++) {
      const credit = creditIndex(measure, index);
      const transaction = credits.transaction[credit]!;
      const result = test.values ? test.values[transaction]! : test.at(transaction, units.pair[unit]!, dayOf(credits, credit));
      if (result === TRUE) isPaid[index] = 1;
      else if (result === NO_VALUE) {
        const problem = conditions.problem(test.where, transaction, units.pair[unit]!, dayOf(credits, credit));
        log.addFormula(units, unit, problem, { component: component.name, transaction });
      }
    }
  }
  return isPaid;
}
