import { expect, test } from "vitest";
import { parseFormula } from "./parse.ts";
import { printFormula, printName } from "./print.ts";

test.each([
  ["product.family", "product.family"],
  ["Sales Person ID", "[Sales Person ID]"],
  ["a]b", "[a]]b]"],
  ["TRUE", "[TRUE]"],
  ["2nd", "[2nd]"],
  ["a.", "[a.]"],
])("the name %s is spelt %s", (name, spelling) => {
  expect(printName(name)).toBe(spelling);
  expect(parseFormula(spelling)).toMatchObject({ ok: true, syntax: { kind: "name", name } });
});

test.each([
  ["= 1+2 *3", "1 + 2 * 3"],
  ["(1+2)*3", "(1 + 2) * 3"],
  ["1-(2-3)", "1 - (2 - 3)"],
  ["(1-2)-3", "1 - 2 - 3"],
  ["-(2^2)", "-(2 ^ 2)"],
  ["(-2)^2", "-2 ^ 2"],
  ["-(5%)", "-(5%)"],
  ["if( true,1,2)", "IF(TRUE, 1, 2)"],
])("%s is printed %s", (formula, printed) => {
  const parsed = parseFormula(formula);
  expect(parsed.ok && printFormula(parsed.syntax)).toBe(printed);
});
