import { currentPreferences } from "./locale.ts";

const FORMATS = new Map<string, Intl.NumberFormat>();

/** Making a format costs more than using it a thousand times: there is one for each locale and number of decimals. */
function formatOf(locale: string, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${decimals}`;
  const known = FORMATS.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  FORMATS.set(key, made);
  return made;
}

/** Decimal strings as people read them: grouped, every decimal kept, a real minus sign. Never through a float. */
export function formatDecimal(text: string, locale = currentPreferences().numberFormat): string {
  const approximate = text.startsWith("≈");
  const plain = approximate ? text.slice(1) : text;
  if (!isDecimal(plain)) return text;
  const formatted = formatOf(locale, plain.split(".")[1]?.length ?? 0).format(plain);
  return (approximate ? "≈" : "") + formatted.replace("-", "−");
}

/** A count as people read it. */
export function formatCount(count: number): string {
  return formatDecimal(String(count));
}

/**
 * A sold amount as it is shown: at the precision of its source, without zeros that say nothing beyond two decimals
 * ("367000.0000" is "367000.00", "304755.6026" and "12" stay).
 */
export function trimDecimals(text: string): string {
  return text.replace(/(\.\d\d\d*?)0+$/, "$1");
}

/** A part of what was sold in a sentence: two decimals where its source gives one, none where it has none: "1,261,747.50", "69,250". */
export function formatSold(text: string): string {
  return formatDecimal(trimDecimals(text.replace(/\.(\d)$/, ".$10")));
}

function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(\.\d{1,20})?$/.test(text);
}

/** Text in which figures and their units stay on one line: "93.69 %", "7.00 USD". */
export function keepUnits(text: string): string {
  return text.replace(/(\d) (?=%|[A-Z]{3}\b)/g, "$1\u00a0");
}

/** A share of a whole for drawing only, between 0 and 1; never shown as a number. */
export function drawnShare(part: string, whole: string): number {
  const share = Number(part) / Number(whole);
  return Number.isFinite(share) ? Math.min(Math.max(share, 0), 1) : 0;
}

/** A decimal string with 1 for the whole as percent: "0.125" is "12.5". Moving the point by two places is exact. */
export function percentOf(share: string): string {
  const [whole = "0", fraction = ""] = share.replace("-", "").split(".");
  const digits = fraction.padEnd(2, "0");
  const shifted = `${(whole + digits.slice(0, 2)).replace(/^0+(?=\d)/, "")}.${digits.slice(2)}`;
  const percent = shifted.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  return share.startsWith("-") ? `-${percent}` : percent;
}
