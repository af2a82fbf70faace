import { describe, expect, test } from "vitest";
import type { Component, Measure } from "../../plans/plan.ts";
import { calculate, explain, toStatements } from "../engine.ts";
import { annsDeals, sampleInputs, samplePlan } from "../sample-company.ts";

/** Amounts of the lines that a component pays for deals of these amounts on a quota of 1,000, then the sum. */
function pay(
  component: Omit<Component, "name" | "measure"> & Record<string, unknown>,
  amounts: readonly string[],
  of: Measure["of"] = "amount",
): { lines: string[]; total: string } {
  const plan = samplePlan({
    measures: [{ name: "sales", credits: ["own"], of, window: "quarter", quota: "target" }],
    components: [{ name: "c", measure: "sales", ...component } as Component],
  });
  const [statement] = toStatements(calculate(sampleInputs({ rows: annsDeals(amounts), plans: [plan] }), { set: "default" }));
  expect(statement?.findings).toEqual([]);
  return { lines: statement?.lines.map(({ amount }) => amount) ?? [], total: statement?.totals.amount ?? "none" };
}

function check(
  component: Parameters<typeof pay>[0],
  amounts: readonly string[],
  lines: readonly string[],
  total: string,
  of?: Measure["of"],
): void {
  expect(pay(component, amounts, of)).toEqual({ lines, total });
}

describe("flat", () => {
  test.each([
    ["every credit", {}, ["100", "50.5"], ["5.00", "2.53"], "7.53"],
    ["nothing sold", {}, ["0"], ["0.00"], "0.00"],
    ["a return", {}, ["100", "-40"], ["5.00", "-2.00"], "3.00"],
    ["up to an amount, below it", { upTo: "150" }, ["100", "49.99"], ["5.00", "2.50"], "7.50"],
    ["up to an amount, exactly at it", { upTo: "150" }, ["100", "50"], ["5.00", "2.50"], "7.50"],
    ["up to an amount, across it", { upTo: "150" }, ["100", "80", "20"], ["5.00", "2.50", "0.00"], "7.50"],
    ["up to the quota, and a return back below it", { upTo: "100%" }, ["1200", "-300"], ["50.00", "-5.00"], "45.00"],
    ["below zero lies in the first band", { upTo: "100%" }, ["-100"], ["-5.00"], "-5.00"],
  ])("%s", (_label, more, amounts, lines, total) => check({ kind: "flat", rate: "5%", ...more }, amounts, lines, total));
});

describe("per unit", () => {
  test.each([
    ["units", {}, ["3", "4"], ["7.50", "10.00"], "17.50"],
    ["parts of units", {}, ["0.5"], ["1.25"], "1.25"],
    ["returned units", {}, ["3", "-1"], ["7.50", "-2.50"], "5.00"],
    ["up to a number of units", { upTo: "5" }, ["3", "4"], ["7.50", "5.00"], "12.50"],
    ["up to a part of the quota", { upTo: "0.5%" }, ["3", "4"], ["7.50", "5.00"], "12.50"],
  ])("%s", (_label, more, amounts, lines, total) =>
    check({ kind: "per-unit", amount: "2.50", ...more }, amounts, lines, total, "quantity"),
  );
});

const TIERS = [
  { from: "0%", to: "50%", rate: "4%" },
  { from: "50%", to: "100%", rate: "8%" },
  { from: "100%", to: null, rate: "12%" },
];

describe("marginal tiers", () => {
  test.each([
    ["inside the first", ["499.99"], ["20.00"], "20.00"],
    ["up to the edge", ["500"], ["20.00"], "20.00"],
    ["from the edge", ["500", "100"], ["20.00", "8.00"], "28.00"],
    ["one deal across all", ["1200"], ["84.00"], "84.00"],
    ["a return runs backwards", ["600", "-200"], ["28.00", "-12.00"], "16.00"],
    ["below zero lies in the first", ["-100", "600"], ["-4.00", "24.00"], "20.00"],
    ["nothing", ["0"], ["0.00"], "0.00"],
  ])("%s", (_label, amounts, lines, total) => check({ kind: "marginal-tiers", tiers: TIERS }, amounts, lines, total));
});

describe("whole-amount tiers", () => {
  test.each([
    ["just below an edge", ["499.99"], ["20.00"], "20.00"],
    ["at the edge", ["500"], ["40.00"], "40.00"],
    ["the total's tier on every credit", ["400", "700"], ["48.00", "84.00"], "132.00"],
    ["a return lowers the tier of all", ["600", "-200"], ["24.00", "-8.00"], "16.00"],
    ["below zero", ["-100"], ["-4.00"], "-4.00"],
  ])("%s", (_label, amounts, lines, total) => check({ kind: "whole-amount-tiers", tiers: TIERS }, amounts, lines, total));
});

