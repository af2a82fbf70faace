import { NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import { minorDigits } from "../../money/currency.ts";
import type { Component, Rounding } from "../../plans/plan.ts";
import type { DayTable } from "../attainment/horizon.ts";
import { creditIndex, type MeasureColumns, shareAt, shareDenominator } from "../attainment/measures.ts";
import { countBefore, payPeriodsOf, sumOf } from "../attainment/totals.ts";
import { type Curve, curveOf, type ScaledPoint, type ScaledTerms, type Scales, scaleTerms } from "../earning/scale.ts";
import type { UnitTerms } from "../earning/terms.ts";
import type { PlanRun } from "../plan-run.ts";
import { Lines, type Unrounded } from "./lines.ts";
import { narrowJob, Scratch, settleNarrow } from "./settle-narrow.ts";
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
  /** Jobs by unit, for explanations and denominators; undefined where a finding keeps the component from paying. */
  readonly jobs: readonly (UnitJob | undefined)[];
  readonly settings: readonly (UnitSetting | undefined)[];
};

export function settleComponent(plan: PlanRun, component: Component, measure: MeasureColumns, gateMeasure: MeasureColumns): SettledComponent {
  const { run, units } = plan;
  const payCalendar = component.payPeriod ?? plan.plan.payPeriod;
  const pay = run.calendar(payCalendar);
  const rounding = component.rounding ?? plan.plan.rounding ?? run.rounding;
  const reader = new SettingReader(plan, component, measure, gateMeasure);
  const jobs = new JobMaker(plan, component, measure, gateMeasure, rounding, pay);
  const lines = new Lines(measure.values.length + units.count);
  const scratch = new Scratch();
  const found: { jobs: (UnitJob | undefined)[]; settings: (UnitSetting | undefined)[]; unrounded: Unrounded[] } = { jobs: [], settings: [], unrounded: [] };
  for (let unit = 0; unit < units.count; unit++) {
    const setting = reader.read(unit);
    const job = setting && jobs.make(unit, setting);
    found.settings.push(setting);
    found.jobs.push(job);
    if (!job) continue;
    const narrow = run.alwaysWide ? undefined : narrowJob(job, measure.values);
    const waiting = narrow ? settleNarrow(job, narrow, measure.values, lines, scratch) : settleWide(job, wideValues(measure, unit), lines);
    if (waiting.length > 0) found.unrounded.push(...waiting);
  }
  return { plan, component, rounding, measure, gateMeasure, pay, payCalendar, lines, ...found };
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
  readonly #scales: Scales;
  #scaled: { readonly terms: UnitTerms; readonly scaled: ScaledTerms } | undefined;

  constructor(plan: PlanRun, component: Component, measure: MeasureColumns, gateMeasure: MeasureColumns, rounding: Rounding, pay: DayTable) {
    this.#plan = plan;
    this.#measure = measure;
    this.#gateMeasure = gateMeasure;
    this.#rounding = rounding;
    this.#pay = pay;
    this.#isPaid = paidCredits(plan, component, measure);
    this.#scales = { measure: measure.denominator, quotaScale: plan.run.quotas.scale, share: shareDenominator(plan.run.context), minorDigits: minorDigits(plan.plan.currency) };
  }

  make(unit: number, { terms, quota, gateQuota }: UnitSetting): UnitJob {
    if (this.#scaled?.terms !== terms) this.#scaled = { terms, scaled: scaleTerms(terms, this.#scales) };
    const { scaled } = this.#scaled;
    const { credits, units } = this.#plan;
    const periods = payPeriodsOf(units, unit, this.#pay);
    const ends = periods.map((period) => this.#pay.periods[period]!.to);
    const counts = ends.map((end) => countBefore(this.#measure, credits, unit, end));
    const first = this.#measure.start[unit]!;
    const edge = scaled.edges[0];
    const { schedule } = terms;
    const isShared = schedule.shape === "each" && schedule.bySplit;
    return {
      unit, terms: scaled, rounding: this.#rounding, first, counts, periods,
      open: terms.gate ? ends.map((end) => this.#isOpen(unit, end, terms, gateQuota)) : periods.map(() => true),
      curves: this.#curves(scaled, quota, unit, counts),
      edge: schedule.shape === "once" && edge ? pointOf(edge, quota) : 0n,
      isPaid: this.#isPaid,
      share: isShared ? (index) => this.#shareAt(index) : undefined,
      shareOfWhole: this.#scales.share,
    };
  }

  #isOpen(unit: number, end: number, terms: UnitTerms, gateQuota: bigint): boolean {
    const { gate } = terms;
    if (!gate) return true;
    const first = this.#gateMeasure.start[unit]!;
    const total = sumOf(this.#gateMeasure, first, first + countBefore(this.#gateMeasure, this.#plan.credits, unit, end));
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
    const { run: { context }, credits } = this.#plan;
    const { numerator, denominator } = shareAt(context, credits, creditIndex(this.#measure, index));
    return (numerator * this.#scales.share) / denominator;
  }
}

export function pointOf({ factor, ofQuota }: ScaledPoint, quota: bigint): bigint {
  return ofQuota ? factor * quota : factor;
}

/** Which credits of the measure the component's `where` lets it pay; undefined: all. */
function paidCredits({ run: { conditions, log }, units, credits }: PlanRun, component: Component, measure: MeasureColumns): Uint8Array | undefined {
  const test = conditions.test(component.where);
  if (!test) return undefined;
  const isPaid = new Uint8Array(measure.values.length);
  for (let unit = 0; unit < units.count; unit++) {
    for (let index = measure.start[unit]!; index < measure.start[unit + 1]!; index++) {
      const credit = creditIndex(measure, index);
      const transaction = credits.transaction[credit]!;
      const result = test.values ? test.values[transaction]! : test.at(transaction, units.pair[unit]!, credits.day[credit]!);
      if (result === TRUE) isPaid[index] = 1;
      else if (result === NO_VALUE) {
        const problem = conditions.problem(test.where, transaction, units.pair[unit]!, credits.day[credit]!);
        log.addFormula(units, unit, problem, { component: component.name, transaction });
      }
    }
  }
  return isPaid;
}
