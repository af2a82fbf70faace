import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDay } from "../../calendar/day.ts";
import { parseDecimal } from "../../money/decimal.ts";
import { minorOf } from "../../money/money.ts";
import type { Component, Measure, Plan } from "../../plans/plan.ts";
import { calculate, toStatements } from "../engine.ts";
import { annsDeals, sampleInputs, samplePlan } from "../sample-company.ts";
import { type ComponentCurve, curveOf } from "./curve.ts";

const DAY = parseDay("2026-02-10") ?? 0;

function planWith(component: Record<string, unknown>, of: Measure["of"] = "amount"): Plan {
  return samplePlan({
    measures: [{ name: "sales", credits: ["own"], of, window: "quarter", quota: "target" }],
    components: [{ name: "c", measure: "sales", ...component } as Component],
  });
}

/** The curve of one component for Ann, whose quota for 2026-Q1 is 1,000. */
function curve(plan: Plan, { quota, deals = 1 }: { readonly quota?: string; readonly deals?: number } = {}): ComponentCurve {
  const { inputs } = sampleInputs({ rows: annsDeals([]), plans: [plan], attributes: { participant: { rate: "Percent" } } });
  const [participant] = inputs.participants.values();
  const [position] = inputs.positions.values();
  if (!participant || !position) throw new Error("Ann has no seat");
  const seat = { company: inputs.company, participant, position, quotas: inputs.quotas };
  const decimal = quota === undefined ? undefined : parseDecimal(quota);
  const [component] = plan.components;
  if (!component) throw new Error("The plan has no component");
  return curveOf(seat, plan, component, { day: DAY, deals, ...(decimal && { quota: decimal }) });
}

/** What the engine pays Ann for one real deal of an amount. */
function paid(plan: Plan, amount: string): string {
  const [statement] = toStatements(calculate(sampleInputs({ rows: annsDeals([amount]), plans: [plan] }), { set: "default" }));
  return statement?.totals.amount ?? "none";
}

const TIERS = [
  { from: "0%", to: "50%", rate: "4%" },
  { from: "50%", to: "100%", rate: "8%" },
  { from: "100%", to: null, rate: "12%" },
];
const SHAPES: readonly [string, Record<string, unknown>, cliffs: readonly string[], examples: readonly string[]][] = [
  ["a flat rate", { kind: "flat", rate: "5%" }, [], ["40.00", "50.00", "65.00"]],
  ["a flat rate up to quota", { kind: "flat", rate: "5%", upTo: "100%" }, [], ["40.00", "50.00", "50.00"]],
  ["marginal tiers", { kind: "marginal-tiers", tiers: TIERS }, [], ["44.00", "60.00", "96.00"]],
  ["whole-amount tiers", { kind: "whole-amount-tiers", tiers: TIERS }, ["50 20.00", "100 40.00"], ["64.00", "120.00", "156.00"]],
  ["an accelerator", { kind: "accelerator", above: "100%", rate: "5%", multiplier: "2" }, [], ["0.00", "0.00", "30.00"]],
  ["a bonus", { kind: "bonus", at: "100%", amount: "250" }, ["100 250.00"], ["0.00", "250.00", "250.00"]],
  [
    "a gate from the first unit",
    { kind: "flat", rate: "5%", gate: { at: "50%", pays: "from-first-unit" } },
    ["50 25.00"],
    ["40.00", "50.00", "65.00"],
  ],
  ["a gate that pays above it", { kind: "flat", rate: "5%", gate: { at: "50%", pays: "above-gate" } }, [], ["15.00", "25.00", "40.00"]],
  ["a cap", { kind: "flat", rate: "5%", cap: "45" }, [], ["40.00", "45.00", "45.00"]],
  ["a floor", { kind: "flat", rate: "5%", floor: "42" }, [], ["42.00", "50.00", "65.00"]],
];

describe("cliffs and examples", () => {
  test.each(SHAPES)("%s", (_label, component, cliffs, examples) => {
    const found = curve(planWith(component));
    expect(found.findings).toEqual([]);
    expect(found.cliffs.map(({ percent, jump }) => `${Number(percent)} ${jump}`)).toEqual(cliffs);
    expect(found.examples.map(({ percent }) => percent)).toEqual(["80", "100", "130"]);
    expect(found.examples.map(({ pay }) => pay)).toEqual(examples);
  });
  test("a cap bends the line where it is reached", () => {
    const points = curve(planWith({ kind: "flat", rate: "5%", cap: "43.21" })).points;
    const first = points.find(({ pay }) => pay === "43.21");
    expect(Number(first?.value)).toBeGreaterThan(863);
    expect(Number(first?.value)).toBeLessThan(866);
  });
  test("an edge between two values of the axis lies at the first that reaches it", () => {
    const found = curve(planWith({ kind: "bonus", at: "100%", amount: "250" }, "count"), { quota: "10.5" });
    expect(found.cliffs).toEqual([{ percent: "104.7619", value: "11", pay: "250.00", before: "0.00", jump: "250.00" }]);
  });
});

