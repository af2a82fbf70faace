import { describe, expect, test } from "vitest";
import { formatDay, parseDay } from "../calendar/day.ts";
import { formatExact, parseDecimal, toRational } from "../money/decimal.ts";
import type { ValueType } from "../table/definition.ts";
import { checkFormula } from "./check.ts";
import { evaluate } from "./evaluate.ts";
import type { Scope, Value } from "./value.ts";

const SCOPE: Scope = new Map([
  ["transaction.amount", { type: "Money" }],
  ["transaction.margin", { type: "Money", nullable: true }],
  ["transaction.quantity", { type: "Number" }],
  ["transaction.date", { type: "Date" }],
  ["transaction.paymentDate", { type: "Date", nullable: true }],
  ["participant.commissionRate", { type: "Percent" }],
  ["product.family", { type: "Text", nullable: true }],
  ["customer.new", { type: "Boolean" }],
  ["Sales Person ID", { type: "Text" }],
  ["a]b", { type: "Text" }],
]);

const VALUES = new Map<string, Value>([
  ["transaction.amount", decimal("10000.10")],
  ["transaction.quantity", decimal("3")],
  ["transaction.date", day("2024-02-29")],
  ["participant.commissionRate", decimal("0.05")],
  ["customer.new", true],
  ["Sales Person ID", "275"],
  ["a]b", "x"],
]);

function decimal(text: string): Value {
  return toRational(parseDecimal(text) ?? { unscaled: 0n, scale: 0 });
}

function day(text: string): Value {
  return parseDay(text) ?? 0;
}

function valueOf(formula: string, expected?: ValueType): string {
  const checked = checkFormula(formula, SCOPE, expected);
  if (!checked.ok) return checked.errors.map(({ message }) => message).join(" ");
  const result = evaluate(checked.formula, (name) => VALUES.get(name));
  if (!result.ok) return result.error.kind;
  const { value } = result;
  return typeof value === "object"
    ? formatExact(value, 40)
    : typeof value === "number"
      ? formatDay(value)
      : typeof value === "string"
        ? `"${value}"`
        : String(value).toUpperCase();
}

describe("arithmetic as in Excel", () => {
  test.each([
    ["minus binds tighter than a power", "-2^2", "4"],
    ["a binary minus does not", "10-2^2", "6"],
    ["powers associate to the left", "2^3^2", "64"],
    ["minus in an exponent", "2^-2", "0.25"],
    ["percent after minus", "-5%", "-0.05"],
    ["percent before a power", "200%^2", "4"],
    ["percent of a bracket", "(2+3)%", "0.05"],
    ["a leading =", "=1+2", "3"],
    ["spaces and line breaks", " = 1 +\n 2 ", "3"],
    ["times before plus", "1+2*3", "7"],
    ["left to right", "10-4-3", "3"],
    ["division is exact", "1/3*3", "1"],
    ["tenths are exact", "0.1+0.2", "0.3"],
    ["numbers without a leading zero", ".5+5.", "5.5"],
    ["exponents of ten", "1.5E3+1e-2", "1500.01"],
    ["two signs", "--3", "3"],
    ["plus as sign", "+3", "3"],
    ["& binds weaker than +", '"a"&1+2', '"a3"'],
    ["comparison binds weakest", '"a"&"b"="AB"', "TRUE"],
    ["& writes decimals", '"x"&1/8', '"x0.125"'],
    ["& writes at most 15 decimals", '""&2/3', '"0.666666666666667"'],
    ["& writes dates", '""&transaction.date', '"2024-02-29"'],
    ["doubled quotes", '"say ""hi"""', '"say "hi""'],
    ["0 to the power 1", "0^1", "0"],
  ])("%s: %s", (_, formula, value) => expect(valueOf(formula)).toBe(value));
});

