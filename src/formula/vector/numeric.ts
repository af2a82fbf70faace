import { divide, isZero, ONE, type Rational } from "../../money/rational.ts";
import type { NumberColumn } from "../../table/column.ts";
import type { Expression } from "../expression.ts";
import { Failure } from "../outcome.ts";
import { columnsOf, constantOutcome, type Sources } from "./source.ts";

/**
 * Numbers of many rows as whole numbers scaled by 10^scale, all below 2^53 in size, NaN where there is none.
 * Rows that could not be kept exact this way are added to `uncertain` and computed by fractions instead.
 */
export type NumericVector = { readonly scale: number; readonly read: (count: number, uncertain: Set<number>) => Float64Array };
export type NumericConstant = { readonly constant: Rational };
export type Numeric = NumericVector | NumericConstant;

const SCALE_MAX = 15;

/** The fast form of a numeric part, or undefined when it has none. Constants without value have none either. */
export function compileNumeric(expression: Expression, sources: Sources): Numeric | undefined {
  if (columnsOf(expression, sources).length === 0) {
    const outcome = constantOutcome(expression, sources);
    return typeof outcome === "object" && !(outcome instanceof Failure) ? { constant: outcome } : undefined;
  }
  switch (expression.kind) {
    case "name": {
      const column = sources.get(expression.name);
      return column?.type === "number" ? columnVector(column) : undefined;
    }
    case "negate":
      return times(compileNumeric(expression.operand, sources), { unscaled: -1, scale: 0 });
    case "percent":
      return times(compileNumeric(expression.operand, sources), { unscaled: 1, scale: 2 });
    case "operation": {
      const left = compileNumeric(expression.left, sources);
      const right = compileNumeric(expression.right, sources);
      if (!left || !right) return undefined;
      switch (expression.operation) {
        case "add":
          return combine(vectorOf(left), vectorOf(right), 1);
        case "subtract":
          return combine(vectorOf(left), vectorOf(right), -1);
        case "multiply":
          return "constant" in right
            ? times(left, decimal(right.constant))
            : "constant" in left
              ? times(right, decimal(left.constant))
              : product(left, right);
        case "divide":
          return "constant" in right && !isZero(right.constant) ? times(left, decimal(divide(ONE, right.constant))) : undefined;
        default:
          return undefined;
      }
    }
    default:
      return undefined;
  }
}

function columnVector(column: NumberColumn): NumericVector {
  return {
    scale: column.scale,
    read(count, uncertain) {
      for (const row of column.wide?.keys() ?? []) if (row < count) uncertain.add(row);
      return column.values;
    },
  };
}

type SafeDecimal = { readonly unscaled: number; readonly scale: number };

/** A fraction that is a decimal small enough for exact arithmetic in plain numbers. */
function decimal(value: Rational): SafeDecimal | undefined {
  for (let scale = 0; scale <= SCALE_MAX; scale++) {
    const scaled = value.numerator * 10n ** BigInt(scale);
    if (scaled % value.denominator !== 0n) continue;
    const unscaled = Number(scaled / value.denominator);
    return Number.isSafeInteger(unscaled) ? { unscaled, scale } : undefined;
  }
  return undefined;
}

/** A constant beside a column in a sum: the same number in every row. */
function vectorOf(numeric: Numeric): NumericVector | undefined {
  if (!("constant" in numeric)) return numeric;
  const value = decimal(numeric.constant);
  return value && { scale: value.scale, read: (count) => new Float64Array(count).fill(value.unscaled) };
}

function isSafe(value: number): boolean {
  return value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER;
}

/** Keeps a result that is exact; a number that is not makes its row uncertain; NaN stays. Adding 0 turns -0 into 0. */
function keep(out: Float64Array, row: number, value: number, uncertain: Set<number>): void {
  if (isSafe(value)) {
    out[row] = value + 0;
    return;
  }
  if (!Number.isNaN(value)) uncertain.add(row);
  out[row] = Number.NaN;
}

function times(numeric: Numeric | undefined, factor: SafeDecimal | undefined): NumericVector | undefined {
  if (!numeric || "constant" in numeric || !factor) return undefined;
  const scale = numeric.scale + factor.scale;
  if (scale > SCALE_MAX) return undefined;
  if (factor.unscaled === 1) return { scale, read: numeric.read };
  return {
    scale,
    read(count, uncertain) {
      const values = numeric.read(count, uncertain);
      const out = new Float64Array(count);
      for (let row = 0; row < count; row++) keep(out, row, (values[row] ?? Number.NaN) * factor.unscaled, uncertain);
      return out;
    },
  };
}

function product(left: NumericVector, right: NumericVector): NumericVector | undefined {
  const scale = left.scale + right.scale;
  if (scale > SCALE_MAX) return undefined;
  return {
    scale,
    read(count, uncertain) {
      const [a, b] = [left.read(count, uncertain), right.read(count, uncertain)];
      const out = new Float64Array(count);
      for (let row = 0; row < count; row++) keep(out, row, (a[row] ?? Number.NaN) * (b[row] ?? Number.NaN), uncertain);
      return out;
    },
  };
}

/** The same numbers at a scale that is not below their own: each times 10^d ÷ 10^d. */
export function atScale(numeric: NumericVector, scale: number): NumericVector | undefined {
  const digits = scale - numeric.scale;
  return times(numeric, { unscaled: 10 ** digits, scale: digits });
}

function combine(left: NumericVector | undefined, right: NumericVector | undefined, sign: 1 | -1): NumericVector | undefined {
  if (!left || !right) return undefined;
  const scale = Math.max(left.scale, right.scale);
  const [alignedLeft, alignedRight] = [atScale(left, scale), atScale(right, scale)];
  if (!alignedLeft || !alignedRight) return undefined;
  return {
    scale,
    read(count, uncertain) {
      const [a, b] = [alignedLeft.read(count, uncertain), alignedRight.read(count, uncertain)];
      const out = new Float64Array(count);
      for (let row = 0; row < count; row++) keep(out, row, (a[row] ?? Number.NaN) + sign * (b[row] ?? Number.NaN), uncertain);
      return out;
    },
  };
}