describe("accelerator", () => {
  test.each([
    ["below the threshold", ["999.99"], ["0.00"], "0.00"],
    ["at the threshold nothing lies above", ["1000"], ["0.00"], "0.00"],
    ["across it", ["900", "300"], ["0.00", "15.00"], "15.00"],
    ["a return from above", ["1200", "-300"], ["15.00", "-15.00"], "0.00"],
  ])("%s", (_label, amounts, lines, total) =>
    check({ kind: "accelerator", above: "100%", rate: "5%", multiplier: "1.5" }, amounts, lines, total),
  );
});

describe("bonus", () => {
  test.each([
    ["not reached", ["999.99"], [], "0.00"],
    ["reached exactly", ["400", "600"], ["250.00"], "250.00"],
    ["once, however far", ["5000"], ["250.00"], "250.00"],
    ["taken back by a return", ["1000", "-1"], [], "0.00"],
  ])("%s", (_label, amounts, lines, total) => check({ kind: "bonus", at: "100%", amount: "250" }, amounts, lines, total));
});

describe("spiff", () => {
  test.each([
    ["each deal", ["10", "20"], ["50.00", "50.00"], "100.00"],
    ["a return pays minus the amount", ["10", "-10"], ["50.00", "-50.00"], "0.00"],
    ["a deal of nothing is a deal", ["0"], ["50.00"], "50.00"],
  ])("%s", (_label, amounts, lines, total) => check({ kind: "spiff", amount: "50" }, amounts, lines, total));
  test("only deals that count", () =>
    check({ kind: "spiff", amount: "50", where: "transaction.amount >= 100" }, ["99.99", "100"], ["50.00"], "50.00"));
});

/** What each kind says, read by the person it concerns. */
const SENTENCES: readonly [Component["kind"], Record<string, unknown>, string][] = [
  [
    "flat",
    { rate: "5%", upTo: "100%" },
    "You sold 1,200 USD in 2026-Q1, 120.00 % of your quota of 1,000.00 USD. Up to 100 % of quota pays 5 %: 50.00 USD.",
  ],
  [
    "marginal-tiers",
    { tiers: TIERS },
    "You sold 1,200 USD in 2026-Q1, 120.00 % of your quota of 1,000.00 USD. Each part pays the rate of its tier: below 50 % of quota 4 %, from 50 % of quota 8 %, from 100 % of quota on 12 %: 84.00 USD.",
  ],
  [
    "whole-amount-tiers",
    { tiers: TIERS },
    "You sold 1,200 USD in 2026-Q1, 120.00 % of your quota of 1,000.00 USD. The tier reached by the total holds for every credit of the window, now 12 %: below 50 % of quota 4 %, from 50 % of quota 8 %, from 100 % of quota on 12 %: 144.00 USD.",
  ],
  [
    "accelerator",
    { above: "100%", rate: "5%", multiplier: "2" },
    "You sold 1,200 USD in 2026-Q1, 120.00 % of your quota of 1,000.00 USD. What lies at or above 100 % of quota pays the accelerated 10 %: 20.00 USD.",
  ],
  [
    "bonus",
    { at: "100%", amount: "250" },
    "You sold 1,200 USD in 2026-Q1, 120.00 % of your quota of 1,000.00 USD. Reaching 100 % of quota pays 250.00 USD once: 250.00 USD.",
  ],
  [
    "spiff",
    { amount: "50" },
    "You sold 1,200 USD in 2026-Q1, 120.00 % of your quota of 1,000.00 USD. 50.00 USD for each deal, by your share in it; 1 deal that counts: 50.00 USD.",
  ],
];

describe("sentences", () => {
  test.each(SENTENCES)("%s", (kind, fields, sentence) => {
    const plan = samplePlan({ components: [{ name: "c", measure: "sales", kind, ...fields } as Component] });
    const tree = explain(sampleInputs({ rows: annsDeals(["1200"]), plans: [plan] }), { set: "default", component: "c" }, "ann", "2026-Q1");
    expect(tree?.sentence).toBe(sentence);
  });
  test("per-unit", () => {
    const plan = samplePlan({
      measures: [{ name: "sales", credits: ["own"], of: "quantity", window: "quarter" }],
      components: [{ name: "c", measure: "sales", kind: "per-unit", amount: "2.50", upTo: "5" }],
    });
    const tree = explain(
      sampleInputs({ rows: annsDeals(["3", "4"]), plans: [plan] }),
      { set: "default", component: "c" },
      "ann",
      "2026-Q1",
    );
    expect(tree?.sentence).toBe("You sold 7 units in 2026-Q1. Up to 5 units each unit pays 2.50 USD: 12.50 USD.");
  });
});
