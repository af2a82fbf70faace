import fc from "fast-check";
import { expect, test } from "vitest";
import { compare } from "../../money/rational.ts";
import { BLANK_DAY, type Column } from "../../table/column.ts";
import { checkFormula } from "../check.ts";
import { evaluate } from "../evaluate.ts";
import type { Scope, Value } from "../value.ts";
import { compileMask, compileVector } from "./compile.ts";
import type { VectorResult } from "./result.ts";
import { valueAt, type VectorSource } from "./source.ts";

const SCOPE: Scope = new Map([
  ["amount", { type: "Money" }],
  ["margin", { type: "Money", nullable: true }],
  ["quantity", { type: "Number" }],
  ["factor", { type: "Number", nullable: true }],
  ["rate", { type: "Percent" }],
  ["day", { type: "Date" }],
  ["paid", { type: "Date", nullable: true }],
  ["product", { type: "Text" }],
  ["region", { type: "Text", nullable: true }],
  ["new", { type: "Boolean" }],
]);

const ROWS = 12;
const SAFE_MAX = Number.MAX_SAFE_INTEGER;
const WIDE = 12_345_678_901_234_567_890n;

/** Small, blank (NaN), at the edge of exactness, or wide. */
const cell = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -300, max: 300 }) },
  fc.constantFrom(0, Number.NaN, SAFE_MAX, -SAFE_MAX, SAFE_MAX - 1),
  fc.constant(WIDE),
);

const rows = { minLength: ROWS, maxLength: ROWS };

const numberColumn = fc.tuple(fc.array(cell, rows), fc.constantFrom(0, 2, 4)).map(([cells, scale]): Column => {
  const wide = new Map(cells.flatMap((value, row) => (typeof value === "bigint" ? [[row, value] as const] : [])));
  return { type: "number", scale, values: Float64Array.from(cells, (value) => (typeof value === "bigint" ? Number.NaN : value)), wide };
});
const textColumn = fc
  .array(fc.integer({ min: -1, max: 4 }), rows)
  .map((codes): Column => ({ type: "text", codes: Int32Array.from(codes), dictionary: ["P1", "p1", "West", "", "12.5"] }));
const dateColumn = fc
  .array(fc.oneof(fc.integer({ min: 19_700, max: 19_800 }), fc.constantFrom(BLANK_DAY, -300_000, 2_000_000)), rows)
  .map((days): Column => ({ type: "date", days: Int32Array.from(days) }));
const booleanColumn = fc
  .array(fc.integer({ min: 0, max: 2 }), rows)
  .map((values): Column => ({ type: "boolean", values: Uint8Array.from(values) }));

const number = fc.oneof(
  numberColumn,
  fc.constantFrom<VectorSource>({ type: "constant", value: { numerator: 7n, denominator: 4n } }, { type: "constant", value: undefined }),
);
const sources = fc.record({
  amount: numberColumn,
  margin: number,
  quantity: numberColumn,
  factor: number,
  rate: number,
  day: dateColumn,
  paid: fc.oneof(dateColumn, fc.constant<VectorSource>({ type: "constant", value: 19_750 })),
  product: textColumn,
  region: fc.oneof(textColumn, fc.constantFrom<VectorSource>({ type: "constant", value: "P1" }, { type: "constant", value: undefined })),
  new: booleanColumn,
});

