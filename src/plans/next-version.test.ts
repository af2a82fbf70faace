import { expect, test } from "vitest";
import { firstPlan, nextVersion } from "./next-version.ts";
import { parsePlan } from "./validate.ts";

const plan = (version: string, from: string) => ({ ...firstPlan("2026-01-15", "USD", undefined), version, effective: { from, to: null } });

test.each([
  ["2026.1", "2026-01-01", "2026-11-23", "2026.2", "2026-12-01"],
  ["v09", "2026-01-01", "2026-12-31", "v10", "2027-01-01"],
  ["spring", "2027-03-01", "2026-11-23", "spring-2", "2027-04-01"],
])("after %s from %s, on %s: %s from %s", (version, from, today, next, begins) => {
  const drafted = nextVersion(plan(version, from), today);
  expect([drafted.version, drafted.effective]).toEqual([next, { from: begins, to: null }]);
});

test.each([
  ["with a quota", "bookings", []],
  ["with a quota of some titles", "bookings", ["Rep"]],
  ["without quotas", undefined, []],
])("the first plan %s is a plan", (_title, quota, titles) => {
  const first = firstPlan("2026-11-23", "EUR", quota, titles);
  expect(first.assigned).toEqual([titles.length === 0 ? { where: "TRUE" } : { titles }]);
  const result = parsePlan(first, {
    titles: new Set(["Rep"]),
    attributes: new Map(),
    calendars: new Set(),
    quotas: new Set(["bookings"]),
  });
  expect(result).toMatchObject({ ok: true });
});
