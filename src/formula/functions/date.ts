import { dayOf, daysInMonth, yearMonthDay } from "../../calendar/day.ts";
import { Failure, type Outcome } from "../outcome.ts";
import type { FunctionDefinition } from "./definition.ts";
import { asDay, asWhole, strict, whole } from "./strict.ts";

const NO_SUCH_DATE = "The date lies outside the years 1000 to 9999. Write years with four digits.";
const YEAR_MIN = 1000;
const YEAR_MAX = 9999;
const MONTHS_MAX = 12 * YEAR_MAX;

/** Whether a day lies in the years the language knows. */
export function isDateInRange(day: number): boolean {
  return day >= FIRST_DAY && day <= LAST_DAY;
}
const FIRST_DAY = dayOf(YEAR_MIN, 1, 1) ?? 0;
const LAST_DAY = dayOf(YEAR_MAX, 12, 31) ?? 0;

export function dateOutOfRange(): Failure {
  return new Failure("out-of-range", NO_SUCH_DATE);
}

/** Months and days beyond their range roll over as in Excel: DATE(2024, 14, 0) is 31 January 2025. */
function date(year: number | undefined, month: number | undefined, day: number | undefined): Outcome {
  if (year === undefined || month === undefined || day === undefined || year < YEAR_MIN || year > YEAR_MAX || Math.abs(month) > MONTHS_MAX)
    return dateOutOfRange();
  const first = monthStart(year * 12 + month - 1);
  const result = first + day - 1;
  return isDateInRange(result) ? result : dateOutOfRange();
}

function monthStart(monthIndex: number): number {
  return dayOf(Math.floor(monthIndex / 12), (((monthIndex % 12) + 12) % 12) + 1, 1) ?? 0;
}

/** The month so many months away, as an index, with the day of month; undefined when far out of range. */
function shifted(day: number, months: number | undefined): { readonly monthIndex: number; readonly dayOfMonth: number } | undefined {
  if (months === undefined || Math.abs(months) > MONTHS_MAX) return undefined;
  const { year, month, dayOfMonth } = yearMonthDay(day);
  return { monthIndex: year * 12 + month - 1 + months, dayOfMonth };
}

function inMonth(monthIndex: number, dayOfMonth: number): Outcome {
  const length = daysInMonth(Math.floor(monthIndex / 12), (((monthIndex % 12) + 12) % 12) + 1);
  const result = monthStart(monthIndex) + Math.min(dayOfMonth, length) - 1;
  return isDateInRange(result) ? result : dateOutOfRange();
}

const DATE_PARAMETER = { name: "date", types: ["Date"] } as const;
const MONTHS = { name: "months", types: ["Number"] } as const;
const LONGEST_MONTH = 31;

export const DATE: readonly FunctionDefinition[] = [
  {
    name: "DATE",
    help: "The day of a year, month and day of month",
    parameters: [
      { name: "year", types: ["Number"] },
      { name: "month", types: ["Number"] },
      { name: "day", types: ["Number"] },
    ],
    result: "Date",
    examples: [["DATE(2024, 2, 29)", "DATE(2024, 3, 0)"]],
    evaluate: strict(([year, month, day]) => date(asWhole(year), asWhole(month), asWhole(day))),
  },
  {
    name: "YEAR",
    help: "The year of a date",
    parameters: [DATE_PARAMETER],
    result: "Number",
    examples: [["YEAR(DATE(2024, 2, 29))", "2024"]],
    evaluate: strict(([day]) => whole(yearMonthDay(asDay(day)).year)),
  },
  {
    name: "MONTH",
    help: "The month of a date, 1 to 12",
    parameters: [DATE_PARAMETER],
    result: "Number",
    examples: [["MONTH(DATE(2024, 2, 29))", "2"]],
    evaluate: strict(([day]) => whole(yearMonthDay(asDay(day)).month)),
  },
  {
    name: "DAY",
    help: "The day of the month of a date, 1 to 31",
    parameters: [DATE_PARAMETER],
    result: "Number",
    examples: [["DAY(DATE(2024, 2, 29))", "29"]],
    evaluate: strict(([day]) => whole(yearMonthDay(asDay(day)).dayOfMonth)),
  },
  {
    name: "EDATE",
    help: "The same day so many months later (negative: earlier); the month's last day where it is shorter",
    parameters: [DATE_PARAMETER, MONTHS],
    result: "Date",
    examples: [["EDATE(DATE(2024, 1, 31), 1)", "DATE(2024, 2, 29)"]],
    evaluate: strict(([day, months]) => {
      const target = shifted(asDay(day), asWhole(months));
      return target ? inMonth(target.monthIndex, target.dayOfMonth) : dateOutOfRange();
    }),
  },
  {
    name: "EOMONTH",
    help: "The last day of the month so many months later; 0 is the date's own month",
    parameters: [DATE_PARAMETER, MONTHS],
    result: "Date",
    examples: [["EOMONTH(DATE(2024, 1, 15), 1)", "DATE(2024, 2, 29)"]],
    evaluate: strict(([day, months]) => {
      const target = shifted(asDay(day), asWhole(months));
      return target ? inMonth(target.monthIndex, LONGEST_MONTH) : dateOutOfRange();
    }),
  },
];
