import { formatExact } from "../money/decimal.ts";
import type { Expression } from "./expression.ts";
import type { ComparisonOperator } from "./syntax.ts";
import { type DescribePart, SUM } from "./words.ts";

const COMPARISON: Record<ComparisonOperator, string> = {
  "=": "is",
  "<>": "is not",
  "<": "is below",
  "<=": "is at most",
  ">": "is above",
  ">=": "is at least",
};
const DATE_COMPARISON: Record<ComparisonOperator, string> = {
  "=": "is",
  "<>": "is not",
  "<": "is before",
  "<=": "is on or before",
  ">": "is after",
  ">=": "is on or after",
};
const OPPOSITE: Record<ComparisonOperator, ComparisonOperator> = { "=": "<>", "<>": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

/** "amount is at least 10,000"; with `negated` its opposite. */
export function describeComparison(
  { operator, left, right }: Extract<Expression, { kind: "comparison" }>,
  part: DescribePart,
  negated = false,
): string {
  const words = left.type === "Date" ? DATE_COMPARISON : COMPARISON;
  return `${part(left, SUM)} ${words[negated ? OPPOSITE[operator] : operator]} ${describeYear(left, right) ?? part(right, SUM)}`;
}

/** Years are written without thousands separators. */
function describeYear(left: Expression, right: Expression): string | undefined {
  const isYear = left.kind === "call" && left.definition.name === "YEAR";
  return isYear && right.kind === "constant" && typeof right.value === "object" ? formatExact(right.value) : undefined;
}
