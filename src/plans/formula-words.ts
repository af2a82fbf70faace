import { checkFormula } from "../formula/check.ts";
import { describe } from "../formula/describe.ts";
import type { AttributeDeclarations } from "../table/definition.ts";
import { formulaFields } from "./formula-fields.ts";
import type { Plan } from "./plan.ts";
import { formatPath } from "./problem.ts";
import { planScope } from "./scope.ts";

/** Every formula of a plan by its path, in plain words: "participant commission rate × 1.5". One that cannot be read stays as it is. */
export function formulaWords(plan: Plan, attributes: AttributeDeclarations): ReadonlyMap<string, string> {
  const scopes = { seat: planScope("seat", attributes), credit: planScope("credit", attributes) };
  return new Map(
    formulaFields(plan).map(({ path, text, scope }) => {
      const checked = checkFormula(text, scopes[scope]);
      return [formatPath(path), checked.ok ? describe(checked.formula) : text];
    }),
  );
}
