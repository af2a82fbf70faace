import { SAFE } from "../crediting/shares.ts";
import type { ScaledTerms } from "../earning/scale.ts";

/** Scaled terms as numbers, to be multiplied by a unit's quota where `ofQuota` says so. Absent bounds are infinite, which bounds nothing. */
export type NarrowTerms = {
  readonly shape: ScaledTerms["shape"];
  readonly stretch: number;
  readonly denominator: number;
  readonly amount: number;
  readonly factors: Float64Array;
  readonly ofQuota: Uint8Array;
  readonly rates: Float64Array;
  readonly paidFrom: { readonly factor: number; readonly ofQuota: boolean } | undefined;
  readonly steepest: number;
  readonly dealCap: number;
  readonly dealFloor: number;
  readonly cap: number;
  readonly floor: number;
  /** What one credit may add to a sum besides its curve: the bounds on one deal, an amount, one rounding. */
  readonly each: number;
  readonly bounds: number;
};

/** Undefined when one of the numbers does not fit 2^53 by itself. */
export function narrowTerms(terms: ScaledTerms): NarrowTerms | undefined {
  const optional = [terms.dealCap, terms.dealFloor, terms.cap, terms.floor].filter((bound) => bound !== undefined);
  const all = [
    terms.stretch,
    terms.denominator,
    terms.amount,
    ...terms.edges.map(({ factor }) => factor),
    ...terms.rates,
    ...(terms.paidFrom ? [terms.paidFrom.factor] : []),
    ...optional,
  ];
  if (all.some((value) => value > BigInt(SAFE) || value < -BigInt(SAFE))) return undefined;
  const rates = Float64Array.from(terms.rates, Number);
  const sizes = optional.map((bound) => Math.abs(Number(bound)));
  const [amount, denominator] = [Number(terms.amount), Number(terms.denominator)];
  return {
    shape: terms.shape,
    stretch: Number(terms.stretch),
    denominator,
    amount,
    rates,
    factors: Float64Array.from(terms.edges, ({ factor }) => Number(factor)),
    ofQuota: Uint8Array.from(terms.edges, ({ ofQuota }) => (ofQuota ? 1 : 0)),
    paidFrom: terms.paidFrom && { factor: Number(terms.paidFrom.factor), ofQuota: terms.paidFrom.ofQuota },
    steepest: rates.reduce((most, rate) => Math.max(most, Math.abs(rate)), 0),
    dealCap: terms.dealCap === undefined ? Number.POSITIVE_INFINITY : Number(terms.dealCap),
    dealFloor: terms.dealFloor === undefined ? Number.NEGATIVE_INFINITY : Number(terms.dealFloor),
    cap: terms.cap === undefined ? Number.POSITIVE_INFINITY : Number(terms.cap),
    floor: terms.floor === undefined ? Number.NEGATIVE_INFINITY : Number(terms.floor),
    each: denominator + Math.abs(amount) + sizes.reduce((sum, size) => sum + size, 0),
    bounds: sizes.reduce((sum, size) => sum + size, 0),
  };
}