describe("types", () => {
  test.each([
    ["Money times Percent", "transaction.amount*participant.commissionRate", "500.005"],
    ["Money by Money", "transaction.amount/transaction.amount", "1"],
    ["literal by Money", "20000.2/transaction.amount", "2"],
    ["Money compared with a literal", "transaction.amount>=10000", "TRUE"],
    ["Percent compared with a literal", "participant.commissionRate=0.05", "TRUE"],
    ["Date plus days", "transaction.date+1", "2024-03-01"],
    ["days plus Date", "1+transaction.date", "2024-03-01"],
    ["Date less days", "transaction.date-29", "2024-01-31"],
    ["Date less Date", "DATE(2024,3,1)-transaction.date", "1"],
    ["Dates compared", "transaction.date<DATE(2024,3,1)", "TRUE"],
    ["Text compares without case", 'product.family="GTX"', "FALSE"],
    ["Text order without case", '"apple"<"Banana"', "TRUE"],
    ["Boolean compared", "customer.new=TRUE", "TRUE"],
    ["Boolean by itself", "customer.new", "TRUE"],
    ["bracketed name", '[Sales Person ID]="275"', "TRUE"],
    ["bracketed plain name", "[transaction.quantity]+1", "4"],
    ["bracket inside brackets", '[a]]b]="X"', "TRUE"],
  ])("%s: %s", (_, formula, value) => expect(valueOf(formula)).toBe(value));

  test.each<[string, string, ValueType]>([
    ["a literal as Money", "500", "Money"],
    ["literals as Money", "IF(customer.new,500,2*250)", "Money"],
    ["a literal factor as Money", "transaction.quantity*0.5", "Money"],
    ["a literal as Percent", "0.05", "Percent"],
    ["a Percent branch beside 0", "IF(customer.new,5%,0)", "Percent"],
    ["Percent plus literal", "5%+0.01", "Percent"],
    ["Percent as Number", "5%", "Number"],
    ["a ratio times 100%", "transaction.amount/transaction.amount*100%", "Percent"],
    ["a literal beside Money", "MAX(0,transaction.amount)", "Money"],
  ])("%s: %s gives %s", (_, formula, type) => {
    const checked = checkFormula(formula, SCOPE, type);
    expect(checked).toMatchObject({ ok: true, formula: { type } });
  });

  test("of several expected types the formula's own one is taken, else the first that fits", () => {
    const typeOf = (formula: string): unknown => {
      const checked = checkFormula(formula, SCOPE, ["Percent", "Money", "Number"]);
      return checked.ok && checked.formula.type;
    };
    expect([typeOf("50%"), typeOf("transaction.amount"), typeOf("1000")]).toEqual(["Percent", "Money", "Number"]);
  });
});

describe("blank", () => {
  test.each([
    ["a blank number is no value", "transaction.margin+1", "blank"],
    ["in a comparison too", "transaction.margin=0", "blank"],
    ["a blank date too", "transaction.paymentDate>DATE(2024,1,1)", "blank"],
    ["a blank text is the empty text", 'product.family=""', "TRUE"],
    ["and joins as such", 'product.family&"x"', '"x"'],
    ["ISBLANK of a number", "ISBLANK(transaction.margin)", "TRUE"],
    ["ISBLANK of arithmetic", "ISBLANK(transaction.margin*2)", "TRUE"],
    ["ISBLANK of a text", "ISBLANK(product.family)", "TRUE"],
    ["ISBLANK passes other errors on", "ISBLANK(1/0)", "division-by-zero"],
    ["IFBLANK", "IFBLANK(transaction.margin,7)", "7"],
    ["IFBLANK of text", 'IFBLANK(product.family,"none")', '"none"'],
    ["IF does not read the other branch", "IF(customer.new,1,transaction.margin/1)", "1"],
    ["FALSE decides an AND", "AND(transaction.margin>0,FALSE)", "FALSE"],
    ["from either side", "AND(FALSE,transaction.margin>0)", "FALSE"],
    ["TRUE does not", "AND(TRUE,transaction.margin>0)", "blank"],
    ["TRUE decides an OR", "OR(transaction.margin>0,TRUE)", "TRUE"],
    ["FALSE does not", "OR(FALSE,transaction.margin>0)", "blank"],
    ["NOT of no value", "NOT(transaction.margin>0)", "blank"],
    ["VALUE of blank text", "VALUE(product.family)", "blank"],
  ])("%s: %s", (_, formula, value) => expect(valueOf(formula)).toBe(value));

  test("the error names the blank name, its place and the fix", () => {
    const checked = checkFormula("1 + transaction.margin", SCOPE);
    if (!checked.ok) throw new Error("must check");
    expect(checked.formula.mayBeBlank).toEqual(["transaction.margin"]);
    expect(evaluate(checked.formula, () => undefined)).toEqual({
      ok: false,
      error: {
        kind: "blank",
        name: "transaction.margin",
        from: 4,
        to: 22,
        message: "transaction.margin is blank. Fill it in, or say what then with IFBLANK(transaction.margin, …).",
      },
    });
  });

  test("guarded names are not reported as blank", () => {
    const checked = checkFormula(
      "AND(ISBLANK(transaction.paymentDate), IFBLANK(transaction.margin, 1) > 0, LEN(product.family) > 0)",
      SCOPE,
    );
    expect(checked).toMatchObject({
      ok: true,
      formula: { mayBeBlank: [], reads: ["transaction.paymentDate", "transaction.margin", "product.family"] },
    });
  });
});

