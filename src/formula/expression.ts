import type { ValueType } from "../table/definition.ts";
import type { FunctionDefinition } from "./functions/definition.ts";
import type { ComparisonOperator, Span, Syntax } from "./syntax.ts";
import type { Typing } from "./typing.ts";
import type { Value } from "./value.ts";

/** What arithmetic on two operands does once their types are known. */
export type Operation = "add" | "subtract" | "multiply" | "divide" | "power" | "join" | "add-days" | "subtract-days" | "days-between";

/** A formula whose names and types have been proven. Immutable. */
export type Expression = Span &
  Typing &
  (
    | { readonly kind: "constant"; readonly value: Value }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "negate"; readonly operand: Expression }
    | { readonly kind: "percent"; readonly operand: Expression }
    | { readonly kind: "operation"; readonly operation: Operation; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "comparison"; readonly operator: ComparisonOperator; readonly left: Expression; readonly right: Expression }
    | { readonly kind: "call"; readonly definition: FunctionDefinition; readonly arguments: readonly Expression[] }
  );

export type CheckedFormula = {
  readonly text: string;
  readonly syntax: Syntax;
  readonly expression: Expression;
  /** Type of the result, after what the place expects: the literal 500 is Money where Money is expected. */
  readonly type: ValueType;
  /** Names it reads, each once, in the order of the text. */
  readonly reads: readonly string[];
  /** Those of them that the scope declares nullable and that no ISBLANK or IFBLANK guards: where one is blank, the formula may have no value. */
  readonly mayBeBlank: readonly string[];
};

export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "constant":
    case "name":
      return [];
    case "negate":
    case "percent":
      return [expression.operand];
    case "operation":
    case "comparison":
      return [expression.left, expression.right];
    case "call":
      return expression.arguments;
  }
}

/** Names an expression reads, each once, in the order of the text. */
export function namesOf(expression: Expression): readonly string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === "name") names.add(node.name);
    children(node).forEach(visit);
  };
  visit(expression);
  return [...names];
}
