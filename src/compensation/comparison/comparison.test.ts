import { describe, expect, test } from "vitest";
import { calculate, prepare, toStatement } from "../engine.ts";
import type { Inputs } from "../inputs.ts";
import { annsDeals, sampleInputs, samplePlan, type SampleRows } from "../sample-company.ts";
import type { Statement } from "../statements/statement.ts";
import { comparisonTotals, differs, pairs, statementDifference } from "./comparison.ts";
import { effectsOf } from "./effects.ts";
import { lineDifferences } from "./lines.ts";
import { INPUT_GROUPS } from "./mixed-inputs.ts";

const flat = (rate: string) => samplePlan({ components: [{ name: "base", kind: "flat", measure: "sales", rate }] });
const tiers = samplePlan({
  credits: [
    { name: "own", kind: "direct" },
    { name: "shared", kind: "split" },
  ],
  measures: [{ name: "sales", credits: ["own", "shared"], of: "amount", window: "quarter", quota: "target" }],
  components: [
    {
      name: "base",
      kind: "marginal-tiers",
      measure: "sales",
      tiers: [
        { from: "0%", to: "100%", rate: "5%" },
        { from: "100%", to: null, rate: "10%" },
      ],
    },
  ],
});
const inputsOf = (rows: SampleRows, plan = tiers): Inputs => sampleInputs({ rows, plans: [plan] }).inputs;

function statements(inputs: Inputs): Statement[] {
  const calculation = calculate(prepare(inputs), { set: "default" });
  return calculation.statements.map((head) => toStatement(calculation, head));
}

function compare(before: Inputs, after: Inputs) {
  const paid = (inputs: Inputs) =>
    statements(inputs).map(({ totals, ...rest }) => ({ ...rest, amount: totals.amount, pay: totals.components }));
  const all = pairs(paid(before), paid(after));
  const effects = effectsOf(before, after, "default", new Set(INPUT_GROUPS));
  const differences = all.filter(differs).map((pair) => statementDifference(pair, effects));
  return { differences, totals: comparisonTotals(all, differences) };
}

const shared: SampleRows = {
  ...annsDeals(["600", "600"]),
  people: [
    { participant: "ann", name: "Ann" },
    { participant: "bob", name: "Bob" },
  ],
  positions: [{ position: "S1" }, { position: "S2" }],
  assignments: [
    { participant: "ann", position: "S1" },
    { participant: "bob", position: "S2" },
  ],
  quotas: ["S1", "S2"].map((position) => ({ position, measure: "target", from: "2026-01-01", calendar: "quarter", amount: "1000" })),
};
const withQuota = (rows: SampleRows, amount: string): SampleRows => ({
  ...rows,
  quotas: (rows["quotas"] ?? []).map((quota) => ({ ...quota, amount })),
});
const split: SampleRows = {
  ...shared,
  splits: [
    { transaction: "T2", kind: "split", party: "ann", share: "50%" },
    { transaction: "T2", kind: "split", party: "bob", share: "50%" },
  ],
};

