import { expect, test } from "vitest";
import { parseDay } from "../../calendar/day.ts";
import type { Plan } from "../../plans/plan.ts";
import { type SampleRows, sampleInputs, samplePlan } from "../sample-company.ts";
import { choicesOf } from "./choices.ts";
import { intakeOf } from "./intake.ts";

const ROWS: SampleRows = {
  people: [
    { participant: "ann", name: "Ann" },
    { participant: "bob", name: "Bob" },
    { participant: "cyd", name: "Cyd", left: "2026-03-01" },
  ],
  positions: [
    { position: "S1", title: "Rep", role: "hunter" },
    { position: "S2", title: "Rep", role: "farmer" },
    { position: "S3", title: "Lead", role: "" },
    { position: "S4" },
  ],
  assignments: [
    { participant: "ann", position: "S1" },
    { participant: "bob", position: "S2", from: "2026-02-01" },
    { participant: "bob", position: "S3" },
    { participant: "cyd", position: "S4" },
  ],
  quotas: [
    { position: "S1", measure: "target", from: "2026-01-01", calendar: "quarter", amount: "1000" },
    { position: "S2", measure: "target", from: "2026-04-01", calendar: "quarter", amount: "1000" },
    { position: "S2", measure: "year", from: "2026-01-01", to: "2027-01-01", amount: "1000" },
    { position: "S4", measure: "odd", from: "2026-01-05", to: "2026-01-07", amount: "1000" },
  ],
};
const plan = (id: string, assigned: Plan["assigned"], more: Partial<Plan> = {}): Plan =>
  samplePlan({ plan: id, name: `Plan ${id}`, assigned, components: [{ name: "c", kind: "flat", measure: "sales", rate: "5%" }], ...more });
const day = (text: string): number => parseDay(text) ?? 0;
const said = (plans: readonly Plan[], draft: Plan, on: string): readonly string[][] => {
  const { taken, none } = intakeOf(sampleInputs({ rows: ROWS, plans }), draft, day(on));
  return [taken, none].map((list) => list.map(({ name, position, others }) => [name, position, ...others].join(" ")));
};

test.each<[string, readonly Plan[], Plan, string, readonly (readonly string[])[]]>([
  ["titles, before a joiner comes", [], plan("new", [{ titles: ["Rep"] }]), "2026-01-15", [["Ann S1"], ["Bob S3", "Cyd S4"]]],
  [
    "titles, when all are there",
    [],
    plan("new", [{ titles: ["Rep"] }]),
    "2026-02-15",
    [
      ["Ann S1", "Bob S2"],
      ["Bob S3", "Cyd S4"],
    ],
  ],
  ["a leaver is on none and not without one", [], plan("new", [{ titles: ["Rep"] }]), "2026-03-15", [["Ann S1", "Bob S2"], ["Bob S3"]]],
  [
    "a seat that another plan takes too; one that only the other takes is not without a plan",
    [plan("old", [{ positions: ["S1", "S3"] }])],
    plan("new", [{ titles: ["Rep"] }]),
    "2026-02-15",
    [["Ann S1 Plan old", "Bob S2"], ["Cyd S4"]],
  ],
  [
    "the version of its name gives way, another plan set does not count",
    [plan("new", [{ where: "TRUE" }]), plan("old", [{ where: "TRUE" }], { set: "other" })],
    plan("new", [{ titles: ["Lead"] }]),
    "2026-01-15",
    [["Bob S3"], ["Ann S1", "Cyd S4"]],
  ],
  [
    "a day on which it is not in force",
    [],
    plan("new", [{ where: "TRUE" }], { effective: { from: "2026-02-01", to: null } }),
    "2026-01-15",
    [[], ["Ann S1", "Bob S3", "Cyd S4"]],
  ],
])("%s", (_label, plans, draft, on, expected) => {
  expect(said(plans, draft, on)).toEqual(expected);
});

test("what there is to choose is counted on the day", () => {
  const found = choicesOf(sampleInputs({ rows: ROWS, plans: [plan("old", [{ where: "TRUE" }])] }), day("2026-02-15"));
  expect(found.titles).toEqual([
    { name: "Rep", seats: 2, people: 2 },
    { name: "Lead", seats: 1, people: 1 },
  ]);
  expect(found.roles.map(({ name }) => name)).toEqual(["farmer", "hunter"]);
  expect(found.seats.at(-1)).toEqual({ position: "S4", title: "", participants: ["cyd"] });
  expect(found.quotas).toEqual([
    { name: "target", calendar: "quarter", titles: ["Rep"] },
    { name: "year", calendar: "year", titles: ["Rep"] },
    { name: "odd", calendar: null, titles: [] }, // of a seat without a title: a plan by titles would leave it out
  ]);
  expect(found).toMatchObject({ plans: ["old"], begins: "2026-01-01", calendars: ["month", "quarter", "year"] });
  expect(found.measured).toContainEqual({ name: "quantity", unit: "units" });
});
