import { expect, test } from "vitest";
import { nextVersion } from "./next-version.ts";

test.each([
  ["2026.1", "2026-01-01", "2026-11-23", "2026.2", "2026-12-01"],
  ["v09", "2026-01-01", "2026-12-31", "v10", "2027-01-01"],
  ["spring", "2027-03-01", "2026-11-23", "spring-2", "2027-04-01"],
])("after %s from %s, on %s: %s from %s", (version, from, today, next, begins) => {
  const drafted = nextVersion({ version, effective: { from, to: "2027-12-31" } }, today);
  expect([drafted.version, drafted.effective]).toEqual([next, { from: begins, to: null }]);
});
