import type { Day } from "../calendar/day.ts";
import { compileDatePattern } from "./date-pattern.ts";
import type { Formats } from "./formats.ts";
import type { Refusal } from "./problem.ts";
import { refuse } from "./refusal.ts";

const TEXT_LENGTH_MAX = 80;

/** A reader of date cells in the declared pattern; what does not fit is refused with the setting that would take it. */
export function dateReader(formats: Formats): (text: string) => Day | Refusal {
  const read = compileDatePattern(formats.date, formats.pivot);
  return (text) => {
    if (text.length > TEXT_LENGTH_MAX) return refuse("not-a-date", `has ${text.length} characters, too many for a date`, "Correct it");
    const day = read(text);
    if (typeof day === "number") return day;
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
  if (!yearFirst && third.length === 2) {
    return refuse(
      "two-digit-year",
      `the year has two digits; ${written}`,
      `Declare formats.date "dd${separator}MM${separator}yy" or "MM${separator}dd${separator}yy" with formats.pivot in the mapping`,
    );
  }
  if (!yearFirst && Number(first) <= 12 && Number(second) <= 12 && first !== second) {
    return refuse(
      "ambiguous-date",
      `day and month cannot be told apart; ${written}`,
      `Declare formats.date "dd${separator}MM${separator}yyyy" or "MM${separator}dd${separator}yyyy" in the mapping`,
    );
  }
  const pattern = yearFirst
    ? `yyyy${separator}MM${separator}dd`
    : Number(first) > 12
      ? `dd${separator}MM${separator}yyyy`
      : `MM${separator}dd${separator}yyyy`;
  if (time !== "")
    return refuse("undeclared-time", `has a time of day; ${written}`, `Declare formats.date "${pattern}${time}" in the mapping`);
  return refuse("not-a-date", `not written as ${formats.date}`, `Declare formats.date "${pattern}" in the mapping`);
}

/** The pattern of a time that follows a date: " HH:mm:ss.SSS" for " 00:00:00.000". */
function timePattern(rest: string): string {
  const match = /^([ T])\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.exec(rest);
  if (!match) return rest === "" ? "" : " HH:mm";
  const fraction = match[3] === undefined ? "" : match[3].length === 4 ? ".SSS" : ".S";
  return `${match[1] ?? " "}HH:mm${match[2] === undefined ? "" : ":ss"}${fraction}${match[4] === undefined ? "" : "Z"}`;
}
