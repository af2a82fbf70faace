import { expect, test } from "vitest";
import { checkFormula } from "../check.ts";
import { compareValues, evaluate } from "../evaluate.ts";
import type { Value } from "../value.ts";
import { FUNCTIONS, signature } from "./table.ts";

function valueOf(formula: string): Value {
  const checked = checkFormula(formula, new Map());
  if (!checked.ok) throw new Error(`${formula}: ${checked.errors.map(({ message }) => message).join(" ")}`);
  const result = evaluate(checked.formula, () => undefined);
  if (!result.ok) throw new Error(`${formula}: ${result.error.message}`);
  return result.value;
}

const EXAMPLES = [...FUNCTIONS.values()].flatMap(({ examples }) => examples);

test.each(EXAMPLES)("%s is %s", (formula, value) => expect(compareValues(valueOf(formula), valueOf(value))).toBe(0));

test("every function has an example and a help text that ends without a full stop", () => {
  for (const { name, examples, help } of FUNCTIONS.values()) {
    expect(examples.length, name).toBeGreaterThan(0);
    expect(help, name).toMatch(/^[A-Z].*[^.]$/);
  }
});

test("signatures show what is optional and what repeats", () => {
  expect(["LEFT", "AND", "SWITCH"].map((name) => signature(FUNCTIONS.get(name) ?? fail(name)))).toEqual([
    "LEFT(text, [count])",
    "AND(condition, …)",
    "SWITCH(subject, case, value, …, [default])",
  ]);
});

function fail(name: string): never {
  throw new Error(`${name} is missing`);
}
