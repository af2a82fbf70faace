import fc from "fast-check";
import { expect, test } from "vitest";
import { FUNCTIONS } from "./functions/table.ts";
import { checkFormula } from "./check.ts";
import { describe as describeFormula } from "./describe.ts";
import { formatFormulaError } from "./error.ts";
import { evaluate } from "./evaluate.ts";
import { parseFormula } from "./parse.ts";
import { printFormula, printName, printText } from "./print.ts";
import type { Syntax } from "./syntax.ts";
import type { Scope } from "./value.ts";

const SCOPE: Scope = new Map([
  ["a", { type: "Number" }],
  ["transaction.amount", { type: "Money" }],
  ["t", { type: "Text" }],
  ["d", { type: "Date", nullable: true }],
]);

const WORDS = [
  "a",
  "t",
  "d",
  "transaction.amount",
  "[x y]",
  '"q"',
  "1",
  "2.5",
  "5%",
  "TRUE",
  "+",
  "-",
  "*",
  "/",
  "^",
  "&",
  "=",
  "<>",
  "<=",
  "(",
  ")",
  ",",
  "%",
  ";",
  "'",
  '"',
  "[",
  "\n",
  " ",
  "__proto__",
  ...FUNCTIONS.keys(),
];

/** Anything people and attackers may type: characters, and words of the language in any order. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join("")),
);

test("no text makes the checker or the evaluator throw, and every error lies inside the text", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const checked = checkFormula(text, SCOPE);
      if (checked.ok) {
        const result = evaluate(checked.formula, (name) => (name === "t" ? "x" : undefined));
        if (!result.ok) formatFormulaError(text, result.error);
        expect(describeFormula(checked.formula)).not.toBe("");
        return;
      }
      expect(checked.errors.length).toBeGreaterThan(0);
      for (const error of checked.errors) {
        expect(error.from).toBeGreaterThanOrEqual(0);
        expect(error.to).toBeGreaterThanOrEqual(error.from);
        expect(error.to).toBeLessThanOrEqual(text.length);
        formatFormulaError(text, error);
      }
    }),
    { numRuns: 2_000 },
  );
});

const name = fc.oneof(
  fc.constantFrom("a", "product.family", "x1.y_2", "TRUE", "false", "a]]b["),
  fc.string({ minLength: 1, maxLength: 8 }),
);

/** Formulas in the canonical spelling of their leaves, with brackets wherever they could matter. */
const { formula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(
      fc.nat(999).map(String),
      fc.constantFrom("0.5", "1e3"),
      fc.string({ maxLength: 8 }).map(printText),
      fc.constantFrom("TRUE", "FALSE"),
      name.map(printName),
    ),
    fc.tuple(fc.constantFrom("+", "-"), tie("formula")).map(([sign, operand]) => `${sign}(${operand})`),
    tie("formula").map((operand) => `(${operand})%`),
    fc
      .tuple(tie("formula"), fc.constantFrom("+", "-", "*", "/", "^", "&", "=", "<>", "<", "<=", ">", ">="), tie("formula"))
      .map(([left, operator, right]) => `(${left})${operator}(${right})`),
    fc
      .tuple(fc.constantFrom("IF", "MAX", "ANY.NAME"), fc.array(tie("formula"), { maxLength: 3 }))
      .map(([called, values]) => `${called}(${values.join(",")})`),
  ),
}));

/** The tree without places. */
function shape(syntax: Syntax): unknown {
  return JSON.parse(
    JSON.stringify(syntax, (key, value: unknown) =>
      key === "from" || key === "to" || key === "functionSpan" ? undefined : typeof value === "bigint" ? `${value}n` : value,
    ),
  );
}

test("printing a formula and reading it again gives the same tree", () => {
  fc.assert(
    fc.property(formula, (text) => {
      const parsed = parseFormula(text);
      fc.pre(parsed.ok);
      if (!parsed.ok) return;
      const printed = printFormula(parsed.syntax);
      const again = parseFormula(printed);
      expect(again.ok, printed).toBe(true);
      if (again.ok) expect(shape(again.syntax), printed).toEqual(shape(parsed.syntax));
    }),
    { numRuns: 500 },
  );
});
