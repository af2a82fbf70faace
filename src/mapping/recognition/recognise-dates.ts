import { compileDatePattern } from "../../table/date-pattern.ts";

/** Orders in which dates are written; d and M take one digit or two. */
const PATTERNS = [
  "yyyy-MM-dd",
  "yyyy/MM/dd",
  "yyyy.MM.dd",
  "yyyyMMdd",
  // With dots the day stands first wherever dates are written so.
  "d.M.yyyy",
  "d.M.yy",
  ...["/", "-"].flatMap((separator) => ["d/M/yyyy", "M/d/yyyy", "d/M/yy", "M/d/yy"].map((order) => order.replaceAll("/", separator))),
  "d MMM yyyy",
  "d-MMM-yyyy",
  "d-MMM-yy",
  "MMM d, yyyy",
];
/** Two-digit years below it are of this century. */
const PIVOT = 70;

export type DateChoice = { readonly date: string; readonly pivot?: number };

/** Every pattern by which all the texts are dates: none, one, or several between which somebody has to choose (03/04/2026). */
export function datePatternsOf(texts: readonly string[]): readonly DateChoice[] {
  if (texts.length === 0 || texts.some((text) => !/\d/.test(text) || text.length > 40)) return [];
  const times = new Set(texts.map(timePattern));
  const [time] = times;
  if (times.size !== 1 || time === undefined) return [];
  const fitting = PATTERNS.filter((pattern) => {
    const read = compileDatePattern(pattern + time, PIVOT);
    return texts.every((text) => typeof read(text) === "number");
  });
  // Where each text means the same day by two patterns there is nothing to choose.
  const byMeaning = new Map<string, DateChoice>();
  for (const pattern of fitting) {
    const read = compileDatePattern(pattern + time, PIVOT);
    const meaning = texts.map((text) => read(text)).join();
    const short = /(?<!y)yy(?!y)/.test(pattern);
    if (!byMeaning.has(meaning)) byMeaning.set(meaning, short ? { date: pattern + time, pivot: PIVOT } : { date: pattern + time });
  }
  return [...byMeaning.values()];
}

/** The pattern of the time of day behind a date: "" for none, undefined for one that is none of ours. */
function timePattern(text: string): string | undefined {
  const match = /([ T])(\d{1,2}):(\d{2})(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (!match) return text.includes(":") ? undefined : "";
  const [, separator = "", hours = "", , seconds, fraction, zone] = match;
  const part = fraction === undefined ? "" : fraction.length === 4 ? ".SSS" : ".S";
  return `${separator}${hours.length === 1 ? "H" : "HH"}:mm${seconds === undefined ? "" : ":ss"}${part}${zone === undefined ? "" : "Z"}`;
}
