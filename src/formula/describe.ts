import { formatDay } from "../calendar/day.ts";
import { describeCall } from "./describe-call.ts";
import { describeComparison } from "./describe-comparison.ts";
import { outcomeOf } from "./evaluate.ts";
import { type CheckedFormula, type Expression, namesOf } from "./expression.ts";
import { CONDITION, describeConstant, describeName, type DescribePart, FACTOR, LOOSEST, SUM, TIGHTEST, type Words } from "./words.ts";

/** A formula in plain words for explanations: "product family is GTK and amount is at least 10,000". Names are spelt out, `transaction.` goes without saying. */
export function describe(formula: CheckedFormula): string {
  return describePart(formula.expression, LOOSEST);
}

function describePart(expression: Expression, tightness: number): string {
  const [words, own] = wordsOf(expression);
  return own < tightness ? `(${words})` : words;
}

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
      return [describeComparison(expression, describePart), CONDITION];
    case "operation":
      return describeOperation(expression, describePart);
    case "call": {
      const day =
        expression.definition.name === "DATE" && namesOf(expression).length === 0 ? outcomeOf(expression, () => undefined) : undefined;
      return typeof day === "number"
        ? [formatDay(day), TIGHTEST]
        : describeCall(expression.definition.name, expression.arguments, describePart);
    }
  }
}

function describeOperation({ operation, left, right }: Extract<Expression, { kind: "operation" }>, part: DescribePart): Words {
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
      return left.type === "Date"
        ? [`${part(left, SUM)} plus ${part(right, FACTOR)} days`, SUM]
        : [`${part(right, SUM)} plus ${part(left, FACTOR)} days`, SUM];
    case "subtract-days":
      return [`${part(left, SUM)} less ${part(right, FACTOR)} days`, SUM];
    case "days-between":
      return [`the days from ${part(right, FACTOR)} to ${part(left, FACTOR)}`, SUM];
  }
}
