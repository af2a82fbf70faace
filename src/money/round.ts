import type { Rational } from "./rational.ts";

/** half-up rounds half away from zero (the default of commercial practice); half-even is banker's rounding. */
export type RoundingMode = "half-up" | "half-even";

/** Quotient rounded towards negative infinity. */
export function divideFloor(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const exact = quotient * denominator === numerator;
  return exact || numerator < 0n === denominator < 0n ? quotient : quotient - 1n;
}

/** numerator ÷ denominator (denominator above 0) rounded to a whole number. */
export function divideRound(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const quotient = magnitude / denominator;
  const twice = (magnitude - quotient * denominator) * 2n;
  const up = twice > denominator || (twice === denominator && (mode === "half-up" || quotient % 2n === 1n));
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

/** `value` rounded to `digits` decimals, as an integer scaled by 10^digits: 1.005 at 2 digits is 101n half-up. */
export function roundTo(value: Rational, digits: number, mode: RoundingMode): bigint {
  return divideRound(value.numerator * 10n ** BigInt(digits), value.denominator, mode);
}
