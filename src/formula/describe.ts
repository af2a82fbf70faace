import { formatDay } from "../calendar/day.ts";
import { formatExact } from "../money/decimal.ts";
import type { Rational } from "../money/rational.ts";
import { describeCall } from "./describe-call.ts";
import { outcomeOf } from "./evaluate.ts";
import { type CheckedFormula, type Expression, namesOf, type Operation } from "./expression.ts";
import type { ComparisonOperator } from "./syntax.ts";

/** A formula in plain words for explanations: "product family is GTK and amount is at least 10,000". Names are spelt out, `transaction.` goes without saying. */
export function describe(formula: CheckedFormula): string {
  return describePart(formula.expression, LOOSEST);
}

/** How tightly words bind; a part that binds less than its place asks for stands in brackets. */
export const LOOSEST = 0;
export const CONDITION = 1;
export const SUM = 2;
export const FACTOR = 3;
export const TIGHTEST = 4;

export function describePart(expression: Expression, tightness: number): string {
  const [words, own] = wordsOf(expression);
  return own < tightness ? `(${words})` : words;
}

type Words = readonly [words: string, tightness: number];

function wordsOf(expression: Expression): Words {
  switch (expression.kind) {
    case "constant":
      return [describeConstant(expression.value), TIGHTEST];
    case "name":
      return [describeName(expression.name), TIGHTEST];
    case "negate":
      return [`−${describePart(expression.operand, TIGHTEST)}`, FACTOR];
    case "percent":
      return [`${describePart(expression.operand, TIGHTEST)} %`, TIGHTEST];
    case "comparison":
      return [describeComparison(expression.operator, expression.left, expression.right), CONDITION];
    case "operation":
      return describeOperation(expression.operation, describePart, expression.left, expression.right);
    case "call": {
      const day = expression.definition.name === "DATE" && namesOf(expression).length === 0 ? outcomeOf(expression, () => undefined) : undefined;
      return typeof day === "number" ? [formatDay(day), TIGHTEST] : describeCall(expression.definition.name, expression.arguments);
    }
  }
}

/** `participant.commissionRate` is "participant commission rate"; headers of files stay as they are. */
export function describeName(name: string): string {
  if (/[^A-Za-z0-9_.]/.test(name)) return name;
  return name
    .replace(/^transaction\./, "")
    .replaceAll(/([a-z0-9])([A-Z])(?=[a-z]|$)/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`)
    .replaceAll(/[._]/g, " ");
}

export function describeConstant(value: Rational | number | string | boolean): string {
  if (typeof value === "object") return grouped(formatExact(value));
  if (typeof value === "number") return formatDay(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  return value === "" ? "blank" : value;
}

function grouped(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  return whole.replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
}

const COMPARISON: Record<ComparisonOperator, string> = { "=": "is", "<>": "is not", "<": "is below", "<=": "is at most", ">": "is above", ">=": "is at least" };
const DATE_COMPARISON: Record<ComparisonOperator, string> = { "=": "is", "<>": "is not", "<": "is before", "<=": "is on or before", ">": "is after", ">=": "is on or after" };
const OPPOSITE: Record<ComparisonOperator, ComparisonOperator> = { "=": "<>", "<>": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

export function describeComparison(operator: ComparisonOperator, left: Expression, right: Expression, negated = false): string {
  const words = left.type === "Date" ? DATE_COMPARISON : COMPARISON;
  return `${describePart(left, SUM)} ${words[negated ? OPPOSITE[operator] : operator]} ${describePart(right, SUM)}`;
}

function describeOperation(operation: Operation, part: typeof describePart, left: Expression, right: Expression): Words {
  switch (operation) {
    case "add":
      return [`${part(left, SUM)} + ${part(right, FACTOR)}`, SUM];
    case "subtract":
      return [`${part(left, SUM)} − ${part(right, FACTOR)}`, SUM];
    case "multiply":
      return [`${part(left, FACTOR)} × ${part(right, TIGHTEST)}`, FACTOR];
    case "divide":
      return [`${part(left, FACTOR)} ÷ ${part(right, TIGHTEST)}`, FACTOR];
    case "power":
      return [`${part(left, TIGHTEST)} to the power ${part(right, TIGHTEST)}`, FACTOR];
    case "join":
      return [`${part(left, SUM)} followed by ${part(right, FACTOR)}`, SUM];
    case "add-days":
      return left.type === "Date" ? [`${part(left, SUM)} plus ${part(right, FACTOR)} days`, SUM] : [`${part(right, SUM)} plus ${part(left, FACTOR)} days`, SUM];
    case "subtract-days":
      return [`${part(left, SUM)} less ${part(right, FACTOR)} days`, SUM];
    case "days-between":
      return [`the days from ${part(right, FACTOR)} to ${part(left, FACTOR)}`, SUM];
  }
}
