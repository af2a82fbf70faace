import { type Day, yearMonthDay } from "../../calendar/day.ts";
import { periodAt, periodsBetween } from "../../calendar/fiscal.ts";
import type { Period } from "../../calendar/period.ts";

const CALENDAR = { fiscalYearStartMonth: 1, custom: new Map<string, readonly Period[]>() };
/** Quarters before the running one. */
export const COMPLETE_QUARTERS = 8;

/** The time that the demo company spans: whole quarters that hold at least the 24 months before this one, and the running quarter up to today. */
export type Timeline = {
  readonly from: Day;
  readonly today: Day;
  /** The complete quarters, then the running one. */
  readonly quarters: readonly Period[];
  /** From this day, the first of a fiscal year, the plans' second version holds. */
  readonly newPlansFrom: Day;
};

export function timelineOf(today: Day): Timeline {
  const running = periodOf("quarter", today);
  let from = running.from;
  for (let quarter = 0; quarter < COMPLETE_QUARTERS; quarter += 1) from = periodOf("quarter", from - 1).from;
  const halfYearBefore = periodOf("quarter", periodOf("quarter", running.from - 1).from - 1);
  return {
    from,
    today,
    quarters: periodsBetween(CALENDAR, "quarter", from, today + 1),
    newPlansFrom: periodOf("year", halfYearBefore.from).from,
  };
}

export function periodOf(calendar: "month" | "quarter" | "year", day: Day): Period {
  const period = periodAt(CALENDAR, calendar, day);
  if (!period) throw new RangeError(`There is no ${calendar} on day ${day}`);
  return period;
}

export function monthsBetween(from: Day, to: Day): readonly Period[] {
  return periodsBetween(CALENDAR, "month", from, to);
}

/** A quarter of the timeline by its place; throws outside of it. */
export function quarterAt({ quarters }: Timeline, index: number): Period {
  const quarter = quarters[index];
  if (!quarter) throw new RangeError(`There is no quarter ${index}`);
  return quarter;
}

/** Which quarter of the timeline holds the day: 0 is the first; -1 where none does. */
export function quarterIndex({ quarters }: Timeline, day: Day): number {
  return quarters.findIndex(({ from, to }) => from <= day && day < to);
}

/** The day itself, or the Friday before a weekend; a month's first weekend moves to its Monday. */
export function workday(day: Day): Day {
  const weekday = (((day + 3) % 7) + 7) % 7; // 0 is Monday
  if (weekday < 5) return day;
  const friday = day - (weekday - 4);
  return yearMonthDay(friday).month === yearMonthDay(day).month ? friday : day + (7 - weekday);
}

/** How much is sold in a month against the average one: the last month of a quarter and the last quarter of a year are strongest. */
export function seasonOfMonth(day: Day): number {
  const { month } = yearMonthDay(day);
  return seasonOfQuarter(day) * (MONTH_IN_QUARTER[(month - 1) % 3] ?? 1);
}

export function seasonOfQuarter(day: Day): number {
  return QUARTER_IN_YEAR[Math.floor((yearMonthDay(day).month - 1) / 3)] ?? 1;
}

const MONTH_IN_QUARTER = [0.75, 0.95, 1.3];
const QUARTER_IN_YEAR = [0.9, 1, 0.92, 1.18];

/** The company grows by 2 % a quarter. */
export function growth(timeline: Timeline, day: Day): number {
  return 1 + 0.02 * Math.max(0, (day - timeline.from) / 91.3);
}
