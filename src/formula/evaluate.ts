import { compare, divide, negate, rational } from "../money/rational.ts";
import { calculate } from "./arithmetic.ts";
import type { EvaluationError } from "./error.ts";
import type { CheckedFormula, Expression, Operation } from "./expression.ts";
import { dateOutOfRange, isDateInRange } from "./functions/date.ts";
import { asDay, asNumber, asText } from "./functions/strict.ts";
import { Failure, type Outcome } from "./outcome.ts";
import { printName } from "./print.ts";
import type { ComparisonOperator } from "./syntax.ts";
import { limitedText, textOf } from "./text-value.ts";
import { foldCase, type Lookup, type Value } from "./value.ts";

export type Evaluation = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: EvaluationError };

/**
 * The exact value of a checked formula. A blank number, date or boolean is an error of kind blank that names it,
 * never 0; a blank text is the empty text. Throws TypeError only when `lookup` gives values of other types than the scope declared.
 */
export function evaluate(formula: CheckedFormula, lookup: Lookup): Evaluation {
  const outcome = outcomeOf(formula.expression, lookup);
  if (!(outcome instanceof Failure)) return { ok: true, value: outcome };
  const { kind, message, from, to, name } = outcome.at(formula.expression);
  return { ok: false, error: { kind, message, from, to, ...(name !== undefined && { name }) } };
}

/** As `evaluate`, for a part of a formula. */
export function outcomeOf(expression: Expression, lookup: Lookup): Outcome {
  switch (expression.kind) {
    case "constant":
      return expression.value;
    case "name":
      return lookup(expression.name) ?? (expression.type === "Text" ? "" : blank(expression));
    case "negate": {
      const operand = outcomeOf(expression.operand, lookup);
      return operand instanceof Failure ? operand : negate(asNumber(operand));
    }
    case "percent": {
      const operand = outcomeOf(expression.operand, lookup);
      return operand instanceof Failure ? operand : divide(asNumber(operand), HUNDRED);
    }
    case "operation":
    case "comparison": {
      const left = outcomeOf(expression.left, lookup);
      if (left instanceof Failure) return left;
      const right = outcomeOf(expression.right, lookup);
      if (right instanceof Failure) return right;
      if (expression.kind === "comparison") return holds(expression.operator, compareValues(left, right));
      const result = operate(expression.operation, left, right);
      return result instanceof Failure ? result.at(expression) : result;
    }
    case "call": {
      const result = expression.definition.evaluate(expression.arguments.map((argument) => () => outcomeOf(argument, lookup)));
      return result instanceof Failure ? result.at(expression) : result;
    }
  }
}

const HUNDRED = rational(100n);

function blank(expression: Extract<Expression, { kind: "name" }>): Failure {
  const name = printName(expression.name);
  return new Failure("blank", `${name} is blank. Fill it in, or say what then with IFBLANK(${name}, …).`, expression);
}

function operate(operation: Operation, left: Value, right: Value): Outcome {
  switch (operation) {
    case "join":
      return limitedText([textOf(left), textOf(right)]);
    case "days-between":
      return rational(BigInt(asDay(left) - asDay(right)));
    case "add-days":
      return typeof left === "number" ? dayAfter(left, right, 1n) : dayAfter(asDay(right), left, 1n);
    case "subtract-days":
      return dayAfter(asDay(left), right, -1n);
    default:
      return calculate(operation, asNumber(left), asNumber(right));
  }
}

const DAYS_MAX = 10_000_000n;

function dayAfter(day: number, days: Value, sign: bigint): Outcome {
  const { numerator, denominator } = asNumber(days);
  if (denominator !== 1n) return new Failure("out-of-range", "A Date takes whole days. Round the number first.");
  if (numerator > DAYS_MAX || numerator < -DAYS_MAX) return dateOutOfRange();
  const result = day + Number(sign * numerator);
  return isDateInRange(result) ? result : dateOutOfRange();
}

/** Negative, zero or positive; texts without regard to case, by their letters' code points; FALSE before TRUE. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === "object") return compare(a, asNumber(b));
  if (typeof a === "string") {
    const [left, right] = [foldCase(a), foldCase(asText(b))];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return Number(a) - Number(b);
}

export function holds(operator: ComparisonOperator, order: number): boolean {
  switch (operator) {
    case "=":
      return order === 0;
    case "<>":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}
