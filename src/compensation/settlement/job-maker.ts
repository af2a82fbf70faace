import { minorDigits } from "../../money/currency.ts";
import type { Component, Rounding } from "../../plans/plan.ts";
import type { DayTable } from "../attainment/horizon.ts";
import { creditIndex, type MeasureColumns, shareAt, shareDenominator, shareNumber } from "../attainment/measures.ts";
import { countBefore, firstPayPeriod, payPeriodsOf, sumOf, touchesSpan } from "../attainment/totals.ts";
import { leastCommonMultiple, SAFE } from "../crediting/shares.ts";
import { type Curve, curveOf, type ScaledPoint, type ScaledTerms, type Scales, scaleTerms } from "../earning/scale.ts";
import type { UnitTerms } from "../earning/terms.ts";
import type { PlanRun } from "../plan-run.ts";
import { factJobs } from "./fact-jobs.ts";
import { type NarrowTerms, narrowTerms } from "./narrow-terms.ts";
import type { NarrowUnit } from "./narrow-unit.ts";
import { type PaidCredits, paidCredits } from "./paid-credits.ts";
import type { NarrowComponent } from "./settle-narrow.ts";
import type { UnitJob } from "./unit-job.ts";
import type { UnitSetting } from "./unit-setting.ts";

/** Puts together what settling a component reads, unit by unit. */
export class JobMaker {
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
  readonly #component: Component;
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
    this.#component = component;
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
      share: leastCommonMultiple(shareDenominator(plan.run.context), plan.run.inputs.facts?.shares ?? 1n),
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
      ...(this.#plan.run.inputs.facts && {
        facts: factJobs(this.#plan, this.#component, this.#measure, unit, scaled.denominator, this.#periodNames(periods)),
      }),
    };
  }

  #periodNames(periods: readonly number[]): string[] {
    return periods.map((period) => this.#pay.periods[period]?.name ?? "");
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

function pointOf({ factor, ofQuota }: ScaledPoint, quota: bigint): bigint {
  return ofQuota ? factor * quota : factor;
}
