import type { Rational } from "../../money/rational.ts";
import { leastCommonMultiple } from "../crediting/shares.ts";
import type { Band, Schedule, Threshold } from "./schedule.ts";
import type { UnitTerms } from "./terms.ts";

/** A point of the position in whole numbers of the scale: `factor` as it is, or times the unscaled quota. */
export type ScaledPoint = { readonly factor: bigint; readonly ofQuota: boolean };

/**
 * Terms in whole numbers. Values of the measure times `stretch` are positions; a part of the position times a rate is an earning in
 * `1 / denominator` of the currency's minor unit, and so are all amounts. Nothing is rounded.
 */
export type ScaledTerms = {
  readonly shape: Schedule["shape"];
  readonly stretch: bigint;
  readonly denominator: bigint;
  /** Start of band k + 1. For `once` the one threshold. */
  readonly edges: readonly ScaledPoint[];
  readonly rates: readonly bigint[];
  /** Start of the part that an `above-gate` gate pays. */
  readonly paidFrom?: ScaledPoint;
  /** Of `once` and, for a whole credit, `each`. */
  readonly amount: bigint;
  readonly dealCap?: bigint;
  readonly dealFloor?: bigint;
  readonly cap?: bigint;
  readonly floor?: bigint;
};

/** What the numbers of a unit count in: values of the measure in 1 / `measure`, quotas in 10^-`quotaScale`, shares in 1 / `share`. */
export type Scales = { readonly measure: bigint; readonly quotaScale: number; readonly share: bigint; readonly minorDigits: number };

function common(values: readonly Rational[]): bigint {
  return values.reduce((denominator, value) => leastCommonMultiple(denominator, value.denominator), 1n);
}

export function scaleTerms(terms: UnitTerms, { measure, quotaScale, share, minorDigits }: Scales): ScaledTerms {
  const { schedule } = terms;
  const bands: readonly Band[] = schedule.shape === "bands" || schedule.shape === "whole" ? schedule.bands : [];
  const points = [
    ...bands.slice(1).flatMap(({ from }) => from ?? []),
    ...(schedule.shape === "once" ? [schedule.at] : []),
    ...(terms.gate?.aboveOnly ? [terms.gate.at] : []),
  ];
  const quotaUnit = 10n ** BigInt(quotaScale);
  const stretch =
    leastCommonMultiple(common(points.map(({ value }) => value)) * (points.some(({ ofQuota }) => ofQuota) ? quotaUnit : 1n), measure) /
    measure;
  const position = measure * stretch;
  const point = ({ value, ofQuota }: Threshold): ScaledPoint => ({
    ofQuota,
    factor: (value.numerator * position) / (value.denominator * (ofQuota ? quotaUnit : 1n)),
  });
  const minor = 10n ** BigInt(minorDigits);
  const rates = bands.map(({ rate }) => rate);
  const perPart = common(rates) * position;
  const amounts = ["once", "each"].includes(schedule.shape) && "amount" in schedule ? [schedule.amount] : [];
  const money = [...amounts, ...[terms.dealCap, terms.dealFloor, terms.cap, terms.floor].filter((bound) => bound !== undefined)];
  const whole = leastCommonMultiple(perPart, common(money) * (schedule.shape === "each" ? share : 1n));
  const divisor = greatestCommonDivisor(whole, minor);
  const denominator = whole / divisor;
  const unit = minor / divisor;
  const scaledAmount = (amount: Rational): bigint => (amount.numerator * whole * unit) / amount.denominator;
  return {
    shape: schedule.shape,
    stretch,
    denominator,
    edges: [...bands.slice(1).flatMap(({ from }) => from ?? []), ...(schedule.shape === "once" ? [schedule.at] : [])].map(point),
    rates: rates.map((rate) => (rate.numerator * (whole / position) * unit) / rate.denominator),
    ...(terms.gate?.aboveOnly && { paidFrom: point(terms.gate.at) }),
    amount: amounts[0] ? scaledAmount(amounts[0]) : 0n,
    ...(terms.dealCap && { dealCap: scaledAmount(terms.dealCap) }),
    ...(terms.dealFloor && { dealFloor: scaledAmount(terms.dealFloor) }),
    ...(terms.cap && { cap: scaledAmount(terms.cap) }),
    ...(terms.floor && { floor: scaledAmount(terms.floor) }),
  };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** A curve in whole numbers: what a position from ever up to x has earned is rate × x + offset of its band. */
export type Curve<N> = { readonly edges: readonly N[]; readonly rates: readonly N[]; readonly offsets: readonly N[] };

/** The terms' bands for one quota (unscaled), with nothing paid below `paidFrom`. `rateOfAll`: one rate for every band (whole-amount tiers). */
export function curveOf({ edges, rates, paidFrom }: ScaledTerms, quota: bigint, rateOfAll?: bigint): Curve<bigint> {
  const at = ({ factor, ofQuota }: ScaledPoint): bigint => (ofQuota ? factor * quota : factor);
  let bounds = rateOfAll === undefined ? edges.map(at) : [];
  let paid = rateOfAll === undefined ? [...rates] : [rateOfAll];
  if (paidFrom) {
    const gate = at(paidFrom);
    const band = bounds.filter((bound) => bound <= gate).length;
    bounds = [gate, ...bounds.slice(band)];
    paid = [0n, ...paid.slice(band)];
  }
  const offsets = [0n];
  bounds.forEach((bound, band) => offsets.push((offsets[band] ?? 0n) + ((paid[band] ?? 0n) - (paid[band + 1] ?? 0n)) * bound));
  return { edges: bounds, rates: paid, offsets };
}
