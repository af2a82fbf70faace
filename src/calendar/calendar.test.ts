import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, formatDay, OPEN_END, parseDay, yearMonthDay } from "./day.ts";
import { type FiscalCalendar, hasCalendar, periodAt, periodsBetween } from "./fiscal.ts";
import { intersect, overlaps } from "./period.ts";

const day = (text: string): number => {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`No such day: ${text}`);
  return parsed;
};
const calendar = (fiscalYearStartMonth: number): FiscalCalendar => ({
  fiscalYearStartMonth,
  custom: new Map([
    [
      "quota-windows",
      [
        { name: "W01", from: day("2011-05-31"), to: day("2011-08-31") },
        { name: "W02", from: day("2011-08-31"), to: OPEN_END },
      ],
    ],
  ]),
});

describe("days", () => {
  test("the epoch is day 0", () => expect(dayOf(1970, 1, 1)).toBe(0));
  test.each(["2014-02-28", "2000-02-29", "1999-12-31", "0001-01-01", "9999-12-31"])("%s reads and prints unchanged", (text) =>
    expect(formatDay(day(text))).toBe(text),
  );
  test.each(["2014-02-30", "2013-02-29", "1900-02-29", "2014-13-01", "2014-00-10", "14-01-01", "2014-1-1", "", "2014-01-01 00:00"])(
    "%j is no day",
    (text) => expect(parseDay(text)).toBeUndefined(),
  );
  test("agrees with the JavaScript calendar", () =>
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (number) => {
        const { year, month, dayOfMonth } = yearMonthDay(number);
        const clock = new Date(number * 86_400_000);
        expect([year, month, dayOfMonth]).toEqual([clock.getUTCFullYear(), clock.getUTCMonth() + 1, clock.getUTCDate()]);
        expect(dayOf(year, month, dayOfMonth)).toBe(number);
      }),
    ));
});

describe("fiscal periods", () => {
  test.each<[string, number, string, string, string, string, string]>([
    ["calendar quarter", 1, "quarter", "2017-05-10", "2017-Q2", "2017-04-01", "2017-07-01"],
    ["fiscal year from July is named by its end", 7, "year", "2017-07-01", "2018", "2017-07-01", "2018-07-01"],
    ["last day of that year", 7, "year", "2018-06-30", "2018", "2017-07-01", "2018-07-01"],
    ["its first quarter", 7, "quarter", "2017-09-30", "2018-Q1", "2017-07-01", "2017-10-01"],
    ["year from February", 2, "quarter", "2018-01-31", "2018-Q4", "2017-11-01", "2018-02-01"],
    ["month", 1, "month", "2016-02-29", "2016-02", "2016-02-01", "2016-03-01"],
    ["custom window", 1, "quota-windows", "2011-08-30", "W01", "2011-05-31", "2011-08-31"],
  ])("%s", (_label, start, kind, date, name, from, to) => {
    expect(periodAt(calendar(start), kind, day(date))).toEqual({ name, from: day(from), to: day(to) });
  });
  test("a custom calendar has no window before its first", () =>
    expect(periodAt(calendar(1), "quota-windows", day("2011-05-30"))).toBeUndefined());
  test("known calendars", () =>
    expect(["month", "life", "quota-windows", "week"].map((name) => hasCalendar(calendar(1), name))).toEqual([true, true, true, false]));
  test("periods tile time: each starts where the one before ended", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom("month", "quarter", "year"),
        fc.integer({ min: 0, max: 30_000 }),
        (start, kind, from) => {
          const periods = periodsBetween(calendar(start), kind, from, from + 900);
          expect(periods[0]?.from).toBeLessThanOrEqual(from);
          expect(periods.at(-1)?.to).toBeGreaterThanOrEqual(from + 900);
          for (let index = 1; index < periods.length; index += 1) expect(periods[index]?.from).toBe(periods[index - 1]?.to);
        },
      ),
    ));
});

describe("intervals", () => {
  test("half-open neighbours do not overlap", () => expect(overlaps({ from: 0, to: 5 }, { from: 5, to: 9 })).toBe(false));
  test("the common part", () => expect(intersect({ from: 0, to: 5 }, { from: 3, to: 9 })).toEqual({ from: 3, to: 5 }));
});
