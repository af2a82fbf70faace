import { parseDecimal, toRational } from "../../money/decimal.ts";
import { compare, divide, negate, type Rational, rational } from "../../money/rational.ts";
import { roundTo } from "../../money/round.ts";
import { DIGITS_MAX } from "../limits.ts";
import { Failure, type Outcome } from "../outcome.ts";
import type { Value } from "../value.ts";
import { type FunctionDefinition, NUMERIC, ORDERED } from "./definition.ts";
import { asNumber, asText, asWhole, strict } from "./strict.ts";

/** Numbers by value, dates by day: both are of one type, the checker has seen to it. */
function isBelow(a: Value, b: Value): boolean {
  return typeof a === "object" && typeof b === "object" ? compare(a, b) < 0 : a < b;
}

function extreme(values: readonly Value[], beats: (a: Value, b: Value) => boolean): Outcome {
  return values.reduce((best, value) => (beats(value, best) ? value : best));
}

type Round = (value: Rational, digits: number) => bigint;

const towardsZero: Round = (value, digits) => (value.numerator * 10n ** BigInt(digits)) / value.denominator;
const awayFromZero: Round = (value, digits) => {
  const cut = towardsZero(value, digits);
  const exact = cut * value.denominator === value.numerator * 10n ** BigInt(digits);
  return exact ? cut : cut + (value.numerator < 0n ? -1n : 1n);
};

/** At `digits` decimals; negative digits round to tens, hundreds …, as in Excel. */
function rounded(values: readonly Value[], round: Round): Outcome {
  const value = asNumber(values[0]);
  const digits = asWhole(values[1]);
  if (digits === undefined || Math.abs(digits) > DIGITS_MAX)
    return new Failure("out-of-range", `The digits of a rounding must be from -${DIGITS_MAX} to ${DIGITS_MAX}.`);
  const unit = 10n ** BigInt(Math.abs(digits));
  return digits >= 0 ? rational(round(value, digits), unit) : rational(round(divide(value, rational(unit)), 0) * unit);
}

/** Reads `12.5` and `5%`. Blank text is blank. */
function valueOf(text: string): Outcome {
  const trimmed = text.trim();
  if (trimmed === "") return new Failure("blank", "The text that VALUE reads is blank. Use IFBLANK to say what then.");
  const percent = trimmed.endsWith("%");
  const decimal = parseDecimal(percent ? trimmed.slice(0, -1).trimEnd() : trimmed);
  if (!decimal)
    return new Failure("not-a-number", `VALUE cannot read "${trimmed.slice(0, 60)}". Write a plain number such as 1234.56 or 5%.`);
  return percent ? divide(toRational(decimal), rational(100n)) : toRational(decimal);
}

const VALUES = { name: "value", types: NUMERIC, group: "values" } as const;
const DIGITS = { name: "digits", types: ["Number"] } as const;

export const NUMBER: readonly FunctionDefinition[] = [
  {
    name: "MIN",
    help: "The smallest of the values, or the earliest of the dates",
    parameters: [{ name: "value", types: ORDERED, group: "values" }],
    repeats: 1,
    result: "values",
    examples: [["MIN(3, 1, 2)", "1"]],
    evaluate: strict((values) => extreme(values, isBelow)),
  },
  {
    name: "MAX",
    help: "The largest of the values, or the latest of the dates",
    parameters: [{ name: "value", types: ORDERED, group: "values" }],
    repeats: 1,
    result: "values",
    examples: [["MAX(3, 1, 2)", "3"]],
    evaluate: strict((values) => extreme(values, (a, b) => isBelow(b, a))),
  },
  {
    name: "ABS",
    help: "The value without its sign",
    parameters: [VALUES],
    result: "values",
    examples: [["ABS(-2.5)", "2.5"]],
    evaluate: strict(([value]) => (asNumber(value).numerator < 0n ? negate(asNumber(value)) : asNumber(value))),
  },
  {
    name: "ROUND",
    help: "Rounded to so many decimals, half away from zero; negative digits round to tens or hundreds",
    parameters: [VALUES, DIGITS],
    result: "values",
    examples: [
      ["ROUND(2.345, 2)", "2.35"],
      ["ROUND(1250, -2)", "1300"],
    ],
    evaluate: strict((values) => rounded(values, (value, digits) => roundTo(value, digits, "half-up"))),
  },
  {
    name: "ROUNDUP",
    help: "Rounded away from zero to so many decimals",
    parameters: [VALUES, DIGITS],
    result: "values",
    examples: [
      ["ROUNDUP(2.341, 2)", "2.35"],
      ["ROUNDUP(-2.1, 0)", "-3"],
    ],
    evaluate: strict((values) => rounded(values, awayFromZero)),
  },
  {
    name: "ROUNDDOWN",
    help: "Rounded towards zero to so many decimals",
    parameters: [VALUES, DIGITS],
    result: "values",
    examples: [
      ["ROUNDDOWN(2.349, 2)", "2.34"],
      ["ROUNDDOWN(-2.9, 0)", "-2"],
    ],
    evaluate: strict((values) => rounded(values, towardsZero)),
  },
  {
    name: "VALUE",
    help: "The number that a text spells, such as 1234.56 or 5%",
    parameters: [{ name: "text", types: ["Text"] }],
    result: "Number",
    examples: [
      ['VALUE("12.50")', "12.5"],
      ['VALUE("5%")', "0.05"],
    ],
    evaluate: strict(([text]) => valueOf(asText(text))),
  },
];
