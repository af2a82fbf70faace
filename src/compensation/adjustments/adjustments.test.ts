import { expect, test } from "vitest";
import { calculate, explainHead, prepare, toStatement } from "../engine.ts";
import { annsDeals, sampleInputs, samplePlan } from "../sample-company.ts";

const plans = [samplePlan({ components: [{ name: "base", kind: "flat", measure: "sales", rate: "5%" }] })];
const given = (amount: string, date: string, more: Readonly<Record<string, string>> = {}) => ({
  adjustment: "A1",
  participant: "ann",
  calendar: "quarter",
  date,
  amount,
  reason: "Sold the fair stand",
  ...more,
});

test.each([
  {
    label: "stands on the statement of its period",
    row: given("12.34", "2026-02-10"),
    expected: [["2026-Q1", "USD", "62.34", ["50.00", "12.34"]]],
  },
  { label: "takes pay away", row: given("-50", "2026-03-31"), expected: [["2026-Q1", "USD", "0.00", ["50.00", "-50.00"]]] },
  {
    label: "makes a statement of a period in which nothing else is",
    row: given("1", "2031-12-31"),
    expected: [
      ["2026-Q1", "USD", "50.00", ["50.00"]],
      ["2031-Q4", "USD", "1.00", ["1.00"]],
    ],
  },
  {
    label: "makes a statement of its own in another currency",
    row: given("7", "2026-02-10", { currency: "CHF" }),
    expected: [
      ["2026-Q1", "CHF", "7.00", ["7.00"]],
      ["2026-Q1", "USD", "50.00", ["50.00"]],
    ],
  },
  {
    label: "belongs to one plan set",
    row: given("12.34", "2026-02-10", { set: "draft-2027" }),
    expected: [["2026-Q1", "USD", "50.00", ["50.00"]]],
  },
])("an adjustment $label", ({ row, expected }) => {
  const calculation = calculate(sampleInputs({ rows: { ...annsDeals(["1000"]), adjustments: [row] }, plans }), { set: "default" });
  const statements = calculation.statements.map((head) => toStatement(calculation, head));
  expect(
    statements.map(({ period, currency, totals, lines }) => [period, currency, totals.amount, lines.map(({ amount }) => amount)]),
  ).toEqual(expected);
  expect(calculation.findings.filter(({ code }) => code === "adjustment-without-period")).toEqual([]);
});

test("its line says who made it stand there: the adjustment and its reason; it is explained", () => {
  const calculation = calculate(sampleInputs({ rows: { ...annsDeals(["1000"]), adjustments: [given("12.34", "2026-02-10")] }, plans }), {
    set: "default",
  });
  const [head] = calculation.statements;
  if (!head) throw new Error("no statement");
  expect(toStatement(calculation, head).lines.at(-1)).toEqual({
    component: "adjustment",
    plan: "",
    version: "",
    position: "",
    window: "2026-Q1",
    amount: "12.34",
    exact: "12.34",
    credit: null,
    adjustment: "manual",
    manual: { adjustment: "A1", reason: "Sold the fair stand" },
  });
  const tree = explainHead(calculation, head);
  expect(tree.exact).toBe("62.34");
  expect(tree.children.at(-1)).toMatchObject({
    id: "adjustment@2026-Q1",
    exact: "12.34",
    children: [{ kind: "adjustment", sentence: "12.34 USD by hand: Sold the fair stand", exact: "12.34" }],
  });
});

test("one on whose date its calendar has no period is a blocking finding, never left out in silence", () => {
  const { inputs } = sampleInputs({ rows: annsDeals(["1000"]), plans });
  const adjustment = {
    id: "A1",
    participant: "ann",
    set: "default",
    calendar: "campaign",
    date: 20_500,
    amountMinor: 100n,
    currency: "USD",
    reason: "x",
  };
  const calculation = calculate(prepare({ ...inputs, adjustments: [adjustment] }), { set: "default" });
  expect(calculation.findings).toEqual([
    {
      code: "adjustment-without-period",
      blocking: true,
      participant: "ann",
      message: "The adjustment A1 is of 2026-02-16, on which the calendar campaign has no period.",
      fix: "Correct its date or calendar, or void it.",
    },
  ]);
});
