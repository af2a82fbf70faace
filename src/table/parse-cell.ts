import { isCurrency } from "../money/currency.ts";
import type { ColumnDefinition } from "./definition.ts";
import { type Formats, OWN_FORMATS } from "./formats.ts";
import { dateReader } from "./parse-date.ts";
import { numberReader } from "./parse-number.ts";
import type { Refusal } from "./problem.ts";
import { isRefusal, refuse } from "./refusal.ts";
import type { Cell } from "./row.ts";
import { unescapeFormula } from "./write-csv.ts";

const APOSTROPHE = 39;

/** What the company keeps: decimals of what was sold (0 to 6). */
export type Limits = { readonly amountDigits: number };

/** Reads one cell: its value, null when blank, or why it is refused. */
export type CellReader = (text: string) => Cell | null | Refusal;

/** Decimals kept of quantities, and of percentages as fractions. */
export const NUMBER_DIGITS_MAX = 6;
export const PERCENT_DIGITS_MAX = 10;

/** The reader of a column's cells under the declared formats; blanks become the column's default. Spaces around a value are dropped. */
export function cellReader(column: ColumnDefinition, formats: Formats, limits: Limits): CellReader {
  const anyValue = valueReader(column, formats, limits);
  const read = column.notNegative === true ? notNegative(anyValue) : anyValue;
  const blank = blankOf(column, limits);
  const nulls = new Set(formats.null);
  return (text) => {
    const value = text.charCodeAt(0) === APOSTROPHE ? unescapeFormula(text).trim() : text.trim();
    return value === "" || nulls.has(value) ? blank : read(value);
  };
}

function notNegative(read: (text: string) => Cell | Refusal): (text: string) => Cell | Refusal {
  return (text) => {
    const value = read(text);
    if (typeof value !== "object" || isRefusal(value) || value.unscaled >= 0n) return value;
    return refuse("negative", "is below zero, which it cannot be", "Correct the sign");
  };
}

function blankOf(column: ColumnDefinition, limits: Limits): Cell | null | Refusal {
  if (column.default !== undefined) return column.default === "" ? null : valueReader(column, OWN_FORMATS, limits)(column.default);
  return column.required === true ? refuse("required", "is blank, but the column is required", "Fill it in") : null;
}

/** The reader of one type for text that is not blank. */
function valueReader(column: ColumnDefinition, formats: Formats, limits: Limits): (text: string) => Cell | Refusal {
  switch (column.type) {
    case "text":
      return textReader(column.lengthMax ?? 200);
    case "date":
      return dateReader(formats);
    case "amount":
      return numberReader(formats.number, limits.amountDigits, {
        who: "the company keeps",
        fix: "Round it at the source, or raise amountDigits in company.json (at most 6)",
      });
    case "number":
      return numberReader(formats.number, NUMBER_DIGITS_MAX, { who: "numbers keep", fix: "Round it at the source" });
    case "integer":
      return numberReader(formats.number, 0, { who: "whole numbers have", fix: "Write a whole number" });
    case "percent":
      return percentReader(formats);
    case "currency":
      return (text) =>
        isCurrency(text)
          ? text
          : refuse("not-a-currency", "not a currency code of ISO 4217", "Write a code such as USD, EUR or JPY, in capitals");
    case "choice":
      return choiceReader(column.choices ?? []);
    case "boolean":
      return (text) =>
        BOOLEANS.get(text.toLowerCase()) ?? refuse("not-a-boolean", "neither true nor false", "Write true, false, yes, no, 1 or 0");
  }
}

const BOOLEANS = new Map<string, boolean>([
  ["true", true],
  ["yes", true],
  ["y", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["n", false],
  ["0", false],
]);

// oxlint-disable-next-line no-control-regex -- exactly these must not enter the database or a terminal
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function textReader(lengthMax: number): (text: string) => Cell | Refusal {
  return (text) => {
    if (text.length > lengthMax)
      return refuse("too-long", `has ${text.length} characters; at most ${lengthMax} are kept`, "Shorten it at the source");
    if (CONTROL.test(text))
      return refuse(
        "control-character",
        "holds a control character",
        "Remove it at the source, or declare the file's encoding in the mapping",
      );
    return text;
  };
}

function choiceReader(choices: readonly string[]): (text: string) => Cell | Refusal {
  const byWord = new Map(choices.map((choice) => [choice.toLowerCase(), choice]));
  return (text) =>
    byWord.get(text.toLowerCase()) ??
    refuse("not-a-choice", `not one of ${choices.join(", ")}`, "Use one of them, or declare aliases in the mapping");
}

function percentReader(formats: Formats): (text: string) => Cell | Refusal {
  const unit = formats.number.percent;
  const points = unit === "fraction" ? 0 : 2;
  const read = numberReader(formats.number, PERCENT_DIGITS_MAX - points, { who: "percentages keep", fix: "Round it at the source" });
  return (text) => {
    const signed = text.endsWith("%");
    if (signed && unit === "fraction")
      return refuse(
        "undeclared-percent",
        "has a percent sign, but fractions are declared",
        `Declare "percent": "sign" in the mapping's formats.number`,
      );
    if (!signed && unit === "sign")
      return refuse(
        "percent-sign-missing",
        "has no percent sign",
        `Write it like 12.5%, or declare "percent": "fraction" (0.125) or "points" (12.5) in the mapping's formats.number`,
      );
    const value = read(signed ? text.slice(0, -1).trimEnd() : text);
    if (isRefusal(value) || points === 0) return value;
    return { unscaled: value.unscaled, scale: value.scale + points };
  };
}
