import { type Day, dayOf } from "../../calendar/day.ts";
import { isBusinessDate } from "../../table/parse-date.ts";
import type { CopyBuffer } from "./copy-buffer.ts";

/**
 * Cells in their plainest form, taken without an object a cell. Whatever these do not take goes to `cellReader`,
 * which alone decides what is right: they accept only what it reads to the same value.
 */

/** The day of `2014-02-28`; undefined when the text is anything else. */
export function plainDay(text: string): Day | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== MINUS || text.charCodeAt(7) !== MINUS) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const found = year < 0 || month < 0 || day < 0 ? undefined : dayOf(year, month, day);
  return found !== undefined && isBusinessDate(found) ? found : undefined;
}
const MINUS = 45;

function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
const ZERO = 48;
const POINT = 46;
/** So many digits stay within 2^53. */
const PLAIN_DIGITS_MAX = 15;

/** Writes `-1234.56` with at most `decimalsMax` decimals; false when the text is anything else. */
export function writePlainNumber(out: CopyBuffer, text: string, decimalsMax: number): boolean {
  const { length } = text;
  const negative = text.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  if (length === start || length - start > PLAIN_DIGITS_MAX + 1) return false;
  let value = 0;
  let point = -1;
  for (let index = start; index < length; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (text.charCodeAt(index) === POINT && point < 0 && index > start && index < length - 1) point = index;
    else return false;
  }
  const scale = point < 0 ? 0 : length - 1 - point;
  const whole = (point < 0 ? length : point) - start;
  if (scale > decimalsMax || whole + decimalsMax > PLAIN_DIGITS_MAX) return false;
  out.scaled(value, scale, negative);
  return true;
}
