import { type Day, formatDay } from "../calendar/day.ts";
import { compileDatePattern } from "./date-pattern.ts";
import type { Formats } from "./formats.ts";
import type { Refusal } from "./problem.ts";
import { refuse } from "./refusal.ts";

const TEXT_LENGTH_MAX = 80;
const FIRST_DATE: Day = -25_567; // 1900-01-01
const LAST_DATE: Day = 84_005; // 2199-12-31

/** Whether business can be dated so: years 1900 to 2199. Others are slips (0226, 20226) or stand for "never" (9999-12-31), and would make thousands of pay periods. */
export function isBusinessDate(day: Day): boolean {
  return FIRST_DATE <= day && day <= LAST_DATE;
}

/** A reader of date cells in the declared pattern; what does not fit is refused with the setting that would take it. */
export function dateReader(formats: Formats): (text: string) => Day | Refusal {
  const read = compileDatePattern(formats.date, formats.pivot);
  return (text) => {
    if (text.length > TEXT_LENGTH_MAX) return refuse("not-a-date", `has ${text.length} characters, too many for a date`, "Correct it");
    const day = read(text);
    if (typeof day === "number")
      return isBusinessDate(day)
        ? day
        : refuse(
            "date-out-of-range",
            `lies outside ${formatDay(FIRST_DATE)} to ${formatDay(LAST_DATE)}`,
            `Correct the year; leave the cell blank where it stands for "never" or "unknown", or declare it under "null" in the mapping's formats`,
          );
    if (day === "no-such-day")
      return refuse(
        "no-such-day",
        `there is no such day when read as ${formats.date}`,
        "Correct the date, or declare formats.date in the mapping if day and month are the other way round",
      );
    return explain(text, formats);
  };
}

const SLASHED = /^(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?=$|[ T])/;

function explain(text: string, formats: Formats): Refusal {
  const written = `dates are read as ${formats.date}`;
  const match = SLASHED.exec(text);
  if (!match) return refuse("not-a-date", `not a date; ${written}`, "Write it so, or declare formats.date in the mapping");
  const [whole, first = "", separator = "", second = "", third = ""] = match;
  const time = timePattern(text.slice(whole.length));
  const yearFirst = first.length === 4;
  const [day, month] = first.length === 1 || second.length === 1 || (yearFirst && third.length === 1) ? ["d", "M"] : ["dd", "MM"];
  if (!yearFirst && third.length <= 2) {
    const orders = [...twoDigitOrders(Number(first), Number(second))].map((order) => `"${order.join(separator)}"`);
    return refuse(
      "two-digit-year",
      `the year has two digits; ${written}`,
      `Declare formats.date ${orders.join(" or ")}, and formats.pivot (50: years below 50 are 20yy), in the mapping`,
    );
  }
  if (!yearFirst && Number(first) <= 12 && Number(second) <= 12 && first !== second) {
    return refuse(
      "ambiguous-date",
      `day and month cannot be told apart; ${written}`,
      `Declare formats.date "${day}${separator}${month}${separator}yyyy" or "${month}${separator}${day}${separator}yyyy" in the mapping`,
    );
  }
  const order = yearFirst ? ["yyyy", month, day] : Number(first) > 12 ? [day, month, "yyyy"] : [month, day, "yyyy"];
  const pattern = order.join(separator);
  if (time !== "")
    return refuse("undeclared-time", `has a time of day; ${written}`, `Declare formats.date "${pattern}${time}" in the mapping`);
  return refuse("not-a-date", `not written as ${formats.date}`, `Declare formats.date "${pattern}" in the mapping`);
}

/** Orders in which a date with a two-digit year can be read; d and M take one digit or two. */
function* twoDigitOrders(first: number, second: number): Generator<readonly string[]> {
  if (second <= 12 && first >= 1 && first <= 31) yield ["d", "M", "yy"];
  if (first <= 12 && second <= 31) yield ["M", "d", "yy"];
  if (second <= 12 && (first > 12 || first === 0)) yield ["yy", "M", "d"];
}

/** The pattern of a time that follows a date: " HH:mm:ss.SSS" for " 00:00:00.000". */
function timePattern(rest: string): string {
  const match = /^([ T])\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.exec(rest);
  if (!match) return rest === "" ? "" : " HH:mm";
  const fraction = match[3] === undefined ? "" : match[3].length === 4 ? ".SSS" : ".S";
  return `${match[1] ?? " "}HH:mm${match[2] === undefined ? "" : ":ss"}${fraction}${match[4] === undefined ? "" : "Z"}`;
}
