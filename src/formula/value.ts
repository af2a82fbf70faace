import type { Day } from "../calendar/day.ts";
import type { Rational } from "../money/rational.ts";
import type { ValueType } from "../table/definition.ts";

/**
 * A value of the formula language: Money, Percent and Number are exact fractions (5% is 1/20), Date is a Day,
 * Text a string, Boolean a boolean. The type checker knows which; at run time the four cannot be confused.
 */
export type Value = Rational | Day | string | boolean;

/** What a formula reads: the value of a name, or undefined when it is blank. A blank Text is the empty text. */
export type Lookup = (name: string) => Value | undefined;

/** A name that formulas of one place may read. */
export type ScopeEntry = {
  readonly type: ValueType;
  /** The name may be blank for some rows or days. */
  readonly nullable?: boolean;
  readonly help?: string;
};

/** Names by their full spelling, such as `product.family` or `Sales Person ID`. */
export type Scope = ReadonlyMap<string, ScopeEntry>;

/** Text as the language compares it: upper and lower case are the same. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}
