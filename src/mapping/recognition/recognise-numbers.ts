import { isCurrency } from "../../money/currency.ts";
import { formatExact, toRational } from "../../money/decimal.ts";
import { type NumberFormat, OWN_NUMBER } from "../../table/formats.ts";
import { numberReader } from "../../table/parse-number.ts";
import { isRefusal } from "../../table/refusal.ts";

/** What of a number format differs from Attain's own. */
export type NumberChoice = Partial<NumberFormat>;

const SPACES = " \u00a0\u202f";
const CANDIDATES: readonly NumberChoice[] = [
  {},
  { grouping: "," },
  { decimal: ",", grouping: "" },
  { decimal: ",", grouping: "." },
  { decimal: ",", grouping: SPACES },
  { grouping: "'\u2019" },
  { grouping: SPACES },
  { grouping: ",", groups: "lakh" },
];

/** Signs of money with two decimals or none: those beside which a point parts them, and those that differ by country. */
const POINT_BESIDE = ["$", "US$", "CA$", "A$", "£", "¥", "₹", "USD", "CAD", "AUD", "GBP", "CHF", "JPY", "INR"];
const EITHER_BESIDE = ["€", "EUR", "kr", "SEK", "NOK", "DKK", "zł", "PLN", "Kč", "CZK"];

/** Signs of letters alone that are no currency's code; OPP-20400 is an id, no money. */
const WORDS_OF_MONEY = ["kr", "Kr", "zł", "Kč", "Rs", "R", "Fr", "SFr", "Ft", "lei", "RM", "Rp", "TL"];

function isSign(sign: string): boolean {
  return !/^\p{L}+$/u.test(sign) || isCurrency(sign) || WORDS_OF_MONEY.includes(sign);
}

/**
 * Every format by which all the texts are numbers, texts of percent sign left out: none, one, or several that give other numbers
 * (1.234 is one and a bit, or a thousand), between which somebody has to choose. Money of two decimals is not written in thousandths:
 * $90,000 and 90.000 € are ninety thousand. $1.234 stays open: where a point parts decimals it would group nothing.
 */
export function numberFormatsOf(texts: readonly string[]): readonly NumberChoice[] {
  if (texts.length === 0 || texts.some((text) => !/\d/.test(text) || text.length > 80)) return [];
  const signs = signsOf(texts);
  const byMeaning = new Map<string, NumberChoice>();
  for (const candidate of CANDIDATES) {
    const choice = { ...candidate, ...signs };
    const read = numberReader({ ...OWN_NUMBER, ...choice }, 6, { who: "", fix: "" });
    const values = texts.map((text) => read(text));
    if (values.some((value) => isRefusal(value))) continue;
    const meaning = values.map((value) => (isRefusal(value) ? "" : formatExact(toRational(value)))).join();
    if (!byMeaning.has(meaning)) byMeaning.set(meaning, choice);
  }
  const found = [...byMeaning.values()];
  const likely = found.filter((choice) => !readsThousandths(texts, choice));
  return likely.length === 0 ? found : likely;
}

function readsThousandths(texts: readonly string[], { decimal = ".", currencySign }: NumberChoice): boolean {
  if (typeof currencySign !== "string") return false;
  if (!EITHER_BESIDE.includes(currencySign) && (decimal === "." || !POINT_BESIDE.includes(currencySign))) return false;
  const parts = texts.flatMap((text) => (text.includes(decimal) ? [text.split(decimal).at(-1) ?? ""] : []));
  return parts.length > 0 && parts.every((part) => /^\d{3}\D*$/.test(part));
}

/** The sign that surely parts decimals in texts that are numbers: null where they have none, or where either sign may. */
export function decimalSignOf(texts: readonly string[]): "." | "," | null {
  if (!texts.some((text) => /\d[.,]\d/.test(text))) return null;
  const found = new Set(numberFormatsOf(texts).map(({ decimal = "." }) => decimal));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

function signsOf(texts: readonly string[]): NumberChoice {
  const sign = texts
    .map((text) => /^[-+(]?\s*([^\d\s.,'’()+-]{1,5})\s*[-+]?[\d.,]|\d\s*([^\d\s.,'’()+%-]{1,5})\)?$/u.exec(text))
    .find((match) => match !== null);
  const currencySign = sign?.[1] ?? sign?.[2];
  return {
    ...(currencySign !== undefined && isSign(currencySign) && { currencySign }),
    ...(texts.some((text) => text.endsWith(")")) && { negative: "parentheses" as const }),
    ...(texts.some((text) => /\d\s*-$/.test(text)) && { negative: "trailing-minus" as const }),
  };
}
