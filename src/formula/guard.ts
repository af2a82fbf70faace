import { children, type Expression } from "./expression.ts";
import type { Scope } from "./value.ts";

/**
 * The nullable names an expression reads outside the guarded argument of ISBLANK and IFBLANK.
 * A Text is never without value: blank is the empty text.
 */
export function unguardedNames(expression: Expression, scope: Scope): readonly string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === "name" && node.type !== "Text" && scope.get(node.name)?.nullable) names.add(node.name);
    const guards = node.kind === "call" && (node.definition.name === "ISBLANK" || node.definition.name === "IFBLANK");
    children(node)
      .slice(guards ? 1 : 0)
      .forEach(visit);
  };
  visit(expression);
  return [...names];
}
