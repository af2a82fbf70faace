import { BLANK_DAY } from "../../table/column.ts";
import { type Day, OPEN_END, OPEN_START } from "../../calendar/day.ts";
import type { BinaryRow } from "./binary-copy.ts";

/** 2000-01-01, from which PostgreSQL counts days. */
const EPOCH_2000: Day = 10_957;
const INFINITY_DAYS = 2_147_483_647;
const MINUS_INFINITY_DAYS = -2_147_483_648;

/** A `date` field; infinity becomes the open end, null BLANK_DAY. */
export function dayField(row: BinaryRow, field: number): Day {
  if (row.lengths[field] === -1) return BLANK_DAY;
  const days = row.bytes.readInt32BE(row.starts[field]);
  if (days === INFINITY_DAYS) return OPEN_END;
  return days === MINUS_INFINITY_DAYS ? OPEN_START : days + EPOCH_2000;
}

/** A `bigint` field that is not null. Throws RangeError beyond 2^53. */
export function integerField(row: BinaryRow, field: number): number {
  const value = Number(row.bytes.readBigInt64BE(row.starts[field]));
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is beyond 2^53`);
  return value;
}

/** A `text` field; undefined: null. */
export function textField(row: BinaryRow, field: number): string | undefined {
  const start = row.starts[field] ?? 0;
  const length = row.lengths[field] ?? -1;
  return length === -1 ? undefined : row.bytes.toString("utf8", start, start + length);
}

const NEGATIVE = 0x4000;
/** Above it stand NaN and the infinities of numeric. */
const SPECIAL = 0xc000;
const DIGITS_SAFE_MAX = 3;
const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/**
 * A `numeric` field as a whole number scaled by 10^scale, exact: a number while it is a safe integer, else a bigint; undefined: null.
 * Digits stand in groups of four: value = Σ group × 10000^(weight − index). Throws RangeError when `scale` would lose digits.
 */
export function numericField(row: BinaryRow, field: number, scale: number): number | bigint | undefined {
  if (row.lengths[field] === -1) return undefined;
  const { bytes } = row;
  const start = row.starts[field] ?? 0;
  const groups = bytes.readUInt16BE(start);
  const weight = bytes.readInt16BE(start + 2);
  const sign = bytes.readUInt16BE(start + 4);
  if (sign >= SPECIAL) throw new RangeError("A number of the database is NaN or infinite");
  if (groups === 0) return 0;
  const exponent = 4 * (weight - groups + 1) + scale;
  if (groups <= DIGITS_SAFE_MAX && exponent < POWERS.length && exponent > -4) {
    let value = 0;
    for (let group = 0; group < groups; group += 1) value = value * 10_000 + bytes.readUInt16BE(start + 8 + 2 * group);
    const scaled = exponent >= 0 ? value * (POWERS[exponent] ?? 1) : value / (POWERS[-exponent] ?? 1);
    if (Number.isSafeInteger(scaled)) return sign === NEGATIVE ? -scaled : scaled;
  }
  return wideNumeric(bytes, start, groups, exponent, sign === NEGATIVE);
}

function wideNumeric(bytes: Buffer, start: number, groups: number, exponent: number, negative: boolean): number | bigint {
  let value = 0n;
  for (let group = 0; group < groups; group += 1) value = value * 10_000n + BigInt(bytes.readUInt16BE(start + 8 + 2 * group));
  if (exponent >= 0) value *= 10n ** BigInt(exponent);
  else {
    const divisor = 10n ** BigInt(-exponent);
    if (value % divisor !== 0n) throw new RangeError("A number of the database has more decimals than its column was measured to have");
    value /= divisor;
  }
  if (negative) value = -value;
  const narrow = Number(value);
  return Number.isSafeInteger(narrow) ? narrow : value;
}

/** Decimals that a `numeric` field is written with, trailing zeros included; undefined: null. */
export function numericDecimals(row: BinaryRow, field: number): number | undefined {
  return row.lengths[field] === -1 ? undefined : row.bytes.readUInt16BE((row.starts[field] ?? 0) + 6);
}
