import type { ValueType } from "../table/definition.ts";
import type { Operation } from "./expression.ts";
import { article, capitalised, isNumeric, type Typing, typing, unify } from "./typing.ts";
import type { ArithmeticOperator, ComparisonOperator } from "./syntax.ts";

/** What an operator does to two types, or why it cannot. */
export type OperatorTyping = { readonly operation: Operation; readonly result: Typing } | { readonly problem: string };

const JOINABLE = new Set<ValueType>(["Text", "Number", "Date"]);

export function typeOfJoin(left: Typing, right: Typing): OperatorTyping {
  const wrong = [left, right].find(({ type }) => !JOINABLE.has(type));
  if (wrong) return { problem: `& joins Text, Number and Date; here is ${article(wrong.type)}.` };
  return { operation: "join", result: typing("Text") };
}

export function typeOfArithmetic(operator: ArithmeticOperator, left: Typing, right: Typing): OperatorTyping {
  if (left.type === "Date" || right.type === "Date") return dates(operator, left, right);
  const wrong = [left, right].find(({ type }) => !isNumeric(type));
  if (wrong)
    return {
      problem: `${operator} needs numbers; here is ${article(wrong.type)}.${wrong.type === "Text" ? " Use VALUE to read a number from a text, & to join texts." : ""}`,
    };
  switch (operator) {
    case "+":
    case "-":
      return sum(operator, left, right);
    case "*":
      return product(left, right);
    case "/":
      return quotient(left, right);
    case "^":
      if (left.type === "Money" || right.type === "Money")
        return { problem: "Money has no powers. Divide by an amount first to get a ratio." };
      return { operation: "power", result: typing("Number", left.adaptable) };
  }
}

function dates(operator: ArithmeticOperator, left: Typing, right: Typing): OperatorTyping {
  const days = (other: Typing): boolean => other.type === "Number";
  if (operator === "+" && left.type === "Date" && days(right)) return { operation: "add-days", result: typing("Date") };
  if (operator === "+" && right.type === "Date" && days(left)) return { operation: "add-days", result: typing("Date") };
  if (operator === "-" && left.type === "Date" && days(right)) return { operation: "subtract-days", result: typing("Date") };
  if (operator === "-" && left.type === "Date" && right.type === "Date") return { operation: "days-between", result: typing("Number") };
  return {
    problem: `${capitalised(left.type)} ${operator} ${article(right.type)} has no meaning. A Date takes + or - a Number of days, and Date - Date gives days; EDATE adds months.`,
  };
}

function sum(operator: "+" | "-", left: Typing, right: Typing): OperatorTyping {
  const result = unify(left, right);
  if (result) return { operation: operator === "+" ? "add" : "subtract", result };
  const other = left.type === "Money" ? right.type : left.type;
  const fix =
    other === "Percent" ? `Write the amount * (1 ${operator} the percentage).` : "Declare the Number as Money if it is an amount.";
  return { problem: `Money and ${article(other)} cannot be ${operator === "+" ? "added" : "subtracted"}. ${fix}` };
}

function product(left: Typing, right: Typing): OperatorTyping {
  const types = new Set([left.type, right.type]);
  if (left.type === "Money" && right.type === "Money")
    return { problem: "Money cannot be multiplied by Money. One side must be a Number or a Percent; divide two amounts to get a ratio." };
  const type = types.has("Money") ? "Money" : types.has("Percent") ? "Percent" : "Number";
  return { operation: "multiply", result: typing(type, left.adaptable || right.adaptable) };
}

function quotient(left: Typing, right: Typing): OperatorTyping {
  if (right.type === "Money") {
    if (left.type === "Money" || left.adaptable) return { operation: "divide", result: typing("Number") };
    return { problem: `${capitalised(left.type)} cannot be divided by Money. Divide an amount by an amount to get a ratio.` };
  }
  if (left.type === "Percent" && right.type === "Percent") return { operation: "divide", result: typing("Number") };
  return { operation: "divide", result: typing(left.type, left.adaptable) };
}

/** Why two values cannot be compared, or undefined when they can. */
export function comparisonProblem(operator: ComparisonOperator, left: Typing, right: Typing): string | undefined {
  if (!unify(left, right))
    return `${capitalised(left.type)} cannot be compared with ${article(right.type)}.${comparisonFix(left.type, right.type)}`;
  if (left.type === "Boolean" && operator !== "=" && operator !== "<>") return `A Boolean is compared with = or <>, not with ${operator}.`;
  return undefined;
}

function comparisonFix(left: ValueType, right: ValueType): string {
  const types = new Set([left, right]);
  if (types.has("Text") && types.has("Date")) return " Write dates as DATE(2024, 12, 31).";
  if (types.has("Text") && (types.has("Number") || types.has("Money") || types.has("Percent")))
    return " Write numbers without quotes, or read the text with VALUE.";
  if (types.has("Money") && types.has("Percent")) return " Divide the amount by another to get a ratio.";
  if (types.has("Money") && types.has("Number")) return " Declare the Number as Money if it is an amount.";
  return "";
}
