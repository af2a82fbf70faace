import { checkFormula } from "../formula/check.ts";
import { formatFormulaError, type FormulaError } from "../formula/error.ts";
import { evaluate } from "../formula/evaluate.ts";
import type { CheckedFormula } from "../formula/expression.ts";
import type { Value } from "../formula/value.ts";
import type { ValueType } from "../table/definition.ts";
import type { Refusal } from "../table/problem.ts";
import { isRefusal, refuse } from "../table/refusal.ts";
import type { SourceNames, SourceRow } from "./source-row.ts";

export type SourceFormula = (row: SourceRow) => Value | undefined | Refusal;

/** A formula over source columns, ready to run; blank in, blank out (IFBLANK says otherwise). The errors are those of its text. */
export function sourceFormula(
  text: string,
  names: SourceNames,
  expected: readonly ValueType[],
): { readonly run: SourceFormula; readonly type: ValueType } | { readonly errors: readonly FormulaError[] } {
  const scope = new Map([...names].map(([name, { entry }]) => [name, entry]));
  const checked = checkFormula(text, scope, expected);
  if (!checked.ok) return { errors: checked.errors };
  return { run: (row) => run(checked.formula, names, row), type: checked.formula.type };
}

function run(formula: CheckedFormula, names: SourceNames, row: SourceRow): Value | undefined | Refusal {
  const values = new Map<string, Value | undefined>();
  for (const name of formula.reads) {
    const value = names.get(name)?.value(row);
    if (isRefusal(value)) return { ...value, reason: `${name} ${JSON.stringify(names.get(name)?.text(row) ?? "")}: ${value.reason}` };
    values.set(name, value);
  }
  const result = evaluate(formula, (name) => values.get(name));
  if (result.ok) return result.value;
  return result.error.kind === "blank"
    ? undefined
    : refuse("formula-error", `the formula ${formula.text} has no value: ${result.error.message}`, "Correct the cell or the formula");
}

/** The message and fix of a formula's first error, for a mapping problem. */
export function describeFormulaErrors(text: string, errors: readonly FormulaError[]): string {
  return errors.map((found) => formatFormulaError(text, found)).join("\n");
}
