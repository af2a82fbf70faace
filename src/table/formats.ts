import { isDatePattern } from "./date-pattern.ts";

/** How numbers are written in a file. Everything not declared here is refused, never guessed. */
export type NumberFormat = {
  readonly decimal: "." | ",";
  /** Characters that may group digits; none: grouping is refused. */
  readonly grouping: string;
  /** Digits a group: 1,234,567 or, as in India, 12,34,567. */
  readonly groups: "thousands" | "lakh";
  /** Sign or code that may stand before or after an amount, such as "$" or "EUR". */
  readonly currencySign: string | null;
  /** How amounts below zero may be written besides a leading minus: (12.50) or 12.50-. */
  readonly negative: "minus" | "parentheses" | "trailing-minus";
  /** What a percent cell holds: 12.5% (sign), 0.125 (fraction) or 12.5 (points). */
  readonly percent: "sign" | "fraction" | "points";
};

/** How the cells of a file are written. */
export type Formats = {
  /** Date pattern such as yyyy-MM-dd or dd/MM/yyyy HH:mm. */
  readonly date: string;
  /** For two-digit years: those below it are 20yy, the others 19yy; null: two-digit years are refused. */
  readonly pivot: number | null;
  readonly number: NumberFormat;
  /** Words that mean blank besides the empty cell. */
  readonly null: readonly string[];
};

/** Attain's own form, used in company folders and exports. */
export const OWN_NUMBER: NumberFormat = {
  decimal: ".",
  grouping: "",
  groups: "thousands",
  currencySign: null,
  negative: "minus",
  percent: "sign",
};
export const OWN_FORMATS: Formats = { date: "yyyy-MM-dd", pivot: null, number: OWN_NUMBER, null: [] };

const NARROW_AND_PLAIN_SPACES = " \u00a0\u202f";
type LocaleFormats = { readonly date: string; readonly number: NumberFormat };
const LOCALES = new Map<string, LocaleFormats>([
  ["en-US", { date: "M/d/yyyy", number: { ...OWN_NUMBER, grouping: "," } }],
  ["en-GB", { date: "d/M/yyyy", number: { ...OWN_NUMBER, grouping: "," } }],
  ["en-IN", { date: "d/M/yyyy", number: { ...OWN_NUMBER, grouping: ",", groups: "lakh" } }],
  ["de-DE", { date: "d.M.yyyy", number: { ...OWN_NUMBER, decimal: ",", grouping: "." } }],
  ["de-AT", { date: "d.M.yyyy", number: { ...OWN_NUMBER, decimal: ",", grouping: `.${NARROW_AND_PLAIN_SPACES}` } }],
  ["de-CH", { date: "d.M.yyyy", number: { ...OWN_NUMBER, grouping: "'\u2019" } }],
  ["fr-FR", { date: "d/M/yyyy", number: { ...OWN_NUMBER, decimal: ",", grouping: NARROW_AND_PLAIN_SPACES } }],
]);
export const LOCALE_NAMES = ["en-US", "en-GB", "en-IN", "de-DE", "de-AT", "de-CH", "fr-FR"] as const;

/** What a mapping file may declare; each field overrides the locale's, and that the outer declaration's. */
export type FormatDeclaration = {
  readonly locale?: string | undefined;
  readonly date?: string | undefined;
  readonly pivot?: number | undefined;
  readonly number?: Partial<{ [Field in keyof NumberFormat]: NumberFormat[Field] | undefined }> | undefined;
  readonly null?: readonly string[] | undefined;
};

/** The declared formats over `outer`. Throws RangeError that names the setting when a declaration cannot be. */
export function declareFormats(declared: FormatDeclaration, outer: Formats = OWN_FORMATS): Formats {
  const locale = declared.locale === undefined ? undefined : LOCALES.get(declared.locale);
  if (declared.locale !== undefined && !locale)
    throw new RangeError(`locale ${JSON.stringify(declared.locale)} is not one of ${LOCALE_NAMES.join(", ")}`);
  const { decimal, grouping, groups, currencySign, negative, percent } = declared.number ?? {};
  const base = locale
    ? { ...locale.number, currencySign: outer.number.currencySign, negative: outer.number.negative, percent: outer.number.percent }
    : outer.number;
  const number: NumberFormat = {
    decimal: decimal ?? base.decimal,
    grouping: grouping ?? base.grouping,
    groups: groups ?? base.groups,
    currencySign: currencySign ?? base.currencySign,
    negative: negative ?? base.negative,
    percent: percent ?? base.percent,
  };
  if (number.grouping.includes(number.decimal))
    throw new RangeError(`number.grouping and number.decimal are both ${JSON.stringify(number.decimal)}`);
  if (/[\d+\-()%]/.test(number.grouping)) throw new RangeError(`number.grouping ${JSON.stringify(number.grouping)} holds a digit or sign`);
  const date = declared.date ?? locale?.date ?? outer.date;
  const pivot = declared.pivot ?? outer.pivot;
  const fault = isDatePattern(date);
  if (fault !== null) throw new RangeError(`date ${JSON.stringify(date)} ${fault}`);
  if (/(?<!y)yy(?!y)/.test(date) && pivot === null)
    throw new RangeError(`date ${JSON.stringify(date)} has a two-digit year and needs "pivot": years below it are 20yy, the others 19yy`);
  return { date, pivot, number, null: declared.null ?? outer.null };
}
