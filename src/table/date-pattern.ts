import { type Day, dayOf } from "../calendar/day.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const TOKENS = new Map<string, string>([
  ["yyyy", "(?<year>\\d{4})"],
  ["yy", "(?<shortYear>\\d{2})"],
  ["MMM", `(?<monthName>${MONTHS.join("|")})`],
  ["MM", "(?<month>\\d{2})"],
  ["M", "(?<month>\\d{1,2})"],
  ["dd", "(?<day>\\d{2})"],
  ["d", "(?<day>\\d{1,2})"],
  ["HH", "(?:[01]\\d|2[0-3])"],
  ["H", "(?:1?\\d|2[0-3])"],
  ["mm", "[0-5]\\d"],
  ["ss", "[0-5]\\d"],
  ["SSSSSS", "\\d{6}"],
  ["SSS", "\\d{3}"],
  ["S", "\\d{1,9}"],
  ["Z", "(?:Z|[+-]\\d{2}:?\\d{2})"],
]);
const TOKEN = /[A-Za-z]+/g;
const ONE_TOKEN = /yyyy|yy|MMM|MM|M|dd|d|HH|H|mm|ss|SSSSSS|SSS|S|Z|T/y;

function tokensOf(pattern: string): string[] | undefined {
  const tokens: string[] = [];
  for (const run of pattern.match(TOKEN) ?? []) {
    ONE_TOKEN.lastIndex = 0;
    while (ONE_TOKEN.lastIndex < run.length) {
      const match = ONE_TOKEN.exec(run);
      if (!match) return undefined;
      tokens.push(match[0]);
    }
  }
  return tokens;
}

/** Null when `pattern` can be used, else what is wrong with it, to stand after the pattern in a message. */
export function isDatePattern(pattern: string): string | null {
  if (pattern.length > 40) return "is longer than 40 characters";
  const tokens = tokensOf(pattern);
  if (!tokens) return "has letters other than yyyy yy MMM MM M dd d T HH H mm ss SSS Z";
  for (const [part, names] of [
    ["year", ["yyyy", "yy"]],
    ["month", ["MMM", "MM", "M"]],
    ["day", ["dd", "d"]],
  ] as const) {
    const count = tokens.filter((token) => names.some((name) => name === token)).length;
    if (count !== 1) return `must name the ${part} once (${names.join(" or ")})`;
  }
  return null;
}

/**
 * A reader of dates written as `pattern`; a time of day must be valid and is dropped, because business dates have no clock.
 * It gives a day, "no-such-day" (2014-02-30) or undefined when the text is written otherwise.
 */
export function compileDatePattern(pattern: string, pivot: number | null): (text: string) => Day | "no-such-day" | undefined {
  if (pattern === "yyyy-MM-dd") return parseIsoDay;
  const source = pattern.replace(/[A-Za-z]+|[^A-Za-z]+/g, (run) =>
    /[A-Za-z]/.test(run)
      ? run.replace(new RegExp(ONE_TOKEN.source, "g"), (token) => TOKENS.get(token) ?? token)
      : run.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"),
  );
  const expression = new RegExp(`^${source}$`, "i");
  return (text) => {
    const groups = expression.exec(text)?.groups;
    if (!groups) return undefined;
    const short = Number(groups["shortYear"] ?? 0);
    const year = groups["year"] !== undefined ? Number(groups["year"]) : short + (short < (pivot ?? 0) ? 2000 : 1900);
    const month = groups["monthName"] !== undefined ? MONTHS.indexOf(groups["monthName"].toLowerCase()) + 1 : Number(groups["month"]);
    return dayOf(year, month, Number(groups["day"])) ?? "no-such-day";
  };
}

/** `2014-02-28` without regular expressions: a million rows have several million dates. */
function parseIsoDay(text: string): Day | "no-such-day" | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const dayOfMonth = digits(text, 8, 10);
  if (year < 0 || month < 0 || dayOfMonth < 0) return undefined;
  return dayOf(year, month, dayOfMonth) ?? "no-such-day";
}

/** The number written by the digits from `start` to `end`, or -1 when one of them is none. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
