/** Exact fractions, slow and plain: [numerator, denominator], lowest terms, denominator above 0. */
export type Fraction = readonly [bigint, bigint];

export function fraction(numerator: bigint, denominator = 1n): Fraction {
  if (denominator === 0n) throw new RangeError("fraction over zero");
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  while (b > 0n) [a, b] = [b, a % b];
  const sign = denominator < 0n ? -1n : 1n;
  return a === 0n ? [0n, 1n] : [(sign * numerator) / a, (sign * denominator) / a];
}

export const ZERO: Fraction = [0n, 1n];
export const ONE: Fraction = [1n, 1n];

export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
export const minus = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[1] - b[0] * a[1], a[1] * b[1]);
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[0], a[1] * b[1]);
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[1], a[1] * b[0]);
export const negative = (a: Fraction): Fraction => [-a[0], a[1]];
export const sum = (list: readonly Fraction[]): Fraction => list.reduce(plus, ZERO);
export const less = (a: Fraction, b: Fraction): boolean => a[0] * b[1] < b[0] * a[1];
export const same = (a: Fraction, b: Fraction): boolean => a[0] === b[0] && a[1] === b[1];
export const smaller = (a: Fraction, b: Fraction): Fraction => (less(b, a) ? b : a);
export const larger = (a: Fraction, b: Fraction): Fraction => (less(a, b) ? b : a);

/** Whole number at or below. */
export function floor(a: Fraction): bigint {
  const cut = a[0] / a[1];
  return a[0] < 0n && cut * a[1] !== a[0] ? cut - 1n : cut;
}

/** Nearest whole number; a half goes away from zero (half-up) or to the even one. */
export function round(a: Fraction, mode: "half-up" | "half-even"): bigint {
  if (a[0] < 0n) return -round(negative(a), mode);
  const below = floor(a);
  const rest = times(minus(a, [below, 1n]), [2n, 1n]);
  if (less(rest, ONE)) return below;
  if (less(ONE, rest)) return below + 1n;
  return mode === "half-up" || below % 2n === 1n ? below + 1n : below;
}

/** 1250 with 2 decimals is 12.50. */
export function decimalText(unscaled: bigint, decimals: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(decimals + 1, "0");
  const cut = digits.length - decimals;
  return (unscaled < 0n ? "-" : "") + digits.slice(0, cut) + (decimals > 0 ? `.${digits.slice(cut)}` : "");
}

/** In full up to 12 decimals, else cut there after a ≈. */
export function exactText(a: Fraction): string {
  const scaled = times(a, [10n ** 12n, 1n]);
  const text = decimalText(round(scaled, "half-up"), 12).replace(/\.?0+$/, "");
  const clean = text === "-0" || text === "" ? "0" : text;
  return scaled[1] === 1n ? clean : `≈${clean}`;
}

/**
 * A whole number in parts: each the floor of its exact part, what is left over to the largest remainders, the earlier first;
 * what is over-given is taken from the smallest remainders, the later first.
 */
export function parts(whole: bigint, exact: readonly Fraction[]): bigint[] {
  const given = exact.map(floor);
  const rest = exact.map((part, index) => minus(part, [given[index] ?? 0n, 1n]));
  const order = exact
    .map((_, index) => index)
    .sort((a, b) => {
      const [x, y] = [rest[a] ?? ZERO, rest[b] ?? ZERO];
      return less(y, x) ? -1 : less(x, y) ? 1 : a - b;
    });
  let left = whole - given.reduce((a, b) => a + b, 0n);
  for (const index of order) if (left > 0n) [given[index], left] = [(given[index] ?? 0n) + 1n, left - 1n];
  for (const index of order.toReversed()) if (left < 0n) [given[index], left] = [(given[index] ?? 0n) - 1n, left + 1n];
  if (left !== 0n) throw new RangeError("these are no parts of the whole");
  return given;
}

/** A whole by shares that sum to 1; below zero the parts are those of the positive whole, with minus. */
export function byShares(whole: bigint, shares: readonly Fraction[]): bigint[] {
  if (whole < 0n) return byShares(-whole, shares).map((part) => -part);
  return parts(
    whole,
    shares.map((share) => times(share, [whole, 1n])),
  );
}
