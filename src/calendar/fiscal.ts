import { type Day, dayOf, OPEN_END, OPEN_START, yearMonthDay } from "./day.ts";
import { contains, type Period } from "./period.ts";

/** The calendars every company has; custom ones are lists of named windows. */
export type StandardCalendar = "month" | "quarter" | "year" | "life";

/**
 * How a company counts time. A fiscal year is named by the calendar year in which it ends
 * (a year that starts in January: by that year), the usual convention of finance.
 */
export type FiscalCalendar = {
  readonly fiscalYearStartMonth: number;
  /** Custom calendars by name; windows are ordered, do not overlap, and the last may be open. */
  readonly custom: ReadonlyMap<string, readonly Period[]>;
};

function required(day: Day | undefined): Day {
  if (day === undefined) throw new RangeError("No such day");
  return day;
}

function monthStart(monthIndex: number): Day {
  return required(dayOf(Math.floor(monthIndex / 12), (monthIndex % 12) + 1, 1));
}

function standardPeriod(calendar: FiscalCalendar, kind: StandardCalendar, day: Day): Period {
  if (kind === "life") return { name: "life", from: OPEN_START, to: OPEN_END };
  const { year, month } = yearMonthDay(day);
  if (kind === "month") {
    const index = year * 12 + month - 1;
    return { name: `${year}-${String(month).padStart(2, "0")}`, from: monthStart(index), to: monthStart(index + 1) };
  }
  const sinceStart = (month - calendar.fiscalYearStartMonth + 12) % 12;
  const yearIndex = year * 12 + month - 1 - sinceStart;
  const fiscalYear = Math.floor((yearIndex + 11) / 12);
  if (kind === "year") return { name: String(fiscalYear), from: monthStart(yearIndex), to: monthStart(yearIndex + 12) };
  const quarter = Math.floor(sinceStart / 3);
  const from = yearIndex + quarter * 3;
  return { name: `${fiscalYear}-Q${quarter + 1}`, from: monthStart(from), to: monthStart(from + 3) };
}

const STANDARD = new Set<string>(["month", "quarter", "year", "life"]);

function isStandard(name: string): name is StandardCalendar {
  return STANDARD.has(name);
}

export function hasCalendar(calendar: FiscalCalendar, name: string): boolean {
  return isStandard(name) || calendar.custom.has(name);
}

/** The period of the named calendar that holds `day`, or undefined when a custom calendar has none there. */
export function periodAt(calendar: FiscalCalendar, name: string, day: Day): Period | undefined {
  if (isStandard(name)) return standardPeriod(calendar, name, day);
  return calendar.custom.get(name)?.find((window) => contains(window, day));
}

/** All periods of the named calendar that touch `[from, to)`, in order. At most 10,000, else RangeError. */
export function periodsBetween(calendar: FiscalCalendar, name: string, from: Day, to: Day): Period[] {
  if (!isStandard(name)) return (calendar.custom.get(name) ?? []).filter((window) => window.from < to && from < window.to);
  const periods: Period[] = [];
  for (let day = from; day < to;) {
    const period = standardPeriod(calendar, name, day);
    periods.push(period);
    if (periods.length > 10_000) throw new RangeError(`More than 10,000 ${name} periods`);
    day = period.to;
  }
  return periods;
}
