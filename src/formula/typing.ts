import type { ValueType } from "../table/definition.ts";

/**
 * The type of an expression. `adaptable` marks a Number made of number literals, such as `10`, `2 * 500` or
 * `transaction.quantity * 0.5`: it takes the type its place asks for (an amount of money, a percentage).
 */
export type Typing = { readonly type: ValueType; readonly adaptable: boolean };

export function typing(type: ValueType, adaptable = false): Typing {
  return { type, adaptable: adaptable && type === "Number" };
}

const NUMERIC = new Set<ValueType>(["Money", "Percent", "Number"]);

export function isNumeric(type: ValueType): boolean {
  return NUMERIC.has(type);
}

/** Whether a value of `actual` may stand where `expected` is asked for: the same, a Percent as a Number, an adaptable Number as Money or Percent. */
export function accepts(expected: ValueType, actual: Typing): boolean {
  if (expected === actual.type) return true;
  if (expected === "Number") return actual.type === "Percent";
  return actual.adaptable && isNumeric(expected);
}

/** The common type of two values that stand side by side (branches of IF, both sides of = or +), or undefined. */
export function unify(a: Typing, b: Typing): Typing | undefined {
  if (a.type === b.type) return typing(a.type, a.adaptable && b.adaptable);
  if (!isNumeric(a.type) || !isNumeric(b.type)) return undefined;
  if (a.adaptable) return typing(b.type);
  if (b.adaptable) return typing(a.type);
  if (a.type === "Money" || b.type === "Money") return undefined;
  return typing("Number");
}

/** The type with its article, for messages. */
export function article(type: ValueType): string {
  return type === "Money" || type === "Text" ? type : `a ${type}`;
}

/** The same at the beginning of a sentence. */
export function capitalised(type: ValueType): string {
  return article(type).replace(/^a /, "A ");
}
