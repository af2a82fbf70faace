import { describe, expect, test } from "vitest";
import type { Component, Plan } from "../../plans/plan.ts";
import { calculate, toStatements } from "../engine.ts";
import { annsDeals, sampleInputs, samplePlan, type SampleRows } from "../sample-company.ts";

/** Every statement in words: period, total, then each line. */
function statements(rows: SampleRows, plan: Plan, currency = "USD"): string[] {
  const calculation = calculate(sampleInputs({ rows, plans: [plan], currency }), { set: "default" });
  return toStatements(calculation).map(({ period, totals, lines, findings }) => {
    expect(findings).toEqual([]);
    return `${period} ${totals.amount}: ${lines.map(({ amount, credit, adjustment, ...line }) => `${credit?.transaction ?? adjustment ?? line.component} ${amount}`).join(", ")}`;
  });
}

function component(fields: Record<string, unknown>): Component {
  return { name: "c", measure: "sales", kind: "flat", rate: "10%", ...fields };
}

/** Deals of 400 a month from January on, on a quarterly quota of 1,000. */
const MONTHLY: SampleRows = {
  ...annsDeals([]),
  transactions: ["2026-01-15", "2026-02-15", "2026-03-15"].map((date, index) => ({
    transaction: `T${index + 1}`,
    date,
    owner: "ann",
    amount: "400",
  })),
};

describe("monthly pay on a quarterly quota", () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ["flat: each deal once", {}, ["2026-01 40.00: T1 40.00", "2026-02 40.00: T2 40.00", "2026-03 40.00: T3 40.00"]],
    [
      "a gate that opens in March pays all at once",
      { gate: { at: "100%", pays: "from-first-unit" } },
      ["2026-01 0.00: T1 0.00", "2026-02 0.00: T2 0.00", "2026-03 120.00: T1 40.00, T2 40.00, T3 40.00"],
    ],
    [
      "a gate that pays above it only",
      { gate: { at: "100%", pays: "above-gate" } },
      ["2026-01 0.00: T1 0.00", "2026-02 0.00: T2 0.00", "2026-03 20.00: T1 0.00, T2 0.00, T3 20.00"].map((line) =>
        line.replace("T1 0.00, T2 0.00, T3", "T3"),
      ),
    ],
    ["a cap to date", { cap: "90" }, ["2026-01 40.00: T1 40.00", "2026-02 40.00: T2 40.00", "2026-03 10.00: T3 40.00, cap -30.00"]],
    [
      "a floor to date, taken back as it is earned",
      { floor: "60" },
      ["2026-01 60.00: T1 40.00, floor 20.00", "2026-02 20.00: T2 40.00, floor -20.00", "2026-03 40.00: T3 40.00"],
    ],
    [
      "a tier that changes trues up the earlier deals",
      {
        kind: "whole-amount-tiers",
        tiers: [
          { from: "0%", to: "100%", rate: "10%" },
          { from: "100%", to: null, rate: "20%" },
        ],
      },
      ["2026-01 40.00: T1 40.00", "2026-02 40.00: T2 40.00", "2026-03 160.00: T1 40.00, T2 40.00, T3 80.00"],
    ],
    [
      "a bonus in the month that reaches it",
      { kind: "bonus", at: "80%", amount: "99" },
      ["2026-01 0.00: ", "2026-02 99.00: c 99.00", "2026-03 0.00: "],
    ],
    ["deals bounded", { dealCap: "30" }, ["2026-01 30.00: T1 30.00", "2026-02 30.00: T2 30.00", "2026-03 30.00: T3 30.00"]],
    ["deals raised", { dealFloor: "45" }, ["2026-01 45.00: T1 45.00", "2026-02 45.00: T2 45.00", "2026-03 45.00: T3 45.00"]],
  ])("%s", (_label, fields, expected) => {
    expect(statements(MONTHLY, samplePlan({ payPeriod: "month", components: [component(fields)] }))).toEqual(expected);
  });
});

test("a floor is paid without a deal", () => {
  expect(statements(annsDeals([]), samplePlan({ components: [component({ floor: "60" })] }))).toEqual(["2026-Q1 60.00: floor 60.00"]);
});

test("a bound on one deal is mirrored for a return", () => {
  expect(statements(annsDeals(["1000", "-1000"]), samplePlan({ components: [component({ dealCap: "30" })] }))).toEqual([
    "2026-Q1 0.00: T1 30.00, T2 -30.00",
  ]);
});

