import type { ValueType } from "../table/definition.ts";
import { checkCall } from "./check-call.ts";
import type { FormulaError } from "./error.ts";
import { type CheckedFormula, type Expression, namesOf } from "./expression.ts";
import { comparisonProblem, typeOfArithmetic, typeOfJoin } from "./operators.ts";
import { parseFormula } from "./parse.ts";
import { printName } from "./print.ts";
import { nearest } from "./suggest.ts";
import type { Span, Syntax } from "./syntax.ts";
import { accepts, article, isNumeric, type Typing, typing } from "./typing.ts";
import type { Scope } from "./value.ts";
import { unguardedNames } from "./guard.ts";

export type FormulaCheck =
  | { readonly ok: true; readonly formula: CheckedFormula }
  | { readonly ok: false; readonly errors: readonly FormulaError[] };

/** Shared by the checker's parts: where names are looked up and mistakes are collected. */
export type Checking = {
  readonly text: string;
  readonly scope: Scope;
  readonly report: (span: Span, message: string, suggestion?: string) => undefined;
  readonly check: (syntax: Syntax) => Expression | undefined;
};

/**
 * Reads a formula and proves its names and types. `expected`: the type its place asks for, or several that it
 * may have; a number literal then counts as Money or Percent. All mistakes are returned, none is thrown.
 */
export function checkFormula(text: string, scope: Scope, expected?: ValueType | readonly ValueType[]): FormulaCheck {
  const parsed = parseFormula(text);
  if (!parsed.ok) return parsed;
  const errors: FormulaError[] = [];
  const checking: Checking = {
    text,
    scope,
    report({ from, to }, message, suggestion) {
      errors.push({ message, from, to, ...(suggestion !== undefined && { suggestion }) });
      return undefined;
    },
    check: (syntax) => checkNode(checking, syntax),
  };
  const expression = checking.check(parsed.syntax);
  if (!expression || errors.length > 0) return { ok: false, errors };
  const type = typeInPlace(expression, typeof expected === "string" ? [expected] : expected);
  if (type === undefined) {
    checking.report(expression, expectationMessage(expression, typeof expected === "string" ? [expected] : (expected ?? [])));
    return { ok: false, errors };
  }
  return {
    ok: true,
    formula: { text, syntax: parsed.syntax, expression, type, reads: namesOf(expression), mayBeBlank: unguardedNames(expression, scope) },
  };
}

function typeInPlace(actual: Typing, expected: readonly ValueType[] | undefined): ValueType | undefined {
  if (!expected || expected.includes(actual.type)) return actual.type;
  return expected.find((type) => accepts(type, actual));
}

function expectationMessage(actual: Typing, expected: readonly ValueType[]): string {
  const wanted = expected.map(article).join(" or ");
  const [only] = expected;
  const fix =
    only === "Percent" && isNumeric(actual.type) && actual.type !== "Money"
      ? " Multiply it by 100% to say that it is a ratio."
      : only === "Percent"
        ? " Write a percentage such as 5%."
        : only === "Money" && actual.type === "Number"
          ? " Multiply it by an amount, or declare the attribute as Money."
          : only === "Money" && actual.type === "Percent"
            ? " Multiply it by an amount."
            : only === "Boolean"
              ? ' Write a comparison, such as = "…" or >= 100.'
              : only === "Date"
                ? " Write dates as DATE(2024, 12, 31)."
                : only === "Number" && actual.type === "Money"
                  ? " Divide it by an amount to get a ratio."
                  : "";
  return `The formula gives ${article(actual.type)}; here ${wanted} is expected.${fix}`;
}

function checkNode(checking: Checking, syntax: Syntax): Expression | undefined {
  const { from, to } = syntax;
  switch (syntax.kind) {
    case "number":
      return { kind: "constant", value: syntax.value, ...typing("Number", true), from, to };
    case "text":
      return { kind: "constant", value: syntax.value, ...typing("Text"), from, to };
    case "boolean":
      return { kind: "constant", value: syntax.value, ...typing("Boolean"), from, to };
    case "name":
      return checkName(checking, syntax);
    case "sign": {
      const operand = checking.check(syntax.operand);
      if (!operand) return undefined;
      if (!isNumeric(operand.type)) return checking.report(operand, `${syntax.operator} needs a number; here is ${article(operand.type)}.`);
      return syntax.operator === "+" ? operand : { ...typing(operand.type, operand.adaptable), kind: "negate", operand, from, to };
    }
    case "percent": {
      const operand = checking.check(syntax.operand);
      if (!operand) return undefined;
      if (operand.type !== "Number") return checking.report(syntax, `% makes a percentage of a Number; here is ${article(operand.type)}.`);
      return { kind: "percent", operand, ...typing("Percent"), from, to };
    }
    case "binary":
      return checkBinary(checking, syntax);
    case "call":
      return checkCall(checking, syntax);
  }
}

function checkName({ scope, report }: Checking, { name, from, to }: Extract<Syntax, { kind: "name" }>): Expression | undefined {
  const entry = scope.get(name);
  if (entry) return { kind: "name", name, ...typing(entry.type), from, to };
  const near = nearest(name, scope.keys());
  const spelt = near === undefined ? undefined : printName(near);
  return report(
    { from, to },
    `There is no name ${printName(name)} here.${spelt ? ` Did you mean ${spelt}?` : ` ${knownNames(scope)}`}`,
    spelt,
  );
}

const NAMES_SHOWN = 8;

function knownNames(scope: Scope): string {
  const names = [...scope.keys()].map(printName);
  if (names.length === 0) return "No names can be used in this place.";
  return `Names that can be used: ${names.slice(0, NAMES_SHOWN).join(", ")}${names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : ""}.`;
}

function checkBinary(checking: Checking, syntax: Extract<Syntax, { kind: "binary" }>): Expression | undefined {
  const left = checking.check(syntax.left);
  const right = checking.check(syntax.right);
  if (!left || !right) return undefined;
  const { operator, from, to } = syntax;
  switch (operator) {
    case "=":
    case "<>":
    case "<":
    case "<=":
    case ">":
    case ">=": {
      const problem = comparisonProblem(operator, left, right);
      return problem === undefined
        ? { kind: "comparison", operator, left, right, ...typing("Boolean"), from, to }
        : checking.report(syntax, problem, dateSuggestion(checking, left, right));
    }
    default: {
      const found = operator === "&" ? typeOfJoin(left, right) : typeOfArithmetic(operator, left, right);
      return "problem" in found
        ? checking.report(syntax, found.problem)
        : { kind: "operation", operation: found.operation, left, right, ...found.result, from, to };
    }
  }
}

/** For `transaction.date >= "2024-01-31"`: the comparison with DATE(2024, 1, 31). */
function dateSuggestion({ text }: Checking, left: Expression, right: Expression): string | undefined {
  const [literal, other] = left.kind === "constant" ? [left, right] : [right, left];
  if (literal.kind !== "constant" || typeof literal.value !== "string" || other.type !== "Date") return undefined;
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(literal.value);
  if (!match) return undefined;
  const [whole, start] = [text.slice(left.from, right.to), left.from];
  return `${whole.slice(0, literal.from - start)}DATE(${match.slice(1).map(Number).join(", ")})${whole.slice(literal.to - start)}`;
}
