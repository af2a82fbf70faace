import type { Rational } from "../money/rational.ts";

/** Where a node stands in the formula's text: `[from, to)`. */
export type Span = { readonly from: number; readonly to: number };

export const ARITHMETIC_OPERATORS = ["+", "-", "*", "/", "^"] as const;
export const COMPARISON_OPERATORS = ["=", "<>", "<", "<=", ">", ">="] as const;
export type ArithmeticOperator = (typeof ARITHMETIC_OPERATORS)[number];
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | "&";

/** A formula as written, before names and types are known. Immutable. Brackets are in the shape of the tree. */
export type Syntax = Span &
  (
    | { readonly kind: "number"; readonly value: Rational; readonly text: string }
    | { readonly kind: "text"; readonly value: string }
    | { readonly kind: "boolean"; readonly value: boolean }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "sign"; readonly operator: "+" | "-"; readonly operand: Syntax }
    | { readonly kind: "percent"; readonly operand: Syntax }
    | { readonly kind: "binary"; readonly operator: BinaryOperator; readonly left: Syntax; readonly right: Syntax }
    | { readonly kind: "call"; readonly function: string; readonly functionSpan: Span; readonly arguments: readonly Syntax[] }
  );

/** Binding strength of binary operators as in Excel; all associate to the left, `2^3^2` is 64. */
export const PRECEDENCE: ReadonlyMap<BinaryOperator, number> = new Map<BinaryOperator, number>([
  ["^", 5],
  ["*", 4],
  ["/", 4],
  ["+", 3],
  ["-", 3],
  ["&", 2],
  ...COMPARISON_OPERATORS.map((operator) => [operator, 1] as const),
]);
