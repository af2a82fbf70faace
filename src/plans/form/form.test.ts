import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Plan } from "../plan.ts";
import { parsePlan } from "../validate.ts";
import { CREDIT_KINDS, type PlanForm, type Takes, typedNumber, withCredit, withoutTier, withTier } from "./form.ts";
import { planIdOf } from "./plan-id.ts";
import { formOf } from "./read.ts";
import { planOf } from "./write.ts";

const FORM: PlanForm = {
  plan: "commission",
  version: "1",
  set: "default",
  name: "Commission",
  from: "2026-01-01",
  to: null,
  currency: "USD",
  payPeriod: "month",
  takes: { by: "titles", names: ["Rep"] },
  credits: [{ name: "own", kind: "direct" }],
  measure: "sales",
  of: "amount",
  unit: "money",
  window: "quarter",
  quota: "bookings",
  component: "commission",
  label: "Commission",
  tiers: [
    { from: "0", rate: "5" },
    { from: "100", rate: "8" },
  ],
  whole: false,
};
const CONTEXT = {
  attributes: new Map(),
  calendars: new Set<string>(),
  titles: new Set(["Rep"]),
  positions: new Set(["S1"]),
  quotas: new Set(["bookings"]),
};

describe("what a form writes", () => {
  test.each<[string, Partial<PlanForm>, Partial<Plan>]>([
    [
      "tiers of a quota",
      {},
      {
        assigned: [{ titles: ["Rep"] }],
        components: [
          {
            name: "commission",
            label: "Commission",
            measure: "sales",
            kind: "marginal-tiers",
            tiers: [
              { from: "0%", to: "100%", rate: "5%" },
              { from: "100%", to: null, rate: "8%" },
            ],
          },
        ],
      },
    ],
    [
      "one tier is a flat rate",
      { tiers: [{ from: "0", rate: "2.5" }] },
      { components: [{ name: "commission", label: "Commission", measure: "sales", kind: "flat", rate: "2.5%" }] },
    ],
    [
      "tiers of amounts, for the whole amount",
      { quota: null, whole: true, tiers: [FORM.tiers[0] ?? { from: "", rate: "" }, { from: "50000", rate: "7" }] },
      {
        measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter" }],
        components: [
          {
            name: "commission",
            label: "Commission",
            measure: "sales",
            kind: "whole-amount-tiers",
            tiers: [
              { from: "0", to: "50000", rate: "5%" },
              { from: "50000", to: null, rate: "7%" },
            ],
          },
        ],
      },
    ],
    [
      "an amount for each unit",
      { of: "quantity", unit: "units", quota: null, tiers: [{ from: "0", rate: "20" }] },
      { components: [{ name: "commission", label: "Commission", measure: "sales", kind: "per-unit", amount: "20" }] },
    ],
    ["every seat", { takes: { by: "everybody" } }, { assigned: [{ where: "TRUE" }] }],
    ["listed seats", { takes: { by: "listed" } }, { assigned: [{ listed: true }] }],
    ["named seats", { takes: { by: "seats", names: ["S1"] } }, { assigned: [{ positions: ["S1"] }] }],
    ["a role", { takes: { by: "roles", names: ['the "closer"'] } }, { assigned: [{ where: 'position.role = "the ""closer"""' }] }],
    [
      "several roles",
      { takes: { by: "roles", names: ["hunter", "farmer"] } },
      { assigned: [{ where: 'OR(position.role = "hunter", position.role = "farmer")' }] },
    ],
  ])("%s: a plan that passes its checks and reads back as the form", (_label, change, expected) => {
    const form = { ...FORM, ...change };
    expect(planOf(form)).toMatchObject(expected);
    expect(parsePlan(planOf(form), CONTEXT)).toMatchObject({ ok: true });
    expect(formOf(planOf(form))).toEqual(form);
  });
});

