import { formatExact } from "../../money/decimal.ts";
import { minorDigits } from "../../money/currency.ts";
import { type Rational, rational } from "../../money/rational.ts";
import type { Curve } from "../earning/scale.ts";
import type { SettledComponent } from "../settlement/settle-component.ts";
import type { UnitJob } from "../settlement/unit-job.ts";
import { exactMoneyText, percentText } from "./figures.ts";
import type { TraceBand } from "./trace.ts";

/** A part of the position, from and to in whole numbers of the job's scale. */
export type Slice = { readonly before: bigint; readonly after: bigint };

/** The positions of the unit's first `count` credits that the component pays. */
export function slicesOf(
  { measure }: SettledComponent,
  { terms, first, isPaid }: UnitJob,
  count: number,
): (Slice & { readonly index: number })[] {
  let position = 0n;
  const slices: (Slice & { readonly index: number })[] = [];
  for (let index = first; index < first + count; index++) {
    const before = position;
    position += (measure.wide.get(index) ?? BigInt(measure.values[index]!)) * terms.stretch;
    if (!isPaid || isPaid[index] === 1) slices.push({ index, before, after: position });
  }
  return slices;
}

/** A band's rate per unit of the measure, exact: a ratio for money, an amount for units. */
export function bandRate({ plan: { plan }, measure }: SettledComponent, { terms }: UnitJob, rate: bigint): Rational {
  return rational(rate * terms.stretch * measure.denominator, terms.denominator * 10n ** BigInt(minorDigits(plan.currency)));
}

export function rateText(settled: SettledComponent, rate: Rational): string {
  return settled.measure.unit === "money" ? percentText(rate) : exactMoneyText(rate, settled.plan.plan.currency);
}

/** Each band of a curve with the part of the slices in it, where a single one begins, and what that earned (0 where the gate is closed); `position` is active. */
export function bandsOf(
  settled: SettledComponent,
  job: UnitJob,
  curve: Curve<bigint>,
  slices: readonly Slice[],
  position: bigint,
  open: boolean,
): TraceBand[] {
  const {
    measure,
    plan: { plan },
  } = settled;
  const unit = measure.denominator * job.terms.stretch;
  const minor = job.terms.denominator * 10n ** BigInt(minorDigits(plan.currency));
  return curve.rates.map((rate, band) => {
    const from = band === 0 ? undefined : curve.edges[band - 1];
    const to = curve.edges[band];
    const [single] = slices.length === 1 ? slices : [];
    const part = slices.reduce((sum, { before, after }) => sum + clamped(after, from, to) - clamped(before, from, to), 0n);
    return {
      from: formatExact(rational(from ?? 0n, unit)),
      to: to === undefined ? null : formatExact(rational(to, unit)),
      rate: rateText(settled, bandRate(settled, job, rate)),
      part: formatExact(rational(part, unit)),
      ...(single && {
        at: formatExact(rational(clamped(single.before < single.after ? single.before : single.after, from, to) - (from ?? 0n), unit)),
      }),
      earned: formatExact(rational(open ? part * rate : 0n, minor)),
      active: (from === undefined || position >= from) && (to === undefined || position < to),
    };
  });
}

function clamped(position: bigint, from: bigint | undefined, to: bigint | undefined): bigint {
  if (from !== undefined && position < from) return from;
  return to !== undefined && position > to ? to : position;
}
