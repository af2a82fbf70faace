import type { Decimal } from "../money/decimal.ts";
import type { NumberFormat } from "./formats.ts";
import type { Refusal } from "./problem.ts";
import { refuse } from "./refusal.ts";

/** Digits that fit a signed 64-bit integer at the largest scale kept. */
const DIGITS_MAX = 18;
/** No number is written longer; keeps the patterns below quick whatever a file holds. */
const TEXT_LENGTH_MAX = 80;
const DECLARE = "in the mapping's formats.number";

/**
 * A reader of numbers with at most `decimalsMax` decimals; trailing zeros beyond are dropped, other digits are never lost.
 * `keeps` says who limits the decimals and how to allow more.
 */
export function numberReader(
  format: NumberFormat,
  decimalsMax: number,
  keeps: { readonly who: string; readonly fix: string },
): (text: string) => Decimal | Refusal {
  const body = bodyPattern(format);
  return (text) => {
    if (text.length > TEXT_LENGTH_MAX) return refuse("not-a-number", `has ${text.length} characters, too many for a number`, "Correct it");
    const plain = format.decimal === "." ? readPlain(text, decimalsMax) : undefined;
    if (plain) return plain;
    const signed = readSigns(text, format);
    if ("code" in signed) return signed;
    if (!body.test(signed.body)) return explain(signed.body, format);
    const digits =
      format.grouping === "" ? signed.body : [...signed.body].filter((character) => !format.grouping.includes(character)).join("");
    const [whole = "", fraction = ""] = digits.split(format.decimal);
    return decimalOf(whole, fraction, signed.negative, decimalsMax, keeps);
  };
}

/** `-1234.56` by arithmetic on whole numbers below 2^53; undefined sends the text the long way. */
function readPlain(text: string, decimalsMax: number): Decimal | undefined {
  const length = text.length;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  if (length === start || length > 18) return undefined;
  let value = 0;
  let point = -1;
  for (let index = start; index < length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (digit === -2 && point < 0 && index > start && index < length - 1) point = index;
    else return undefined;
  }
  const scale = point < 0 ? 0 : length - 1 - point;
  const whole = (point < 0 ? length : point) - start;
  return scale > decimalsMax || value > Number.MAX_SAFE_INTEGER || whole + decimalsMax > DIGITS_MAX
    ? undefined
    : { unscaled: BigInt(start === 1 ? -value : value), scale };
}

function decimalOf(
  whole: string,
  fraction: string,
  negative: boolean,
  decimalsMax: number,
  keeps: { readonly who: string; readonly fix: string },
): Decimal | Refusal {
  let kept = fraction;
  while (kept.length > decimalsMax && kept.endsWith("0")) kept = kept.slice(0, -1);
  if (kept.length > decimalsMax) return refuse("too-many-decimals", `has ${kept.length} decimals; ${keeps.who} ${decimalsMax}`, keeps.fix);
  if (whole.replace(/^0+/, "").length + decimalsMax > DIGITS_MAX)
    return refuse("too-large", `has more than ${DIGITS_MAX - decimalsMax} digits before the decimal separator`, "Correct the number");
  const unscaled = BigInt(whole + kept);
  return { unscaled: negative ? -unscaled : unscaled, scale: kept.length };
}

type Signed = { readonly body: string; readonly negative: boolean };

/** Takes declared signs off: minus, parentheses, currency. */
function readSigns(text: string, format: NumberFormat): Signed | Refusal {
  if (text.endsWith("%"))
    return refuse(
      "undeclared-percent",
      "has a percent sign, but this column holds plain numbers",
      "Use it for a percent column, or drop the sign",
    );
  let body = text;
  let negative = false;
  if (/^[-+]?[^()]*\([^()]*\)$/.test(body) && body.includes("(")) {
    if (format.negative !== "parentheses")
      return refuse("undeclared-parentheses", "is in parentheses", `Declare "negative": "parentheses" ${DECLARE} if that means below zero`);
    if (!/^\([^()]+\)$/.test(body)) return refuse("not-a-number", "has a sign outside its parentheses", "Use one of them");
    return withCurrency(body.slice(1, -1).trim(), true, format);
  }
  if (/\d\s*-$/.test(body)) {
    if (format.negative !== "trailing-minus")
      return refuse("not-a-number", "has its minus behind", `Declare "negative": "trailing-minus" ${DECLARE}`);
    return withCurrency(body.slice(0, -1).trim(), true, format);
  }
  if (body.startsWith("-") || body.startsWith("+")) {
    negative = body.startsWith("-");
    body = body.slice(1).trimStart();
  }
  return withCurrency(body, negative, format);
}

