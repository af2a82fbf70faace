import { expect, test } from "vitest";
import { parsePlan } from "../validate.ts";
import { type Beginning, firstForm } from "./first.ts";
import { planOf } from "./write.ts";

const NOTHING: Beginning = {
  today: "2026-11-23",
  currency: "EUR",
  name: "Provision 2026",
  label: "Provision",
  begins: null,
  plans: [],
  quotas: [],
};
const QUOTA = { name: "bookings", calendar: "month", titles: ["Rep"] };

test.each<[string, Partial<Beginning>, Partial<ReturnType<typeof firstForm>>]>([
  [
    "with nothing there",
    {},
    { plan: "provision-2026", from: "2026-01-01", takes: { by: "everybody" }, window: "quarter", tiers: [{ from: "0", rate: "5" }] },
  ],
  [
    "with quotas of titles",
    { quotas: [QUOTA] },
    { takes: { by: "titles", names: ["Rep"] }, quota: "bookings", window: "month", payPeriod: "month" },
  ],
  ["with quotas of seats without a title", { quotas: [{ ...QUOTA, titles: [] }] }, { takes: { by: "everybody" }, quota: "bookings" }],
  ["with quotas of no calendar", { quotas: [{ ...QUOTA, calendar: null }] }, { window: "quarter" }],
  ["the first plan of deals of last year", { begins: "2025-04-03" }, { from: "2025-01-01" }],
  ["a further plan is of this year", { begins: "2025-04-03", plans: ["provision-2026"] }, { from: "2026-01-01", plan: "provision-2026-2" }],
  ["deals to come", { begins: "2027-04-03" }, { from: "2026-01-01" }],
])("%s: a plan as it stands", (_label, there, expected) => {
  const form = firstForm({ ...NOTHING, ...there });
  expect(form).toMatchObject(expected);
  const context = { titles: new Set(["Rep"]), attributes: new Map(), calendars: new Set<string>(), quotas: new Set(["bookings"]) };
  expect(parsePlan(planOf(form), context)).toMatchObject({ ok: true });
});
