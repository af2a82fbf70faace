import type { Expression } from "../expression.ts";
import { Failure } from "../outcome.ts";
import { columnsOf, constantOutcome, type Sources } from "./source.ts";

/** The same expression with each part that reads no column computed once, not once a row. Parts without value stay: their failure keeps its place. */
export function foldConstants(expression: Expression, sources: Sources): Expression {
  if (columnsOf(expression, sources).length === 0) {
    const value = constantOutcome(expression, sources);
    const { type, adaptable, from, to } = expression;
    return value instanceof Failure ? expression : { kind: "constant", value, type, adaptable, from, to };
  }
  const fold = (part: Expression): Expression => foldConstants(part, sources);
  switch (expression.kind) {
    case "negate":
    case "percent":
      return { ...expression, operand: fold(expression.operand) };
    case "operation":
    case "comparison":
      return { ...expression, left: fold(expression.left), right: fold(expression.right) };
    case "call":
      return { ...expression, arguments: expression.arguments.map(fold) };
    default:
      return expression;
  }
}
