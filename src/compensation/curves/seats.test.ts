import { expect, test } from "vitest";
import { type Day, formatDay, OPEN_END, OPEN_START, parseDay } from "../../calendar/day.ts";
import { quotaDay } from "./seats.ts";

const day = (written: string): Day => parseDay(written) ?? 0;
const between = (from: string, to: string) => ({ from: day(from), to: day(to) });
const ALWAYS = { from: OPEN_START, to: OPEN_END };
const Q1 = between("2026-01-01", "2026-04-01");
const Q2 = between("2026-04-01", "2026-07-01");

test.each([
  ["a day with a quota is itself", ALWAYS, [Q1, Q2], "2026-02-10", "2026-02-10"],
  ["after the last quota: its last day", ALWAYS, [Q1, Q2], "2026-11-24", "2026-06-30"],
  ["before the first quota: its first day", ALWAYS, [Q1, Q2], "2025-11-24", "2026-01-01"],
  ["only days in the stretch", between("2026-01-01", "2026-03-15"), [Q1, Q2], "2026-11-24", "2026-03-14"],
  ["quotas outside the stretch do not count", between("2026-08-01", "2026-10-01"), [Q1, Q2], "2026-11-24", "2026-09-30"],
  ["without a quota the nearest day of the stretch", between("2026-01-01", "2026-04-01"), [], "2026-11-24", "2026-03-31"],
] as const)("%s", (_label, stretch, quotas, now, expected) => {
  expect(formatDay(quotaDay(stretch, quotas, day(now)))).toBe(expected);
});
