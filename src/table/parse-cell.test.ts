import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDay } from "../calendar/day.ts";
import { formatScaled } from "../money/decimal.ts";
import type { ColumnDefinition, ColumnType } from "./definition.ts";
import { declareFormats, type FormatDeclaration, LOCALE_NAMES } from "./formats.ts";
import { formatCell } from "./format-cell.ts";
import { cellReader } from "./parse-cell.ts";
import { isRefusal } from "./refusal.ts";
import type { Cell } from "./row.ts";

function column(type: ColumnType, more: Partial<ColumnDefinition> = {}): ColumnDefinition {
  return { name: "value", type, help: "", ...more };
}
function read(
  type: ColumnType,
  text: string,
  declared: FormatDeclaration = {},
  amountDigits = 2,
  more: Partial<ColumnDefinition> = {},
): string {
  const cell = cellReader(column(type, more), declareFormats(declared), { amountDigits })(text);
  return isRefusal(cell) ? cell.code : cell === null ? "blank" : formatCell(type, cell);
}
function fixOf(type: ColumnType, text: string, declared: FormatDeclaration = {}): string {
  const cell = cellReader(column(type), declareFormats(declared), { amountDigits: 2 })(text);
  return isRefusal(cell) ? `${cell.reason}. ${cell.fix}` : "read";
}

describe("amounts", () => {
  test.each<[string, string, FormatDeclaration, string]>([
    ["plain", "1234.56", {}, "1234.56"],
    ["negative", "-0.50", {}, "-0.50"],
    ["plus", "+5", {}, "5"],
    ["spaces around", " 7.5 ", {}, "7.5"],
    ["trailing zeros beyond what is kept", "28000.0000", {}, "28000.00"],
    ["beyond what a float holds", "90071992547409.93", {}, "90071992547409.93"],
    ["16 digits", "9007199254740993.25", {}, "9007199254740993.25"],
    ["more decimals than kept", "12.345", {}, "too-many-decimals"],
    ["nineteen digits", "12345678901234567.89", {}, "too-large"],
    ["German, not declared", "1.234,56", {}, "undeclared-grouping"],
    ["English grouping, not declared", "1,234.56", {}, "undeclared-grouping"],
    ["one comma", "10,000", {}, "undeclared-grouping"],
    ["parentheses, not declared", "(10,000)", {}, "undeclared-parentheses"],
    ["currency sign, not declared", "$1,000", {}, "undeclared-currency-sign"],
    ["currency code, not declared", "1000 EUR", {}, "undeclared-currency-sign"],
    ["percent", "112.50%", {}, "undeclared-percent"],
    ["exponent", "1e3", {}, "not-a-number"],
    ["no digit before the point", ".5", {}, "not-a-number"],
    ["words", "=1+1", {}, "not-a-number"],
    ["a megabyte of digits", "1".repeat(1 << 20), {}, "not-a-number"],
    ["other digits", "٣", {}, "not-a-number"],
    ["parentheses, declared", "(10,000.25)", { locale: "en-US", number: { negative: "parentheses" } }, "-10000.25"],
    ["parentheses with sign", "-(5)", { number: { negative: "parentheses" } }, "not-a-number"],
    ["currency in parentheses", "($5.00)", { number: { negative: "parentheses", currencySign: "$" } }, "-5.00"],
    ["trailing minus, declared", "5.10-", { number: { negative: "trailing-minus" } }, "-5.10"],
    ["currency sign, declared", "$1,000", { locale: "en-US", number: { currencySign: "$" } }, "1000"],
    ["minus behind the sign", "$-5", { number: { currencySign: "$" } }, "-5"],
    ["another sign than declared", "€5", { number: { currencySign: "$" } }, "undeclared-currency-sign"],
    ["sign behind", "5,00 €", { locale: "de-DE", number: { currencySign: "€" } }, "5.00"],
    ["misplaced grouping", "1.23", { locale: "de-DE" }, "undeclared-grouping"],
    ["misplaced grouping with decimals", "12.34.567,00", { locale: "de-DE" }, "not-a-number"],
    ["no grouping is fine too", "1234567,5", { locale: "de-DE" }, "1234567.5"],
    ["lakh misplaced in thousands", "12,34,567.00", { locale: "en-US" }, "undeclared-grouping"],
    ["a declared word for blank", "NULL", { null: ["NULL"] }, "blank"],
    ["a word not declared", "NULL", {}, "not-a-number"],
  ])("%s: %s", (_label, text, declared, expected) => expect(read("amount", text, declared)).toBe(expected));

  test.each([
    ["en-US", "1,234,567.89"],
    ["de-DE", "1.234.567,89"],
    ["fr-FR", "1\u202f234\u202f567,89"],
    ["fr-FR", "1 234 567,89"],
    ["de-CH", "1'234'567.89"],
    ["de-CH", "1’234’567.89"],
    ["en-IN", "12,34,567.89"],
    ["en-GB", "1234567.89"],
  ])("%s %s is the same amount everywhere", (locale, text) =>
    expect(cellReader(column("amount"), declareFormats({ locale }), { amountDigits: 2 })(text)).toEqual({ unscaled: 123456789n, scale: 2 }),
  );
  test.each(LOCALE_NAMES)("%s is a locale that can be declared", (locale) => expect(declareFormats({ locale }).date).toMatch(/yyyy$/));
  test("the scale kept is the company's", () => expect(read("amount", "20565.6206", {}, 4)).toBe("20565.6206"));
});