describe("a document that says more than the form is no form", () => {
  const plan = planOf(FORM);
  const [component] = plan.components;
  const [measure] = plan.measures;
  if (!component || !measure) throw new Error("The form makes no component");
  test.each<[string, unknown]>([
    ["no document", undefined],
    ["a list", []],
    ["a text where the rules stand", { ...plan, assigned: "all" }],
    ["a cap", { ...plan, cap: { amount: "100", window: "year" } }],
    ["a field that is none", { ...plan, curency: "USD" }],
    ["two components", { ...plan, components: [component, { ...component, name: "more" }] }],
    ["a condition of the component", { ...plan, components: [{ ...component, where: "TRUE" }] }],
    ["a gate", { ...plan, components: [{ ...component, gate: { at: "50%", pays: "above-gate" } }] }],
    ["a formula as a rate", { ...plan, components: [{ name: "c", kind: "flat", measure: "sales", rate: "participant.rate" }] }],
    ["a bonus", { ...plan, components: [{ name: "c", kind: "bonus", measure: "sales", at: "100%", amount: "9" }] }],
    [
      "a gap between the tiers",
      {
        ...plan,
        components: [
          {
            ...component,
            tiers: [
              { from: "0%", to: "90%", rate: "5%" },
              { from: "100%", to: null, rate: "8%" },
            ],
          },
        ],
      },
    ],
    ["no tier", { ...plan, components: [{ ...component, tiers: [] }] }],
    ["a tier that is none", { ...plan, components: [{ ...component, tiers: [null, 3] }] }],
    ["two measures", { ...plan, measures: [measure, { ...measure, name: "more" }] }],
    ["a measure of one credit rule of two", { ...plan, credits: [...plan.credits, { name: "team", kind: "roll-up" }] }],
    ["a roll-up of one level", { ...plan, credits: [{ name: "own", kind: "roll-up", levels: 1 }] }],
    ["an overlay", { ...plan, credits: [{ name: "own", kind: "overlay", role: "se" }] }],
    ["a rule with dates", { ...plan, assigned: [{ titles: ["Rep"], from: "2026-02-01" }] }],
    ["two rules", { ...plan, assigned: [{ titles: ["Rep"] }, { listed: true }] }],
    ["a condition on seats", { ...plan, assigned: [{ where: 'NOT(position.role = "hunter")' }] }],
  ])("%s", (_label, document) => {
    expect(formOf(document)).toBeUndefined();
  });
  test("the order of fields and what is left out by default make no difference", () => {
    const { set: _set, effective, ...rest } = plan;
    expect(formOf({ effective: { from: effective.from }, ...rest })).toEqual(FORM);
  });
});

test("every form comes back from its plan as it was", () => {
  const text = fc.string({ minLength: 1, maxLength: 12 });
  const typed = fc.constantFrom("", "0", "5", "7.25", "100", "3.");
  const takes: fc.Arbitrary<Takes> = fc.oneof(
    fc.record({ by: fc.constantFrom("everybody", "listed") }),
    fc.record({ by: fc.constantFrom("titles", "roles", "seats"), names: fc.array(text, { minLength: 1, maxLength: 4 }) }),
  );
  const credits = fc
    .uniqueArray(fc.constantFrom(...CREDIT_KINDS), { minLength: 1 })
    .map((kinds) => kinds.map((kind) => ({ name: `of ${kind}`, kind })));
  const tier = fc.record({ from: typed, rate: typed });
  const any: fc.Arbitrary<PlanForm> = fc
    .record({
      plan: text,
      version: text,
      set: text,
      name: text,
      from: text,
      to: fc.option(text),
      currency: text,
      payPeriod: text,
      takes,
      credits,
      measure: text,
      of: text,
      unit: fc.constantFrom("money", "units"),
      window: text,
      quota: fc.option(text),
      component: text,
      label: fc.option(text),
      tiers: fc.array(tier, { minLength: 1, maxLength: 5 }),
      whole: fc.boolean(),
    })
    .map((form) => ({
      ...form,
      // One tier alone begins at 0 and is neither of a part nor of the whole.
      ...(form.tiers.length === 1 && { whole: false, tiers: form.tiers.map((only) => ({ ...only, from: "0" })) }),
    }));
  fc.assert(
    fc.property(any, (form) => {
      expect(formOf(planOf(form))).toEqual(form);
    }),
  );
});

test.each([
  ["Commission 2026", [], "commission-2026"],
  ["Außendienst – Süd/West", [], "aussendienst-sud-west"],
  ["  ", [], "plan"],
  ["計画", ["plan"], "plan-2"],
  ["Commission", ["commission", "commission-2"], "commission-3"],
])("%j with %j taken is %s", (name, taken, id) => {
  expect(planIdOf(name, taken)).toBe(id);
});

test("tiers and credits are added and taken away; the last of each stays", () => {
  const { tiers } = FORM;
  expect(withTier(FORM).at(-1)).toEqual({ from: "120", rate: "8" });
  expect(withTier({ quota: "q", tiers: tiers.slice(0, 1) }).at(-1)).toEqual({ from: "100", rate: "5" });
  expect(withTier({ quota: null, tiers: tiers.slice(0, 1) }).at(-1)).toEqual({ from: "100000", rate: "5" });
  expect(withoutTier(tiers, 0)).toEqual([{ from: "0", rate: "8" }]);
  expect(withoutTier(tiers.slice(0, 1), 0)).toEqual(tiers.slice(0, 1));
  expect(withCredit(FORM.credits, "roll-up", true)).toEqual([...FORM.credits, { name: "team", kind: "roll-up" }]);
  expect(withCredit(FORM.credits, "direct", false)).toEqual(FORM.credits);
  expect(withCredit([{ name: "team", kind: "direct" }], "roll-up", true).at(-1)).toEqual({ name: "team-2", kind: "roll-up" });
});

test.each([
  ["7,5", "7.5"],
  ["5 %", "5"],
  ["1.2.3", "1.23"],
  ["", ""],
])("%j is typed as %j", (typed, read) => {
  expect(typedNumber(typed)).toBe(read);
});
