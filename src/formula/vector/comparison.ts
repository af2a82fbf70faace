import { multiply, rational, type Rational, ZERO } from "../../money/rational.ts";
import { divideFloor } from "../../money/round.ts";
import { inChunks } from "../../table/chunks.ts";
import { BLANK_DAY } from "../../table/column.ts";
import { outcomeOf } from "../evaluate.ts";
import type { Expression } from "../expression.ts";
import { Failure } from "../outcome.ts";
import type { ComparisonOperator } from "../syntax.ts";
import { isNumeric } from "../typing.ts";
import { atScale, compileNumeric, type NumericVector } from "./numeric.ts";
import { maskValue, NO_VALUE } from "./result.ts";
import { columnsOf, constantOutcome, rowLookup, type Sources } from "./source.ts";

type Comparison = Extract<Expression, { kind: "comparison" }>;

const MIRRORED: Record<ComparisonOperator, ComparisonOperator> = { "=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Decides a comparison of numbers or dates by loops over typed arrays. False: it has no such form, and `out` is untouched. */
export function fillComparison(comparison: Comparison, sources: Sources, out: Uint8Array): boolean {
  const { left, right, operator } = comparison;
  if (columnsOf(left, sources).length === 0)
    return (
      columnsOf(right, sources).length > 0 &&
      fillComparison({ ...comparison, left: right, right: left, operator: MIRRORED[operator] }, sources, out)
    );
  if (columnsOf(right, sources).length === 0 && constantOutcome(right, sources) instanceof Failure) {
    out.fill(NO_VALUE);
    return true;
  }
  if (left.type === "Date") return fillDates(comparison, sources, out);
  return isNumeric(left.type) && fillNumbers(comparison, sources, out);
}

function fillNumbers(comparison: Comparison, sources: Sources, out: Uint8Array): boolean {
  const left = compileNumeric(comparison.left, sources);
  const right = compileNumeric(comparison.right, sources);
  if (!left || !right || "constant" in left) return false;
  const uncertain = new Set<number>();
  if ("constant" in right) {
    const values = left.read(out.length, uncertain);
    fillRange(values, rangeOf(comparison.operator, right.constant, left.scale), out);
  } else if (!fillBoth(left, right, comparison.operator, uncertain, out)) return false;
  settle(comparison, sources, uncertain, out);
  return true;
}

function fillBoth(
  left: NumericVector,
  right: NumericVector,
  operator: ComparisonOperator,
  uncertain: Set<number>,
  out: Uint8Array,
): boolean {
  const scale = Math.max(left.scale, right.scale);
  const [a, b] = [atScale(left, scale)?.read(out.length, uncertain), atScale(right, scale)?.read(out.length, uncertain)];
  if (!a || !b) return false;
  const differences = new Float64Array(out.length);
  for (let row = 0; row < out.length; row++) differences[row] = (a[row] ?? Number.NaN) - (b[row] ?? Number.NaN);
  fillRange(differences, rangeOf(operator, ZERO, 0), out);
  return true;
}

/** What satisfies a comparison of whole numbers: all from `from` to `to`, both included; with `outside` all others. */
type Range = { readonly from: number; readonly to: number; readonly outside: 0 | 1 };

/** The range of `v operator bound` for whole v below 2^53 in size. A bound beyond that may lose digits: it stays beyond all of them. */
function rangeOf(operator: ComparisonOperator, bound: Rational, scale: number): Range {
  const { numerator, denominator } = multiply(bound, rational(10n ** BigInt(scale)));
  const floor = Number(divideFloor(numerator, denominator));
  const isWhole = denominator === 1n;
  switch (operator) {
    case "=":
    case "<>":
      return { from: isWhole ? floor : 1, to: isWhole ? floor : 0, outside: operator === "=" ? 0 : 1 };
    case ">":
      return { from: floor + 1, to: Number.POSITIVE_INFINITY, outside: 0 };
    case ">=":
      return { from: isWhole ? floor : floor + 1, to: Number.POSITIVE_INFINITY, outside: 0 };
    case "<":
      return { from: Number.NEGATIVE_INFINITY, to: isWhole ? floor - 1 : floor, outside: 0 };
    case "<=":
      return { from: Number.NEGATIVE_INFINITY, to: floor, outside: 0 };
  }
}

// The loops have no branches: on mixed data a mispredicted branch costs five times the comparison.

function fillRange(values: Float64Array, range: Range, out: Uint8Array): void {
  inChunks(out.length, (start, end) => fillRangeOf(values, range, out, start, end));
}

function fillRangeOf(values: Float64Array, { from, to, outside }: Range, out: Uint8Array, start: number, end: number): void {
  for (let row = start; row < end; row++) {
    const value = values[row] ?? Number.NaN;
    const hasValue = Number(value === value); // NaN alone differs from itself
    out[row] = ((Number(value >= from) & Number(value <= to)) ^ outside) * hasValue + NO_VALUE * (1 - hasValue);
  }
}

function fillDayRange(days: Int32Array, range: Range, out: Uint8Array): void {
  inChunks(out.length, (start, end) => fillDayRangeOf(days, range, out, start, end));
}

function fillDayRangeOf(days: Int32Array, { from, to, outside }: Range, out: Uint8Array, start: number, end: number): void {
  for (let row = start; row < end; row++) {
    const day = days[row] ?? BLANK_DAY;
    const hasValue = Number(day !== BLANK_DAY);
    out[row] = ((Number(day >= from) & Number(day <= to)) ^ outside) * hasValue + NO_VALUE * (1 - hasValue);
  }
}

/** Only `name operator day` has this form. */
function fillDates({ left, operator, right }: Comparison, sources: Sources, out: Uint8Array): boolean {
  const column = left.kind === "name" ? sources.get(left.name) : undefined;
  if (column?.type !== "date" || columnsOf(right, sources).length > 0) return false;
  const bound = constantOutcome(right, sources);
  if (typeof bound !== "number") return false;
  fillDayRange(column.days, rangeOf(operator, rational(BigInt(bound)), 0), out);
  return true;
}

/** Rows that the fast loops could not keep exact are decided by fractions. */
function settle(comparison: Comparison, sources: Sources, rows: Iterable<number>, out: Uint8Array): void {
  const { lookup, move } = rowLookup(sources);
  for (const row of rows) {
    move(row);
    out[row] = maskValue(outcomeOf(comparison, lookup));
  }
}
