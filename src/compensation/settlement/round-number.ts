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