/** Well-typed formulas by type; `number` means Number. */
const formulas = fc.letrec<Record<"money" | "number" | "percent" | "date" | "text" | "boolean", string>>((tie) => {
  const both = (left: fc.Arbitrary<string>, operators: readonly string[], right: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(left, fc.constantFrom(...operators), right).map(([a, operator, b]) => `(${a} ${operator} ${b})`);
  const call = (name: string, ...parameters: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    fc.tuple(...parameters).map((values) => `${name}(${values.join(", ")})`);
  const literal = fc.constantFrom("0", "1", "2.5", "100", "-3", "0.333", "1e15", "9007199254740993");
  const orders = ["=", "<>", "<", "<=", ">", ">="];
  const leafy = { depthSize: "small", withCrossShrink: true } as const;
  return {
    money: fc.oneof(
      leafy,
      fc.constantFrom("amount", "margin"),
      both(tie("money"), ["+", "-"], tie("money")),
      both(tie("money"), ["*", "/"], fc.oneof(tie("number"), literal)),
      both(tie("money"), ["*"], tie("percent")),
      tie("money").map((value) => `-${value}`),
      call("IF", tie("boolean"), tie("money"), literal),
      call("ROUND", tie("money"), fc.constantFrom("0", "2")),
    ),
    number: fc.oneof(
      leafy,
      fc.constantFrom("quantity", "factor"),
      both(tie("number"), ["+", "-", "*", "/"], fc.oneof(literal, tie("number"))),
      both(tie("money"), ["/"], tie("money")),
      call("YEAR", tie("date")),
      call("VALUE", tie("text")),
      call("SWITCH", tie("text"), fc.constant('"P1"'), literal, fc.constant('"West"'), literal, tie("number")),
    ),
    percent: fc.oneof(
      leafy,
      fc.constantFrom("rate", "5%", "12.5%"),
      both(tie("percent"), ["*"], literal),
      tie("number").map((value) => `(${value})%`),
    ),
    date: fc.oneof(
      leafy,
      fc.constantFrom("day", "paid", "DATE(2024, 1, 31)"),
      both(tie("date"), ["+", "-"], fc.constantFrom("1", "30")),
      call("EOMONTH", tie("date"), fc.constantFrom("0", "1")),
    ),
    text: fc.oneof(
      leafy,
      fc.constantFrom("product", "region", '"p1"', '""'),
      both(tie("text"), ["&"], tie("text")),
      call("LEFT", tie("text"), fc.constant("1")),
      call("IF", tie("boolean"), tie("text"), fc.constant('"x"')),
    ),
    boolean: fc.oneof(
      leafy,
      fc.constantFrom(
        "new",
        "TRUE",
        'product = "P1"',
        'region <> "west"',
        "amount >= 1",
        "day < DATE(2024, 1, 15)",
        "ISBLANK(margin)",
        "ISBLANK(paid)",
      ),
      both(tie("money"), orders, fc.oneof(tie("money"), literal)),
      both(fc.oneof(literal, tie("number")), orders, tie("number")),
      both(tie("percent"), orders, literal),
      both(tie("date"), orders, tie("date")),
      both(tie("text"), orders, tie("text")),
      call("AND", tie("boolean"), tie("boolean"), tie("boolean")),
      call("OR", tie("boolean"), tie("boolean")),
      call("NOT", tie("boolean")),
      call("ISBLANK", tie("money")),
      call("IF", tie("boolean"), tie("boolean"), tie("boolean")),
    ),
  };
});

function resultAt(result: VectorResult, row: number): Value | undefined {
  return result.type === "rational" ? result.values[row] : valueAt(result, row);
}

function isEqual(a: Value | undefined, b: Value | undefined): boolean {
  return typeof a === "object" && typeof b === "object" ? compare(a, b) === 0 : a === b;
}

test("a formula over columns gives in every row exactly what it gives for the row alone", () => {
  const anyFormula = fc.oneof(formulas.boolean, formulas.money, formulas.number, formulas.percent, formulas.date, formulas.text);
  fc.assert(
    fc.property(anyFormula, sources, fc.integer({ min: 0, max: ROWS }), (text, columns, count) => {
      const bound = new Map<string, VectorSource>(Object.entries(columns));
      const checked = checkFormula(text, SCOPE);
      if (!checked.ok) throw new Error(`${text}: ${checked.errors.map(({ message }) => message).join(" ")}`);
      const program = compileVector(checked.formula, (name) => bound.get(name) ?? fail(name));
      const result = program.run(count);
      for (let row = 0; row < count; row++) {
        const alone = evaluate(checked.formula, (name) => {
          const source = bound.get(name) ?? fail(name);
          return source.type === "constant" ? source.value : valueAt(source, row);
        });
        const blankText = alone.ok && alone.value === "" ? undefined : alone.ok ? alone.value : undefined;
        expect(isEqual(resultAt(result, row), blankText), `${text} row ${row}`).toBe(true);
        expect(program.at(row)).toEqual(alone);
      }
    }),
    { numRuns: 1_500 },
  );
});

function fail(name: string): never {
  throw new Error(`${name} is not bound`);
}

test("comparisons of numbers at, beside and between the values of a column", () => {
  const values = [-101, -100, -99, -1, 0, 1, 99, 100, 101];
  const column: Column = { type: "number", scale: 2, values: Float64Array.from(values) };
  for (const operator of ["=", "<>", "<", "<=", ">", ">="]) {
    for (const bound of ["-1", "-0.995", "0", "0.005", "1", "1.005", "1e20", "-1e20"]) {
      for (const text of [`amount ${operator} ${bound}`, `${bound} ${operator} amount`, `amount ${operator} ${bound} * quantity`]) {
        const checked = checkFormula(text, SCOPE);
        if (!checked.ok) throw new Error(text);
        const sourceOf = (name: string): VectorSource =>
          name === "amount" ? column : { type: "constant", value: { numerator: 1n, denominator: 1n } };
        const alone = values.map((_, row) => {
          const result = evaluate(checked.formula, (name) =>
            name === "amount" ? valueAt(column, row) : { numerator: 1n, denominator: 1n },
          );
          return result.ok && result.value === true ? 1 : 0;
        });
        expect([...compileMask(checked.formula, sourceOf)(values.length)], text).toEqual(alone);
      }
    }
  }
});

test("texts and days are evaluated only where they occur, and rightly where there are many", () => {
  const many = Array.from({ length: 1_000 }, (_, index) => index);
  const columns = new Map<string, VectorSource>([
    ["product", { type: "text", codes: Int32Array.of(-1, 0, 999, 998), dictionary: many.map((index) => `P${index}`) }],
    ["day", { type: "date", days: Int32Array.of(19_000, 19_000 + 999, BLANK_DAY, 19_366) }],
  ]);
  const run = (text: string): number[] => {
    const checked = checkFormula(text, SCOPE);
    if (!checked.ok) throw new Error(text);
    return [...compileMask(checked.formula, (name) => columns.get(name) ?? fail(name))(4)];
  };
  expect(run('RIGHT(product, 1) = "9"')).toEqual([0, 0, 1, 0]);
  expect(run("YEAR(day) = 2023")).toEqual([0, 0, 2, 1]);
});

test("compileMask refuses what is not a condition, and a column that is not of its name's type", () => {
  const checked = checkFormula("amount + 1", SCOPE);
  if (!checked.ok) throw new Error("must check");
  const { formula } = checked;
  expect(() => compileMask(formula, () => ({ type: "constant", value: undefined }))).toThrow("amount + 1 is Money, not a condition");
  expect(() => compileVector(formula, () => ({ type: "boolean", values: new Uint8Array(1) }))).toThrow(
    "amount is Money, its column is of type boolean",
  );
});

test("compileMask gives 1, 0 and 2 for TRUE, FALSE and no value", () => {
  const checked = checkFormula("margin > 1", SCOPE);
  if (!checked.ok) throw new Error("must check");
  const mask = compileMask(checked.formula, () => ({ type: "number", scale: 2, values: Float64Array.of(101, 100, Number.NaN) }));
  expect(mask(3)).toEqual(Uint8Array.of(1, 0, 2));
});