describe("what is drawn", () => {
  test("the seat's own quota, or the one that is asked for", () => {
    const plan = planWith({ kind: "flat", rate: "5%" });
    expect([curve(plan).quota, curve(plan, { quota: "2000.5" }).quota]).toEqual(["1000", "2000.5"]);
    expect(curve(plan, { quota: "2000" }).examples.map(({ value, pay }) => `${value} ${pay}`)).toEqual([
      "1600.00 80.00",
      "2000.00 100.00",
      "2600.00 130.00",
    ]);
  });
  test("a measure without a quota is drawn beyond its last edge", () => {
    const plan = samplePlan({
      measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter" }],
      components: [{ name: "c", measure: "sales", kind: "flat", rate: "5%", upTo: "400" }],
    });
    const found = curve(plan);
    expect([found.quota, found.reference, found.points.at(-1)?.value]).toEqual([null, "400", "600.00"]);
  });
  test("deals count only where bounds on a deal ask for them", () => {
    const capped = planWith({ kind: "flat", rate: "5%", dealCap: "10" });
    expect(curve(capped, { deals: 4 }).examples.map(({ pay }) => pay)).toEqual(["40.00", "40.00", "40.00"]);
    expect(curve(capped).examples.map(({ pay }) => pay)).toEqual(["10.00", "10.00", "10.00"]);
  });
  test("what cannot be calculated says why", () => {
    const found = curve(planWith({ kind: "flat", rate: "participant.rate" }));
    expect(found.points).toEqual([]);
    expect(found.findings.map(({ code }) => code)).toEqual(["attribute-missing"]);
  });
  test("a gate of another measure is taken as reached, and named", () => {
    const plan = samplePlan({
      measures: [
        { name: "sales", credits: ["own"], of: "amount", window: "quarter", quota: "target" },
        { name: "units", credits: ["own"], of: "quantity", window: "quarter", quota: "units" },
      ],
      components: [
        { name: "c", measure: "sales", kind: "flat", rate: "5%", gate: { measure: "units", at: "100%", pays: "from-first-unit" } },
      ],
    });
    expect(curve(plan)).toMatchObject({ gate: "units", examples: [{ pay: "40.00" }, { pay: "50.00" }, { pay: "65.00" }] });
  });
});

const rate = fc.integer({ min: 0, max: 3000 }).map((hundredths) => `${hundredths / 100}%`);
const edgesAndRates = fc
  .uniqueArray(fc.integer({ min: 1, max: 250 }), { minLength: 0, maxLength: 4 })
  .chain((edges) => fc.tuple(fc.constant(edges.toSorted((a, b) => a - b)), fc.array(rate, { minLength: 5, maxLength: 5 })))
  .map(([edges, rates]) =>
    [0, ...edges].map((from, index) => ({
      from: `${from}%`,
      to: index < edges.length ? `${edges[index]}%` : null,
      rate: rates[index] ?? "1%",
    })),
  );
const component = fc.record(
  {
    kind: fc.constantFrom("marginal-tiers", "whole-amount-tiers"),
    tiers: edgesAndRates,
    cap: fc.constantFrom("30", "77.77"),
    floor: fc.constant("5"),
  },
  { requiredKeys: ["kind", "tiers"] },
);

describe("any tiers", () => {
  test("each point, and what lies between two of them, is what the engine pays for such a deal", () => {
    fc.assert(
      fc.property(component, fc.nat(), (terms, choice) => {
        const plan = planWith(terms);
        const { points } = curve(plan);
        for (const point of points) expect(paid(plan, point.value)).toBe(point.pay);
        const index = choice % (points.length - 1);
        const [from, to] = [points[index], points[index + 1]];
        if (!from || !to) return;
        const value = ((Number(from.value) + Number(to.value)) / 2).toFixed(2);
        const share = (Number(value) - Number(from.value)) / (Number(to.value) - Number(from.value));
        const drawn = Number(from.pay) + share * (Number(to.pay) - Number(from.pay));
        expect(Math.abs(Number(paid(plan, value)) - drawn)).toBeLessThanOrEqual(0.021);
      }),
      { numRuns: 12 },
    );
  });
  test("pay never falls where no rate is below zero and tiers are marginal", () => {
    fc.assert(
      fc.property(edgesAndRates, (tiers) => {
        const pays = curve(planWith({ kind: "marginal-tiers", tiers })).points.map(({ pay }) => minorOf(pay, "USD"));
        expect(pays).toEqual(pays.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      }),
      { numRuns: 15 },
    );
  });
});