const CURRENCY = /^(?:(\p{Sc}|[A-Z]{3})\s*(-?)(?=\d))|(?<=\d)\s*(\p{Sc}|[A-Z]{3})$/u;

function withCurrency(body: string, negative: boolean, format: NumberFormat): Signed | Refusal {
  const match = CURRENCY.exec(body);
  if (!match) return { body, negative };
  const sign = match[1] ?? match[3] ?? "";
  if (sign !== format.currencySign)
    return refuse(
      "undeclared-currency-sign",
      `has the currency sign ${sign}`,
      `Declare "currencySign": ${JSON.stringify(sign)} ${DECLARE}; the currency itself comes from the currency column`,
    );
  const minus = match[2] === "-";
  if (minus && negative) return refuse("not-a-number", "has two minus signs", "Use one of them");
  return { body: body.replace(CURRENCY, ""), negative: negative || minus };
}

function bodyPattern(format: NumberFormat): RegExp {
  const decimal = format.decimal === "." ? "\\." : ",";
  if (format.grouping === "") return new RegExp(`^\\d+(?:${decimal}\\d+)?$`);
  const separator = [...format.grouping].map((character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`).join("");
  const groups = format.groups === "lakh" ? `\\d{1,2}(?:[${separator}]\\d{2})*[${separator}]\\d{3}` : `\\d{1,3}(?:[${separator}]\\d{3})+`;
  return new RegExp(`^(?:\\d+|${groups})(?:${decimal}\\d+)?$`, "u");
}

/** Why digits with separators do not read, and which declaration would take them. */
function explain(body: string, format: NumberFormat): Refusal {
  const declared = `numbers are read with decimal ${JSON.stringify(format.decimal)}${format.grouping === "" ? " and no grouping" : ` and grouping ${JSON.stringify(format.grouping)}`}`;
  if (/^\d{1,3}(\.\d{3})+,\d+$|^\d{1,3}(\.\d{3}){2,}$/.test(body))
    return refuse("undeclared-grouping", declared, `Declare "locale": "de-DE" or "decimal": ",", "grouping": "." ${DECLARE}`);
  if (/^\d{1,3}(,\d{3})+\.\d+$|^\d{1,3}(,\d{3}){2,}$/.test(body))
    return refuse("undeclared-grouping", declared, `Declare "locale": "en-US" or "grouping": "," ${DECLARE}`);
  if (/^\d{1,2}(,\d{2})+,\d{3}(\.\d+)?$/.test(body))
    return refuse("undeclared-grouping", declared, `Declare "locale": "en-IN" or "grouping": ",", "groups": "lakh" ${DECLARE}`);
  if (/^\d{1,3}(['\u2019]\d{3})+(\.\d+)?$/.test(body))
    return refuse("undeclared-grouping", declared, `Declare "locale": "de-CH" or "grouping": "'" ${DECLARE}`);
  if (/^\d{1,3}([ \u00a0\u202f]\d{3})+(,\d+)?$/.test(body))
    return refuse("undeclared-grouping", declared, `Declare "locale": "fr-FR" or "grouping": " " ${DECLARE}`);
  if (/^\d+,\d+$/.test(body))
    return refuse(
      "undeclared-grouping",
      `the comma may group or be a decimal comma; ${declared}`,
      `Declare "grouping": "," or "decimal": "," ${DECLARE}`,
    );
  if (/^\d+\.\d+$/.test(body)) return refuse("undeclared-grouping", declared, `Declare "decimal": "." ${DECLARE}`);
  if (/^\d+(\.\d+)?[eE][-+]?\d+$/.test(body))
    return refuse("not-a-number", "is written with an exponent, which may have lost digits", "Export the column as plain numbers");
  if (/^[.,]\d+$|^\d+[.,]$/.test(body))
    return refuse("not-a-number", "needs digits on both sides of its decimal separator", "Write 0.5 or 5");
  return refuse("not-a-number", `not a number; ${declared}`, `Correct it, or declare how numbers are written ${DECLARE}`);
}
