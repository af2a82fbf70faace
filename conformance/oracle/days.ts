import type { FiscalCalendar } from "../../src/calendar/fiscal.ts";

/** Days are counted from 1970-01-01 as in the inputs; this file counts them its own slow way, year by year. */
export const EVER = -719_529;
export const NEVER_ENDS = 2_932_897;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function leap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function monthLength(year: number, month: number): number {
  return month === 2 && leap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

export function dayNumber(year: number, month: number, day: number): number {
  let count = day - 1;
  for (let m = 1; m < month; m += 1) count += monthLength(year, m);
  for (let y = 1970; y < year; y += 1) count += leap(y) ? 366 : 365;
  for (let y = year; y < 1970; y += 1) count -= leap(y) ? 366 : 365;
  return count;
}

export function dateOf(day: number): { year: number; month: number; day: number } {
  let [year, rest] = [1970, day];
  for (; rest < 0; rest += leap(year) ? 366 : 365) year -= 1;
  for (; rest >= (leap(year) ? 366 : 365); year += 1) rest -= leap(year) ? 366 : 365;
  let month = 1;
  for (; rest >= monthLength(year, month); month += 1) rest -= monthLength(year, month);
  return { year, month, day: rest + 1 };
}

export function dayText(day: number): string {
  const { year, month, day: dayOfMonth } = dateOf(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

export function readDay(text: string): number {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return dayNumber(year, month, day);
}

/** Half-open, with its name. */
export type Window = { name: string; from: number; to: number };

const two = (month: number): string => String(month).padStart(2, "0");

/** The first day of a month, which may lie beyond December. */
function firstOf(year: number, month: number): number {
  return dayNumber(year + Math.floor((month - 1) / 12), ((month - 1) % 12) + 1, 1);
}

/** All windows of a calendar that touch [from, to). A fiscal year is named after the year in which it ends. */
export function windowsOf(calendar: FiscalCalendar, name: string, from: number, to: number): Window[] {
  const touching = (window: Window): boolean => window.from < to && from < window.to;
  if (name === "life") return [{ name, from: EVER, to: NEVER_ENDS }];
  if (name !== "month" && name !== "quarter" && name !== "year")
    return (calendar.custom.get(name) ?? []).map((window) => ({ ...window })).filter(touching);
  const start = calendar.fiscalYearStartMonth;
  const windows: Window[] = [];
  for (let year = dateOf(from).year - 1; year <= dateOf(to).year + 1; year += 1) {
    const fiscal = start === 1 ? year : year + 1;
    if (name === "year") windows.push({ name: String(fiscal), from: firstOf(year, start), to: firstOf(year, start + 12) });
    if (name === "quarter")
      for (let quarter = 0; quarter < 4; quarter += 1) {
        windows.push({
          name: `${fiscal}-Q${quarter + 1}`,
          from: firstOf(year, start + 3 * quarter),
          to: firstOf(year, start + 3 * quarter + 3),
        });
      }
    if (name === "month")
      for (let month = 1; month <= 12; month += 1)
        windows.push({ name: `${year}-${two(month)}`, from: firstOf(year, month), to: firstOf(year, month + 1) });
  }
  return windows.filter(touching);
}

/** A set of days as ordered half-open stretches that do not touch. */
export type Days = readonly { from: number; to: number }[];

/** The days for which `holds`, which changes its mind only at the given edges. */
export function daysWhere(edges: Iterable<number>, holds: (day: number) => boolean): Days {
  const points = [...new Set([EVER, ...edges, NEVER_ENDS])].filter((edge) => edge >= EVER && edge <= NEVER_ENDS).sort((a, b) => a - b);
  const days: { from: number; to: number }[] = [];
  points.slice(0, -1).forEach((from, index) => {
    if (!holds(from)) return;
    const to = points[index + 1] ?? from;
    const last = days.at(-1);
    if (last?.to === from) last.to = to;
    else days.push({ from, to });
  });
  return days;
}

export function within(days: Days, window: { from: number; to: number }): Days {
  return days
    .map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) }))
    .filter(({ from, to }) => from < to);
}

export function has(days: Days, day: number): boolean {
  return days.some(({ from, to }) => from <= day && day < to);
}