describe("rounding", () => {
  const cents = annsDeals(["0.33", "0.33", "0.33"]); // 5 % is 0.0165 each, 0.0495 together
  test.each<[string, Plan["rounding"], string[]]>([
    ["at the line", { at: "line", mode: "half-up" }, ["2026-Q1 0.06: T1 0.02, T2 0.02, T3 0.02"]],
    ["once in the window, cents to the largest remainders", { at: "window", mode: "half-up" }, ["2026-Q1 0.05: T1 0.02, T2 0.02, T3 0.01"]],
    ["at the statement", { at: "statement", mode: "half-up" }, ["2026-Q1 0.05: T1 0.02, T2 0.02, T3 0.01"]],
    ["over the plan's life", { at: "plan", mode: "half-up" }, ["2026-Q1 0.05: T1 0.02, T2 0.02, T3 0.01"]],
  ])("%s", (_label, rounding, expected) => {
    expect(statements(cents, samplePlan({ components: [component({ rate: "5%" })], ...(rounding && { rounding }) }))).toEqual(expected);
  });

  test.each([
    ["half away from zero", "half-up", "T1 0.03, T2 0.02, T3 -0.03"],
    ["half to the even cent", "half-even", "T1 0.02, T2 0.02, T3 -0.02"],
  ] as const)("%s", (_label, mode, lines) => {
    const [statement] = statements(
      annsDeals(["0.25", "0.15", "-0.25"]),
      samplePlan({ components: [component({})], rounding: { at: "line", mode } }),
    );
    expect(statement?.split(": ")[1]).toBe(lines);
  });

  test("over the plan's life three months of 0.4 cents are one cent", () => {
    const rows = {
      ...annsDeals([]),
      transactions: ["2026-01-15", "2026-02-15", "2026-03-15"].map((date, index) => ({
        transaction: `T${index + 1}`,
        date,
        owner: "ann",
        amount: "0.04",
      })),
    };
    const plan = samplePlan({
      payPeriod: "month",
      measures: [{ name: "sales", credits: ["own"], of: "amount", window: "month" }],
      components: [component({})],
    });
    const sums = (at: "window" | "plan"): string[] =>
      statements(rows, { ...plan, rounding: { at, mode: "half-up" } }).map((line) => line.split(":")[0] ?? "");
    expect(sums("window")).toEqual(["2026-01 0.00", "2026-02 0.00", "2026-03 0.00"]);
    expect(sums("plan")).toEqual(["2026-01 0.00", "2026-02 0.01", "2026-03 0.00"]);
  });

  test("statement rounding takes all its components together", () => {
    const plan = samplePlan({
      rounding: { at: "statement", mode: "half-up" },
      components: [component({ name: "a", rate: "5%" }), component({ name: "b", rate: "5%" })],
    });
    expect(statements(annsDeals(["0.09"]), plan)).toEqual(["2026-Q1 0.01: T1 0.01, T1 0.00"]);
  });

  test("a cap on rounded lines keeps to the cap", () => {
    const plan = samplePlan({ rounding: { at: "line", mode: "half-up" }, components: [component({ rate: "5%", cap: "0.05" })] });
    expect(statements(annsDeals(["0.33", "0.33", "0.33"]), plan)).toEqual(["2026-Q1 0.05: T1 0.02, T2 0.02, T3 0.02, cap -0.01"]);
  });
});

describe("currencies", () => {
  test.each([
    ["JPY", "2026-Q1 13: T1 13"],
    ["USD", "2026-Q1 12.50: T1 12.50"],
    ["KWD", "2026-Q1 12.500: T1 12.500"],
  ])("%s is paid in its minor units", (currency, expected) => {
    expect(statements(annsDeals(["125"]), samplePlan({ currency, components: [component({})] }), currency)).toEqual([expected]);
  });
});

describe("bounds of the plan", () => {
  const components = [component({ name: "a" }), component({ name: "b", rate: "5%" })];
  test.each<[string, Partial<Plan>, string[]]>([
    [
      "a cap on the sum of the components in the quarter to date",
      { cap: { amount: "100", window: "quarter" } },
      [
        "2026-01 60.00: T1 40.00, T1 20.00",
        "2026-02 40.00: T2 40.00, T2 20.00, cap -20.00",
        "2026-03 0.00: T3 40.00, T3 20.00, cap -60.00",
      ],
    ],
    [
      "a cap a month",
      { cap: { amount: "50", window: "month" } },
      [
        "2026-01 50.00: T1 40.00, T1 20.00, cap -10.00",
        "2026-02 50.00: T2 40.00, T2 20.00, cap -10.00",
        "2026-03 50.00: T3 40.00, T3 20.00, cap -10.00",
      ],
    ],
    [
      "a floor in the quarter",
      { floor: { amount: "100", window: "quarter" } },
      [
        "2026-01 100.00: T1 40.00, T1 20.00, floor 40.00",
        "2026-02 20.00: T2 40.00, T2 20.00, floor -40.00",
        "2026-03 60.00: T3 40.00, T3 20.00",
      ],
    ],
  ])("%s", (_label, bound, expected) => {
    expect(statements(MONTHLY, samplePlan({ payPeriod: "month", components, ...bound }))).toEqual(expected);
  });
});
