import type { RoundingMode } from "../../money/round.ts";

/** numerator ÷ denominator rounded to a whole number; both whole, |numerator| + denominator below 2^52, so every step is exact. */
export function roundQuotient(numerator: number, denominator: number, mode: RoundingMode): number {
  const size = Math.abs(numerator);
  const floor = Math.floor(size / denominator);
  const twice = (size - floor * denominator) * 2;
  const up = twice > denominator || (twice === denominator && (mode === "half-up" || floor % 2 === 1));
  const rounded = up ? floor + 1 : floor;
  return numerator < 0 ? -rounded : rounded;
}

/**
 * `roundQuotient` of the places `[from, to)` into another column; returns the sum of the rounded. Without a branch on the remainder, which
 * could only be guessed: half up is the floor of the quotient and a half.
 */
export function roundEach(
  numerators: Float64Array,
  rounded: Float64Array,
  from: number,
  to: number,
  denominator: number,
  mode: RoundingMode,
): number {
  const isEven = mode === "half-even";
  let sum = 0;
  for (let index = from; index < to; index++) {
    const numerator = numerators[index]!;
    const twice = Math.abs(numerator) * 2 + denominator;
    let size = Math.floor(twice / (denominator * 2));
    if (isEven && size * denominator * 2 === twice && size % 2 === 1) size -= 1;
    const value = numerator < 0 ? -size : size;
    rounded[index] = value;
    sum += value;
  }
  return sum;
}