describe("who is paid otherwise, and by which group of changed inputs", () => {
  // Ann's 1,200 on a quota of 1,000: 1,000 × 5 % + 200 × 10 % = 70.00.
  test.each<{ label: string; before: Inputs; after: Inputs; expected: [string, string, [string, string][]][] }>([
    { label: "nothing changed", before: inputsOf(shared), after: inputsOf(shared), expected: [] },
    {
      label: "another deal of 100 pays 10 %",
      before: inputsOf(annsDeals(["600", "600"])),
      after: inputsOf(annsDeals(["600", "600", "100"])),
      expected: [["ann", "10.00", [["transactions", "10.00"]]]],
    },
    {
      label: "a quota of 500 lifts 500 of the deals by 5 %",
      before: inputsOf(annsDeals(["600", "600"])),
      after: inputsOf(withQuota(annsDeals(["600", "600"]), "500")),
      expected: [["ann", "25.00", [["quotas", "25.00"]]]],
    },
    {
      // Alone: the deal 10.00, the quota 25.00; both: 500 × 5 % + 800 × 10 % = 105.00. Nothing is left together.
      label: "deal and quota at once",
      before: inputsOf(annsDeals(["600", "600"])),
      after: inputsOf(withQuota(annsDeals(["600", "600", "100"]), "500")),
      expected: [
        [
          "ann",
          "35.00",
          [
            ["transactions", "10.00"],
            ["quotas", "25.00"],
          ],
        ],
      ],
    },
    {
      // Alone on 400: the deal 200 × 5 % = 10.00, the quota of 300 100 × 5 % = 5.00; both 300 × 5 % + 300 × 10 % = 45.00 instead of 20.00.
      label: "what neither does on its own stands as together",
      before: inputsOf(annsDeals(["400"])),
      after: inputsOf(withQuota(annsDeals(["400", "200"]), "300")),
      expected: [
        [
          "ann",
          "25.00",
          [
            ["transactions", "10.00"],
            ["quotas", "5.00"],
            ["together", "10.00"],
          ],
        ],
      ],
    },
    {
      label: "a plan version of another rate",
      before: inputsOf(annsDeals(["600"]), flat("5%")),
      after: inputsOf(annsDeals(["600"]), flat("6%")),
      expected: [["ann", "6.00", [["plans", "6.00"]]]],
    },
    {
      // Ann's second deal is shared: 900 × 5 % = 45.00 instead of 70.00; Bob's half pays 300 × 5 % = 15.00.
      label: "a split moves pay from one to the other",
      before: inputsOf(shared),
      after: inputsOf(split),
      expected: [
        ["ann", "-25.00", [["splits", "-25.00"]]],
        ["bob", "15.00", [["splits", "15.00"]]],
      ],
    },
    {
      // The rows of the split's transaction move when an earlier deal comes in. Ann: 100 more at 5 % = 5.00 below her quota of 1,000.
      label: "splits stay on their transactions when deals come in before them",
      before: inputsOf(split),
      after: inputsOf({
        ...split,
        transactions: [{ transaction: "A0", date: "2026-01-01", owner: "ann", amount: "100" }, ...(split["transactions"] ?? [])],
      }),
      expected: [["ann", "5.00", [["transactions", "5.00"]]]],
    },
    {
      label: "a seat taken over: its plan and quota go with it",
      before: inputsOf(shared),
      after: inputsOf({ ...shared, assignments: [{ participant: "ann", position: "S1" }] }),
      expected: [["bob", "0.00", []]],
    },
    {
      label: "a new customer of a new deal belongs to the deal",
      before: inputsOf(annsDeals(["600"])),
      after: inputsOf({
        ...annsDeals(["600"]),
        customers: [{ customer: "c1", name: "New" }],
        transactions: [
          ...(annsDeals(["600"])["transactions"] ?? []),
          { transaction: "N", date: "2026-01-09", owner: "ann", amount: "100", customer: "c1" },
        ],
      }),
      expected: [["ann", "5.00", [["transactions", "5.00"]]]],
    },
  ])("$label", ({ before, after, expected }) => {
    const { differences, totals } = compare(before, after);
    expect(
      differences.map(({ participant, difference, causes }) => [
        participant,
        difference,
        causes.map(({ cause, amount }) => [cause, amount]),
      ]),
    ).toEqual(expected);
    const cents = (amount: string): number => Math.round(Number(amount) * 100);
    for (const { difference, causes, components } of differences) {
      expect(causes.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(cents(difference));
      expect(components.reduce((sum, each) => sum + cents(each.difference), 0)).toBe(cents(difference));
    }
    for (const total of totals) {
      expect(cents(total.after) - cents(total.before)).toBe(cents(total.difference));
      expect(total.causes.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(cents(total.difference));
    }
  });

  test("where other attributes are declared no group stands alone", () => {
    const before = inputsOf(annsDeals(["600"]));
    const after = sampleInputs({
      rows: annsDeals(["600", "100"]),
      plans: [tiers],
      attributes: { transaction: { channel: "Text" } },
    }).inputs;
    expect(compare(before, after).differences[0]?.causes).toEqual([{ cause: "together", amount: "5.00" }]);
  });

  test("a period that was never published is new; what the stored amounts differ by beyond the inputs is the program's", () => {
    const statement = { participant: "ann", name: "Ann", period: "2026-Q1", currency: "USD", amount: "30.00", pay: { base: "30.00" } };
    expect(statementDifference({ before: undefined, after: statement }, undefined).causes).toEqual([{ cause: "first", amount: "30.00" }]);
    const inputs = inputsOf(annsDeals(["600"]));
    const effects = effectsOf(inputs, inputs, "default", new Set());
    const older = { ...statement, amount: "29.99", pay: { base: "29.99" } };
    expect(statementDifference({ before: older, after: statement }, effects)).toMatchObject({
      difference: "0.01",
      causes: [{ cause: "program", amount: "0.01" }],
    });
  });
});

test("the lines that differ sum to the statement's difference", () => {
  const [before] = statements(inputsOf(annsDeals(["600", "600"])));
  const [after] = statements(inputsOf(withQuota(annsDeals(["600", "500", "200"]), "500")));
  const found = lineDifferences(before?.lines ?? [], after?.lines ?? [], "USD");
  // 600: 500 × 5 % + 100 × 10 % = 35.00 instead of 30.00; 500 at 10 % instead of 40.00; 200 at 10 % is new.
  expect(found.map(({ transaction, before: was, after: is, difference }) => [transaction, was, is, difference])).toEqual([
    ["T1", "30.00", "35.00", "5.00"],
    ["T2", "40.00", "50.00", "10.00"],
    ["T3", null, "20.00", "20.00"],
  ]);
});