test.each([
  ["1 + 2 / (1 - 1)", "2 / (1 - 1)"],
  ["1 + ROUND(2, 99)", "ROUND(2, 99)"],
  ["IF(TRUE, transaction.date + 0.5, transaction.date)", "transaction.date + 0.5"],
])("the error of %s points at %s", (formula, part) => {
  const checked = checkFormula(formula, SCOPE);
  if (!checked.ok) throw new Error("must check");
  const result = evaluate(checked.formula, (name) => VALUES.get(name));
  expect(result.ok ? "" : formula.slice(result.error.from, result.error.to)).toBe(part);
});

describe("functions beyond their examples", () => {
  test.each([
    ["ROUND half away from zero", "ROUND(-2.5,0)", "-3"],
    ["ROUND at 1.005 is exact", "ROUND(1.005,2)", "1.01"],
    ["ROUND with a cut-off count of digits", "ROUND(1.25,1.9)", "1.3"],
    ["ROUNDUP to tens", "ROUNDUP(101,-1)", "110"],
    ["ROUNDUP of an exact value", "ROUNDUP(1.5,1)", "1.5"],
    ["ROUNDDOWN to hundreds", "ROUNDDOWN(-199,-2)", "-100"],
    ["too many digits", "ROUND(1,31)", "out-of-range"],
    ["MIN of dates", "MIN(DATE(2024,2,1),DATE(2024,1,1))", "2024-01-01"],
    ["DATE rolls months over", "DATE(2024,14,1)", "2025-02-01"],
    ["DATE rolls back", "DATE(2024,0,1)", "2023-12-01"],
    ["DATE rolls days over", "DATE(2023,2,29)", "2023-03-01"],
    ["two-digit years have no value", "DATE(24,1,1)", "out-of-range"],
    ["dates end with the year 9999", "DATE(9999,12,31)+1", "out-of-range"],
    ["a date takes whole days", "transaction.date+0.5", "out-of-range"],
    ["EDATE keeps to the month's end", "EDATE(DATE(2023,1,31),1)", "2023-02-28"],
    ["EDATE backwards", "EDATE(DATE(2024,3,31),-1)", "2024-02-29"],
    ["EDATE over a year's end", "EDATE(DATE(2023,11,15),3)", "2024-02-15"],
    ["EOMONTH of its own month", "EOMONTH(transaction.date,0)", "2024-02-29"],
    ["EOMONTH backwards", "EOMONTH(transaction.date,-2)", "2023-12-31"],
    ["EDATE far away", "EDATE(transaction.date,1000000)", "out-of-range"],
    ["LEFT without a count", 'LEFT("abc")', '"a"'],
    ["LEFT beyond the text", 'LEFT("abc",9)', '"abc"'],
    ["LEFT of nothing", 'LEFT("abc",0)', '""'],
    ["LEFT below nothing", 'LEFT("abc",-1)', "out-of-range"],
    ["RIGHT", 'RIGHT("abc",2)', '"bc"'],
    ["RIGHT of nothing", 'RIGHT("abc",0)', '""'],
    ["characters are not cut in two", 'LEFT("😀x",1)', '"😀"'],
    ["LEN counts characters", 'LEN("😀x")', "2"],
    ["MID from the start", 'MID("abc",1,2)', '"ab"'],
    ["MID beyond the end", 'MID("abc",3,9)', '"c"'],
    ["MID before the start", 'MID("abc",0,1)', "out-of-range"],
    ["SUBSTITUTE of nothing", 'SUBSTITUTE("abc","","x")', '"abc"'],
    ["SUBSTITUTE minds case", 'SUBSTITUTE("aA","A","x")', '"ax"'],
    ["SUBSTITUTE of a far occurrence", 'SUBSTITUTE("a-b","-","/",5)', '"a-b"'],
    ["SUBSTITUTE of occurrence 0", 'SUBSTITUTE("a-b","-","/",0)', "out-of-range"],
    ["VALUE trims", 'VALUE(" 12.5 ")', "12.5"],
    ["VALUE reads no grouping", 'VALUE("1,000")', "not-a-number"],
    ["IFS without a match", "IFS(FALSE,1)", "no-match"],
    ["SWITCH without a match", 'SWITCH("x","a",1)', "no-match"],
    ["SWITCH of numbers", "SWITCH(1.0,1,TRUE,FALSE)", "TRUE"],
    ["IF in lower case", "if(true,1,2)", "1"],
    ["division by zero", "1/(2-2)", "division-by-zero"],
    ["a power of zero", "0^-1", "division-by-zero"],
    ["0^0", "0^0", "out-of-range"],
    ["no square roots", "2^0.5", "out-of-range"],
  ])("%s: %s", (_, formula, value) => expect(valueOf(formula)).toBe(value));

  test.each([
    ["first", 'TEXTBEFORE("a-b-c","-")', '"a"'],
    ["second", 'TEXTBEFORE("a-b-c","-",2)', '"a-b"'],
    ["last", 'TEXTAFTER("a-b-c","-",-1)', '"c"'],
    ["last but one", 'TEXTAFTER("a-b-c","-",-2)', '"b-c"'],
    ["none", 'TEXTBEFORE("abc","-")', "not-found"],
    ["too far", 'TEXTAFTER("a-b","-",2)', "not-found"],
    ["too far from the right", 'TEXTBEFORE("a-b","-",-2)', "not-found"],
    ["instance 0", 'TEXTBEFORE("a-b","-",0)', "out-of-range"],
    ["case matters", 'TEXTBEFORE("aXb","x")', "not-found"],
    ["unless told", 'TEXTBEFORE("aXb","x",1,1)', '"a"'],
    ["by TRUE as well", 'TEXTAFTER("İaXb","x",1,TRUE)', '"b"'],
    ["the end as delimiter", 'TEXTBEFORE("abc","-",1,0,1)', '"abc"'],
    ["the start as delimiter from the right", 'TEXTAFTER("abc","-",-1,0,1)', '"abc"'],
    ["the end after the last delimiter", 'TEXTBEFORE("a-b","-",2,0,1)', '"a-b"'],
    ["a fallback", 'TEXTAFTER("abc","-",1,0,0,"?")', '"?"'],
    ["an empty delimiter from the left", 'TEXTBEFORE("abc","")', '""'],
    ["an empty delimiter from the right", 'TEXTBEFORE("abc","",-1)', '"abc"'],
    ["an empty delimiter after", 'TEXTAFTER("abc","")', '"abc"'],
    ["overlapping delimiters from the right", 'TEXTBEFORE("aaa","aa",-1)', '"a"'],
  ])("TEXTBEFORE and TEXTAFTER, %s: %s", (_, formula, value) => expect(valueOf(formula)).toBe(value));
});

describe("limits", () => {
  const power = (levels: number): string => (levels === 0 ? "9" : `(${power(levels - 1)})^1000`);
  test.each([
    ["an exponent", "2^1001", "out-of-range"],
    ["powers of powers", power(5), "out-of-range"],
    [
      "products without end",
      Array.from({ length: 180 }, () => "999999999^9")
        .join("*")
        .slice(0, 1990)
        .replace(/\D+$/, ""),
      "out-of-range",
    ],
    ["fine fractions", power(5).replace("9", "1/9"), "out-of-range"],
    ["texts that grow", `${"SUBSTITUTE(".repeat(20)}"aaaaaaaaaa"${',"a","aaaaaaaaaa")'.repeat(20)}`, "text-too-long"],
    [
      "texts that are joined",
      Array.from({ length: 11 }, () => `SUBSTITUTE("${"a".repeat(50)}","a","${"b".repeat(30)}")`).join("&"),
      "text-too-long",
    ],
  ])("%s", (_, formula, kind) => expect(valueOf(formula)).toBe(kind));
});
