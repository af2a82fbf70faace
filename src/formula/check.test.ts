import { describe, expect, test } from "vitest";
import type { ValueType } from "../table/definition.ts";
import { checkFormula } from "./check.ts";
import { formatFormulaError } from "./error.ts";
import type { Scope } from "./value.ts";

const SCOPE: Scope = new Map([
  ["transaction.amount", { type: "Money" }],
  ["transaction.quantity", { type: "Number" }],
  ["transaction.date", { type: "Date" }],
  ["participant.commissionRate", { type: "Percent" }],
  ["product.family", { type: "Text" }],
  ["customer.new", { type: "Boolean" }],
  ["Sales Person ID", { type: "Text" }],
]);

/** `formula`, the part it points at, words of the message, the suggestion. */
type Row = readonly [label: string, formula: string, at: string, words: string, suggestion?: string | undefined];

const SYNTAX: readonly Row[] = [
  ["empty", "", "", "The formula is empty."],
  ["only =", "=", "=", "The formula is empty."],
  ["ends early", "1 +", "", "ends too early"],
  ["unclosed text", 'product.family = "GTK', '"GTK', 'The text is not closed: " is missing.'],
  ["unclosed name", "[Sales Person", "[Sales Person", "The name is not closed: ] is missing."],
  ["unclosed bracket", "(1 + 2", "(", "This ( is never closed"],
  ["bracket too many", "(1 + 2))", ")", "has no matching (", ""],
  ["semicolons", "IF(TRUE; 1; 2)", ";", "separated by a comma", ","],
  ["==", 'product.family == "a"', "==", "written with one =", "="],
  ["!=", 'product.family != "a"', "!=", "Not equal is written <>", "<>"],
  ["=>", "transaction.amount => 5", "=>", "At least is written >=", ">="],
  ["=<", "transaction.amount =< 5", "=<", "At most is written <=", "<="],
  ["&&", "customer.new && customer.new", "&&", "AND(…, …)"],
  ["and", "customer.new and customer.new", "and", "AND(…, …)"],
  ["||", "customer.new || customer.new", "||", "OR(…, …)"],
  ["single quotes", "product.family = 'GTK'", "'GTK'", "double quotes", '"GTK"'],
  ["curly quotes", "product.family = “GTK”", "“GTK”", "straight double quotes", '"GTK"'],
  ["thousands separators", "transaction.amount > 1,000,000.50", "1,000,000.50", "without thousands separators", "1000000.50"],
  ["a currency sign", "transaction.amount > $100", "$", "without a currency sign", ""],
  ["**", "2 ** 3", "**", "A power is written ^", "^"],
  ["lists", "OR(product.family = {1,2})", "{", "Lists in { } are not part"],
  ["sheets", "Sheet1!A1", "!", "References to sheets"],
  ["two values", "1 2", "2", "An operator such as"],
  ["no value before", "* 2", "*", "A value, a name or a function is missing before it."],
  ["no argument", "MAX(1,,2)", ",", "A value, a name or a function is missing before it."],
  ["a strange character", "1 # 2", "#", "This character has no meaning in a formula."],
  ["a long number", `${"9".repeat(31)} + 1`, "9".repeat(31), "at most 30 digits"],
  ["a large exponent", "1e31", "1e31", "exponents from -30 to 30"],
];

const NAMES: readonly Row[] = [
  ["a letter missing", 'product.famly = "GTK"', "product.famly", "Did you mean product.family?", "product.family"],
  ["wrong case", 'Product.Family = "GTK"', "Product.Family", "Did you mean product.family?", "product.family"],
  ["only the last part", 'family = "GTK"', "family", "Did you mean product.family?", "product.family"],
  ["a bracketed name", '[SalesPerson ID] = "1"', "[SalesPerson ID]", "Did you mean [Sales Person ID]?", "[Sales Person ID]"],
  ["nothing near", "zzzzzz + 1", "zzzzzz", "Names that can be used: transaction.amount, transaction.quantity"],
  ["__proto__", "__proto__ + 1", "__proto__", "There is no name __proto__ here."],
  ["constructor", "constructor", "constructor", "There is no name constructor here."],
  ["toString as function", "toString(1)", "toString", "There is no function TOSTRING."],
  ["a function's letter", "RUOND(1, 2)", "RUOND", "Did you mean ROUND?", "ROUND"],
  ["an unknown function", "VLOOKUP(1, 2)", "VLOOKUP", "There is no function VLOOKUP. Functions: IF, IFS"],
];