describe("what to do about a refused value", () => {
  test.each<[ColumnType, string, RegExp]>([
    ["amount", "1.234,56", /decimal "\.".*de-DE/],
    ["amount", "(10,000)", /"negative": "parentheses"/],
    ["amount", "$1,000", /"currencySign": "\$"/],
    ["amount", "12.345", /3 decimals; the company keeps 2.*amountDigits/],
    ["date", "03/04/2026", /yyyy-MM-dd.*"dd\/MM\/yyyy" or "MM\/dd\/yyyy"/],
    ["date", "3/4/2026", /"d\/M\/yyyy" or "M\/d\/yyyy"/],
    ["date", "1/14/26", /formats\.date "M\/d\/yy", and formats\.pivot \(50: /],
    ["date", "31.12.2026", /"dd\.MM\.yyyy"/],
    ["date", "03/04/26", /two digits.*pivot/],
    ["date", "2011-05-31 00:00:00.000", /"yyyy-MM-dd HH:mm:ss\.SSS"/],
    ["date", "2014-02-30", /no such day/],
    ["percent", "12.5", /percent sign.*"fraction".*"points"/],
    ["currency", "usd", /USD, EUR or JPY/],
    ["boolean", "maybe", /yes, no/],
  ])("%s %s", (type, text, expected) => expect(fixOf(type, text)).toMatch(expected));
});

describe("dates", () => {
  test.each<[string, string, FormatDeclaration, string]>([
    ["ISO", "2014-02-28", {}, "2014-02-28"],
    ["no such day", "2014-02-30", {}, "no-such-day"],
    ["no such month", "2014-13-01", {}, "no-such-day"],
    ["not declared", "03/04/2026", {}, "ambiguous-date"],
    ["only one reading, still not declared", "31/12/2026", {}, "not-a-date"],
    ["same day and month", "04/04/2026", {}, "not-a-date"],
    ["two digits", "31/12/26", {}, "two-digit-year"],
    ["with a time", "2011-05-31 00:00:00.000", {}, "undeclared-time"],
    ["declared time", "2011-05-31 00:00:00.000", { date: "yyyy-MM-dd HH:mm:ss.SSS" }, "2011-05-31"],
    ["a time that is none", "2011-05-31 25:00:00.000", { date: "yyyy-MM-dd HH:mm:ss.SSS" }, "undeclared-time"],
    ["ISO timestamp with zone", "2026-05-01T07:25:37.000+0000", { date: "yyyy-MM-ddTHH:mm:ss.SSSZ" }, "2026-05-01"],
    ["day first", "03/04/2026", { date: "dd/MM/yyyy" }, "2026-04-03"],
    ["month first", "03/04/2026", { date: "MM/dd/yyyy" }, "2026-03-04"],
    ["no such day in a declared pattern", "30/02/2014", { date: "dd/MM/yyyy" }, "no-such-day"],
    ["padded only", "3/4/2026", { date: "dd/MM/yyyy" }, "ambiguous-date"],
    ["two digits with pivot, below", "12/31/26", { date: "MM/dd/yy", pivot: 70 }, "2026-12-31"],
    ["two digits with pivot, at", "12/31/70", { date: "MM/dd/yy", pivot: 70 }, "1970-12-31"],
    ["month name", "31-Mar-2017", { date: "dd-MMM-yyyy" }, "2017-03-31"],
    ["German", "3.4.2026", { locale: "de-DE" }, "2026-04-03"],
    ["American", "3/4/2026", { locale: "en-US" }, "2026-03-04"],
    ["Indian", "3/4/2026", { locale: "en-IN" }, "2026-04-03"],
    ["words", "tomorrow", {}, "not-a-date"],
    ["a megabyte", "1/".repeat(1 << 19), {}, "not-a-date"],
    ["a point is a point", "2014x02x28", { date: "yyyy.MM.dd" }, "not-a-date"],
  ])("%s: %s", (_label, text, declared, expected) => expect(read("date", text, declared)).toBe(expected));

  test.each<[FormatDeclaration, RegExp]>([
    [{ date: "MM/dd/yy" }, /pivot/],
    [{ date: "dd/MM" }, /must name the year once/],
    [{ date: "dd/mm/yyyy" }, /must name the month once/],
    [{ date: "yyyy-QQ-dd" }, /letters other than/],
    [{ locale: "xx-XX" }, /not one of en-US/],
    [{ number: { decimal: ".", grouping: "." } }, /both/],
    [{ number: { grouping: "-" } }, /digit or sign/],
  ])("the declaration %j is refused", (declared, message) => expect(() => declareFormats(declared)).toThrow(message));
});

describe("other types", () => {
  test.each<[string, ColumnType, string, FormatDeclaration, Partial<ColumnDefinition>, string]>([
    ["percent with sign", "percent", "12.5%", {}, {}, "12.5%"],
    ["percent with a space", "percent", "100 %", {}, {}, "100%"],
    ["above one hundred", "percent", "112.50%", {}, {}, "112.5%"],
    ["percent without sign", "percent", "0.5", {}, {}, "percent-sign-missing"],
    ["fraction", "percent", "0.0120", { number: { percent: "fraction" } }, {}, "1.2%"],
    ["fraction with sign", "percent", "12%", { number: { percent: "fraction" } }, {}, "undeclared-percent"],
    ["points", "percent", "12.5", { number: { percent: "points" } }, {}, "12.5%"],
    ["number", "number", "-3.25", {}, {}, "-3.25"],
    ["too fine a number", "number", "0.1234567", {}, {}, "too-many-decimals"],
    ["integer", "integer", "3.5", {}, {}, "too-many-decimals"],
    ["currency", "currency", "EUR", {}, {}, "EUR"],
    ["currency in small letters", "currency", "eur", {}, {}, "not-a-currency"],
    ["currency that is none", "currency", "__proto__", {}, {}, "not-a-currency"],
    ["choice", "choice", "Won", {}, { choices: ["open", "won"] }, "won"],
    ["choice that is none", "choice", "constructor", {}, { choices: ["open", "won"] }, "not-a-choice"],
    ["boolean", "boolean", "Yes", {}, {}, "true"],
    ["boolean 0", "boolean", "0", {}, {}, "false"],
    ["formula-like text stays text", "text", "=1+1", {}, {}, "=1+1"],
    ["text that is too long", "text", "x".repeat(201), {}, {}, "too-long"],
    ["text with a NUL", "text", "a\u0000b", {}, {}, "control-character"],
    ["text with a line break", "text", "a\nb", {}, {}, "a\nb"],
    ["blank", "text", "  ", {}, {}, "blank"],
    ["required blank", "text", "", {}, { required: true }, "required"],
    ["default", "percent", "", {}, { default: "100%" }, "100%"],
    ["default under other formats", "percent", "", { number: { percent: "fraction" } }, { default: "100%" }, "100%"],
  ])("%s", (_label, type, text, declared, more, expected) => expect(read(type, text, declared, 2, more)).toBe(expected));
});

describe("reading what was written", () => {
  const decimal = fc.record({ unscaled: fc.bigInt({ min: 1n - 10n ** 12n, max: 10n ** 12n - 1n }), scale: fc.integer({ min: 0, max: 6 }) });
  test("numbers", () =>
    fc.assert(
      fc.property(decimal, (value) => {
        expect(cellReader(column("number"), declareFormats({}), { amountDigits: 6 })(formatCell("number", value))).toEqual(value);
      }),
    ));
  test("percentages keep their value", () =>
    fc.assert(
      fc.property(decimal, fc.integer({ min: 6, max: 8 }), ({ unscaled }, scale) => {
        const value = { unscaled, scale };
        const cell = cellReader(column("percent"), declareFormats({}), { amountDigits: 6 })(formatCell("percent", value));
        expect(cell !== null && !isRefusal(cell) && formatCell("percent", cell)).toBe(formatCell("percent", value));
      }),
    ));
  test("dates", () =>
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
        expect(parseDay(formatCell("date", day))).toBe(day);
      }),
    ));
  test("grouped in any locale, the bigint is the same", () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 14n - 1n }),
        fc.constantFrom(["en-US", ",", "."], ["de-DE", ".", ","], ["de-CH", "'", "."], ["fr-FR", "\u00a0", ","]),
        (unscaled, [locale = "", group = "", point = ""]) => {
          const [whole = "", fraction = ""] = formatScaled(unscaled, 2).split(".");
          const text = `${whole.replace(/\B(?=(\d{3})+$)/g, group)}${point}${fraction}`;
          const cell: Cell | null | object = cellReader(column("amount"), declareFormats({ locale }), { amountDigits: 2 })(text) ?? {};
          expect(cell).toEqual({ unscaled, scale: 2 });
        },
      ),
    ));
});
