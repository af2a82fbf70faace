import { expect, test } from "vitest";
import { parseDay } from "../../../calendar/day.ts";
import type { Plan } from "../../../plans/plan.ts";
import { annsDeals, sampleInputs, samplePlan } from "../../sample-company.ts";
import { type DayCount, nextPeriod, payPeriods } from "./periods.ts";

const flat: Plan["components"][number] = { name: "c", kind: "flat", measure: "sales", rate: "5%" };
const DAYS: readonly DayCount[] = [
  { day: "2025-12-31", transactions: 4 },
  { day: "2026-01-05", transactions: 2 },
  { day: "2026-05-05", transactions: 3 },
];

test.each<[string, readonly Plan[], readonly string[]]>([
  [
    "quarters with quotas or deals, since the plan is in force",
    [samplePlan({ components: [flat], effective: { from: "2026-01-01", to: null } })],
    ["2026-Q2 3", "2026-Q1 2 complete"],
  ],
  [
    "months too where a component is paid by the month",
    [samplePlan({ components: [flat, { ...flat, name: "d", payPeriod: "month" }], effective: { from: "2026-02-01", to: null } })],
    ["2026-Q2 3", "2026-05 3", "2026-03 0 complete", "2026-Q1 2 complete", "2026-02 0 complete"],
  ],
  [
    "nothing after the plan has ended",
    [samplePlan({ components: [flat], effective: { from: "2025-01-01", to: "2026-01-01" } })],
    ["2025-Q4 4 complete"],
  ],
  ["nothing of another plan set", [samplePlan({ components: [flat], set: "other" })], []],
])("%s", (_label, plans, expected) => {
  const { inputs } = sampleInputs({ rows: annsDeals([]), plans }); // with a quota for 2026-Q1
  const found = payPeriods({ ...inputs, days: DAYS, today: parseDay("2026-04-01") ?? 0 }, "default");
  expect(found.map(({ period, transactions, complete }) => `${period} ${transactions}${complete ? " complete" : ""}`)).toEqual(expected);
});

const period = (name: string, complete: boolean, published: boolean) => ({ period: name, complete, published });
test.each<[string, readonly ReturnType<typeof period>[], string | undefined]>([
  ["the latest that has ended", [period("Q3", false, false), period("Q2", true, false), period("Q1", true, false)], "Q2"],
  ["the latest that is not published", [period("Q2", true, true), period("Q1", true, false)], "Q1"],
  ["all published: the latest", [period("Q2", true, true), period("Q1", true, true)], "Q2"],
  ["none has ended", [period("Q3", false, false)], undefined],
])("next is %s", (_label, periods, expected) => {
  expect(nextPeriod(periods)).toBe(expected);
});