const TYPES: readonly Row[] = [
  [
    "Money times Money",
    "transaction.amount * transaction.amount",
    "transaction.amount * transaction.amount",
    "Money cannot be multiplied by Money",
  ],
  ["Money plus Percent", "transaction.amount + 5%", "transaction.amount + 5%", "Write the amount * (1 + the percentage)."],
  [
    "Money plus Number",
    "transaction.amount - transaction.quantity",
    "transaction.amount - transaction.quantity",
    "Money and a Number cannot be subtracted",
  ],
  [
    "Number by Money",
    "transaction.quantity / transaction.amount",
    "transaction.quantity / transaction.amount",
    "A Number cannot be divided by Money",
  ],
  ["Money to a power", "transaction.amount ^ 2", "transaction.amount ^ 2", "Money has no powers"],
  ["Date plus Date", "transaction.date + transaction.date", "transaction.date + transaction.date", "A Date + a Date has no meaning"],
  ["Number less Date", "1 - transaction.date", "1 - transaction.date", "A Number - a Date has no meaning"],
  ["Text in arithmetic", "product.family + 1", "product.family + 1", "Use VALUE to read a number"],
  ["Money joined", 'transaction.amount & "x"', 'transaction.amount & "x"', "& joins Text, Number and Date; here is Money."],
  ["minus Text", "-product.family", "product.family", "- needs a number; here is Text."],
  ["percent of Money", "transaction.amount%", "transaction.amount%", "% makes a percentage of a Number"],
  [
    "Money against Text",
    'transaction.amount = "5"',
    'transaction.amount = "5"',
    "Money cannot be compared with Text. Write numbers without quotes",
  ],
  ["Money against Percent", "transaction.amount > 5%", "transaction.amount > 5%", "Money cannot be compared with a Percent"],
  [
    "Money against Number",
    "transaction.amount > transaction.quantity",
    "transaction.amount > transaction.quantity",
    "Declare the Number as Money",
  ],
  [
    "Date against Text",
    'transaction.date >= "2024-01-31"',
    'transaction.date >= "2024-01-31"',
    "Write dates as DATE(2024, 12, 31).",
    "transaction.date >= DATE(2024, 1, 31)",
  ],
  ["Boolean order", "customer.new > FALSE", "customer.new > FALSE", "compared with = or <>"],
  ["branches of two types", 'IF(customer.new, 1, "a")', '"a"', "The values of IF must be of one type; here is Text beside a Number."],
  ["a number as condition", "IF(1, 2, 3)", "1", "condition of IF must be a Boolean; here is a Number."],
  ["a text as number", 'ROUND("a", 2)', '"a"', "value of ROUND must be Money or a Percent or a Number"],
  ["too few arguments", "ROUND(1)", "ROUND(1)", "ROUND has one argument here; it is written ROUND(value, digits)."],
  ["too many arguments", "NOT(TRUE, FALSE)", "NOT(TRUE, FALSE)", "NOT has 2 arguments here; it is written NOT(condition)."],
  ["no arguments", "AND()", "AND()", "AND has no argument here; it is written AND(condition, …)."],
  ["a pair cut in two", "IFS(TRUE, 1, FALSE)", "IFS(TRUE, 1, FALSE)", "IFS(condition, value, …)"],
  ["a case of another type", 'SWITCH(product.family, 1, "a")', "1", "The values of SWITCH must be of one type"],
  ["the default of another type", 'SWITCH(product.family, "x", "a", 5)', "5", "The values of SWITCH must be of one type"],
];

