import { type Rational, scaled } from "./rational.ts";
import { roundTo, type RoundingMode } from "./round.ts";

/** A decimal as written: 12.50 is { unscaled: 1250n, scale: 2 }. */
export type Decimal = { readonly unscaled: bigint; readonly scale: number };

const PLAIN_DECIMAL = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/;

/** Reads a plain decimal such as `-1234.56`; anything else (grouping, exponent, blanks) gives undefined. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = PLAIN_DECIMAL.exec(text);
  if (!match) return undefined;
  const fraction = match[3] ?? "";
  const unscaled = BigInt(match[2] + fraction);
  return { unscaled: match[1] === "-" ? -unscaled : unscaled, scale: fraction.length };
}

/** Drops trailing zeros: 12.50 becomes 12.5. */
export function normalise(decimal: Decimal): Decimal {
  let { unscaled, scale } = decimal;
  while (scale > 0 && unscaled % 10n === 0n) {
    unscaled /= 10n;
    scale -= 1;
  }
  return { unscaled, scale };
}

/** The same value at a larger scale. Throws RangeError when that would lose digits. */
export function rescale(decimal: Decimal, scale: number): bigint {
  if (scale >= decimal.scale) return decimal.unscaled * 10n ** BigInt(scale - decimal.scale);
  const divisor = 10n ** BigInt(decimal.scale - scale);
  if (decimal.unscaled % divisor !== 0n)
    throw new RangeError(`${formatScaled(decimal.unscaled, decimal.scale)} has more than ${scale} decimals`);
  return decimal.unscaled / divisor;
}

export function toRational(decimal: Decimal): Rational {
  return scaled(decimal.unscaled, decimal.scale);
}

/** An integer scaled by 10^scale in plain notation, all decimals kept: (1250n, 2) is "12.50". */
export function formatScaled(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const sign = unscaled < 0n ? "-" : "";
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(digits.length - scale)}`;
}

/** `formatScaled` of a whole number within 2^53. */
export function formatScaledNumber(unscaled: number, scale: number): string {
  const digits = String(Math.abs(unscaled)).padStart(scale + 1, "0");
  const sign = unscaled < 0 ? "-" : "";
  const point = digits.length - scale;
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Plain notation without zeros at the end of its decimals: "12.50" is "12.5", "3.00" is "3". */
export function trimDecimals(text: string): string {
  const point = text.indexOf(".");
  if (point < 0) return text;
  let end = text.length;
  while (text[end - 1] === "0") end -= 1;
  return text.slice(0, end - 1 === point ? point : end);
}

/** A fraction rounded to `digits` decimals in plain notation. */
export function formatRational(value: Rational, digits: number, mode: RoundingMode = "half-up"): string {
  return formatScaled(roundTo(value, digits, mode), digits);
}

/** Decimals of an exact amount that is shown in full. */
export const EXACT_DIGITS_MAX = 12;

/** A fraction in full when it is a finite decimal of at most `digitsMax` decimals, else rounded there with a leading "≈". */
export function formatExact(value: Rational, digitsMax = EXACT_DIGITS_MAX): string {
  const trimmed = trimDecimals(formatRational(value, digitsMax));
  const parsed = parseDecimal(trimmed);
  const exact = parsed && parsed.unscaled * value.denominator === value.numerator * 10n ** BigInt(parsed.scale);
  return exact ? trimmed : `≈${trimmed}`;
}
