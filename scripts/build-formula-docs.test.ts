import { expect, test } from "vitest";
import { checkFormula } from "../src/formula/check.ts";
import { compareValues, evaluate } from "../src/formula/evaluate.ts";
import type { Value } from "../src/formula/value.ts";
import { pageWithFunctions, readPage } from "./build-formula-docs.ts";

const page = readPage();

test("docs/formula.md lists the functions as they are (else run: node scripts/build-formula-docs.ts)", () => {
  expect(page).toBe(pageWithFunctions(page));
});

function valueOf(formula: string): Value {
  const checked = checkFormula(formula, new Map());
  if (!checked.ok) throw new Error(`${formula}: ${checked.errors.map(({ message }) => message).join(" ")}`);
  const result = evaluate(checked.formula, () => undefined);
  if (!result.ok) throw new Error(`${formula}: ${result.error.message}`);
  return result.value;
}

const STATEMENTS = [...page.matchAll(/`([^`\n]+)` is `([^`\n]+)`/g)].map(([, formula = "", value = ""]) => [formula, value] as const);

test.each(STATEMENTS)("docs/formula.md says: %s is %s", (formula, value) =>
  expect(compareValues(valueOf(formula), valueOf(value))).toBe(0),
);

test("the page makes statements that can be tested", () => expect(STATEMENTS.length).toBeGreaterThan(50));