describe.each<[string, readonly Row[]]>([
  ["syntax", SYNTAX],
  ["names", NAMES],
  ["types", TYPES],
])("mistakes of %s", (_, rows) => {
  test.each(rows.map(([label, formula, at, words, suggestion]) => ({ label, formula, at, words, suggestion })))(
    "$label: $formula",
    ({ formula, at, words, suggestion }) => {
      const checked = checkFormula(formula, SCOPE);
      if (checked.ok) throw new Error(`${formula} was accepted`);
      const [error] = checked.errors;
      expect(error?.message).toContain(words);
      expect(formula.slice(error?.from, error?.to)).toBe(at);
      expect(error?.suggestion).toBe(suggestion);
    },
  );
});

test.each<[string, string, ValueType, string]>([
  ["Number for Money", "transaction.quantity", "Money", "The formula gives a Number; here Money is expected. Multiply it by an amount"],
  ["Percent for Money", "participant.commissionRate", "Money", "gives a Percent; here Money is expected. Multiply it by an amount."],
  ["Number for Percent", "transaction.quantity", "Percent", "Multiply it by 100%"],
  ["Text for Percent", "product.family", "Percent", "Write a percentage such as 5%."],
  ["Money for Number", "transaction.amount", "Number", "Divide it by an amount to get a ratio."],
  ["Text for Boolean", "product.family", "Boolean", "here a Boolean is expected. Write a comparison"],
  ["Text for Date", '"2024-01-01"', "Date", "Write dates as DATE(2024, 12, 31)."],
])("the type of the place, %s: %s", (_, formula, expected, words) => {
  const checked = checkFormula(formula, SCOPE, expected);
  expect(checked.ok ? [] : checked.errors.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
});

test("every mistake is reported, not only the first", () => {
  const checked = checkFormula("famly + RUOND(1, 2) * transaction.amout", SCOPE);
  expect(checked.ok ? [] : checked.errors.map(({ suggestion }) => suggestion)).toEqual(["product.family", "ROUND", "transaction.amount"]);
});

test("a repaired formula is accepted", () => {
  for (const [, formula, , , suggestion] of [...SYNTAX, ...NAMES, ...TYPES]) {
    const checked = checkFormula(formula, SCOPE);
    if (checked.ok || !suggestion || formula.includes(";")) continue;
    const [error] = checked.errors;
    const repaired = formula.slice(0, error?.from) + suggestion + formula.slice(error?.to);
    expect(checkFormula(repaired, SCOPE), repaired).toMatchObject({ ok: true });
  }
});

test("too long and too deep formulas are refused", () => {
  expect(checkFormula(`1${"+1".repeat(1000)}`, SCOPE)).toMatchObject({
    ok: false,
    errors: [{ message: expect.stringContaining("2001 characters; at most 2000") }],
  });
  expect(checkFormula(`${"(-".repeat(65)}1${")".repeat(65)}`, SCOPE)).toMatchObject({
    ok: false,
    errors: [{ message: expect.stringContaining("more than 64 levels") }],
  });
  for (const deep of ["-".repeat(1990) + "1", `1${"%".repeat(1990)}`, "2^(".repeat(400) + "1" + ")".repeat(400)]) {
    expect(checkFormula(deep, SCOPE)).toMatchObject({ ok: false, errors: [{ message: expect.stringContaining("more than 64 levels") }] });
  }
  expect(checkFormula(`${"(".repeat(63)}1${")".repeat(63)}`, SCOPE)).toMatchObject({ ok: true });
  expect(checkFormula(`1${"+1".repeat(999)}`, SCOPE)).toMatchObject({ ok: true });
});

test("formatFormulaError shows line, caret, message and fix", () => {
  const text = 'IF(customer.new,\n  product.famly,\n  "")';
  const checked = checkFormula(text, SCOPE);
  if (checked.ok) throw new Error("was accepted");
  const [error] = checked.errors;
  expect(error && formatFormulaError(text, error)).toBe(
    [
      "  product.famly,",
      "  ^^^^^^^^^^^^^",
      "There is no name product.famly here. Did you mean product.family?",
      "Write: product.family",
    ].join("\n"),
  );
  expect(formatFormulaError("1 +", { message: "M", from: 3, to: 3, suggestion: "" })).toBe("1 +\n   ^\nM\nRemove it.");
});
