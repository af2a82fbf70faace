import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputsOf } from "../../../conformance/build-inputs.ts";
import { randomCompany } from "../../../conformance/random.ts";
import type { Component } from "../../plans/plan.ts";
import { calculate, explain, prepare, renderSentences, renderTree, toStatement, type TraceNode } from "../engine.ts";
import { annsDeals, sampleInputs, samplePlan } from "../sample-company.ts";

function nodesOf(node: TraceNode): TraceNode[] {
  return [node, ...[...(node.basis ?? []), ...node.children].flatMap(nodesOf)];
}

/** The figure at the beginning of a value: "6,885.86 USD" as 688586n with the number of its decimals. */
function figure(value: string): { unscaled: bigint; digits: number } {
  const [number = ""] = value.split(" ");
  const plain = number.replaceAll(",", "");
  return { unscaled: BigInt(plain.replace(".", "")), digits: plain.split(".")[1]?.length ?? 0 };
}

function checkSums(tree: TraceNode): void {
  for (const node of nodesOf(tree)) {
    if (node.operation !== "sum" || node.children.length === 0) continue;
    const parts = node.children.map(({ value }) => figure(value));
    expect(new Set([figure(node.value).digits, ...parts.map(({ digits }) => digits)]).size, node.id).toBe(1);
    expect(
      parts.reduce((sum, { unscaled }) => sum + unscaled, 0n),
      node.id,
    ).toBe(figure(node.value).unscaled);
  }
}

test(
  "every explained statement has the statement's cents, and its parts sum, at every level",
  () =>
    fc.assert(
      fc.property(randomCompany, (company) => {
        const inputs = prepare(inputsOf(company));
        const calculation = calculate(inputs, { set: "default" });
        for (const head of calculation.statements.slice(0, 4)) {
          const statement = toStatement(calculation, head);
          const tree = explain(inputs, { set: "default", currency: head.currency }, head.participant, head.period);
          expect(tree?.exact).toBe(statement.totals.amount);
          if (!tree) continue;
          checkSums(tree);
          const ids = nodesOf(tree).map(({ id }) => id);
          expect(ids.length).toBe(new Set(ids).size);
          const credits = nodesOf(tree).filter(({ kind }) => kind === "credit").length;
          expect(credits).toBe(statement.lines.filter(({ credit }) => credit !== null).length);
        }
      }),
      { numRuns: 25 },
    ),
  60_000,
);

const COMPONENTS: Component[] = [
  {
    name: "base",
    label: "Base commission",
    measure: "sales",
    kind: "flat",
    rate: "participant.rate",
    gate: { at: "50%", pays: "from-first-unit" },
    clause: "§ 2",
  },
  {
    name: "tiers",
    measure: "sales",
    kind: "marginal-tiers",
    tiers: [
      { from: "0%", to: "100%", rate: "1%" },
      { from: "100%", to: null, rate: "2%" },
    ],
    cap: "13",
  },
];

function annsTree(deals: readonly string[] = ["800", "400"], node?: string): TraceNode | undefined {
  const rows = { ...annsDeals(deals), people: [{ participant: "ann", name: "Ann", "attributes.rate": "5%" }] };
  return explain(
    sampleInputs({ attributes: { participant: { rate: "Percent" } }, rows, plans: [samplePlan({ components: COMPONENTS })] }),
    { set: "default", ...(node !== undefined && { node }) },
    "ann",
    "2026-Q1",
  );
}

describe("a statement explained", () => {
  test("from the statement to an order in three steps", () => {
    const order = annsTree()?.children[0]?.children[0]?.children[0];
    expect(order).toMatchObject({ kind: "transaction", value: "800 USD", references: [{ type: "transaction", id: "files/T1/1" }] });
  });

  test("the tree", () => {
    expect(renderTree(annsTree() as TraceNode)).toBe(
      `
Ann, 2026-Q1: 73.00 USD
  Base commission, 2026-Q1: 60.00 USD
    * 0 to ∞: 5 % of 1200 = 60
    < Attainment of sales in 2026-Q1: 120.00 %
      sales in 2026-Q1: 1,200 USD
      Quota "target": 1,000.00 USD
    < Gate at 50 % of quota: open
      Attainment of sales in 2026-Q1: 120.00 %
        sales in 2026-Q1: 1,200 USD
        Quota "target": 1,000.00 USD
    < participant.rate: 5 %
    < Pay is rounded once in the window, half a unit away from zero.
    Order T1, 2026-01-01: 40.00 USD (exactly 40)
      * 0 to ∞: 5 % of 800 = 40
      Order T1: 800 USD; owner ann.
    Order T2, 2026-01-02: 20.00 USD (exactly 20)
      * 0 to ∞: 5 % of 400 = 20
      Order T2: 400 USD; owner ann.
  tiers, 2026-Q1: 13.00 USD
    | 0 to 1000: 1 % of 1000 = 10
    * 1000 to ∞: 2 % of 200 = 4
    < Attainment of sales in 2026-Q1: 120.00 %
      sales in 2026-Q1: 1,200 USD
      Quota "target": 1,000.00 USD
    < Pay is rounded once in the window, half a unit away from zero.
    Order T1, 2026-01-01: 8.00 USD (exactly 8)
      * 0 to 1000: 1 % of 800 = 8
      Order T1: 800 USD; owner ann.
    Order T2, 2026-01-02: 6.00 USD (exactly 6)
      | 0 to 1000: 1 % of 200 = 2
      * 1000 to ∞: 2 % of 200 = 4
      Order T2: 400 USD; owner ann.
    Cap: -1.00 USD`.trim(),
    );
  });

  test.each([
    ["the statement", undefined, "Your pay for 2026-Q1 is 73.00 USD: Base commission, 2026-Q1 60.00 USD; tiers, 2026-Q1 13.00 USD."],
    [
      "a deal across an edge",
      "tiers@2026-Q1/credits/T2",
      'Order T2 of 2026-01-02 counts 400 USD (rule "own"): 1 % of 200 and 2 % of 200, exactly 6.00 USD. On the statement: 6.00 USD.',
    ],
    ["a cap", "tiers@2026-Q1/cap", "The cap of 13.00 USD changes the sum of the lines by -1.00 USD."],
    ["a gate", "base@2026-Q1/gate", "The gate at 50 % of quota is passed with 120.00 %, so everything is paid from the first unit."],
    ["a quota", "base@2026-Q1/sales@2026-Q1/quota", 'The quota "target" of the seat S1 is 1,000 from 2026-01-01 to before 2026-04-01.'],
  ])("%s in a sentence", (_label, node, sentence) => expect(annsTree(undefined, node)?.sentence).toBe(sentence));

  test("a gate that is closed", () => {
    expect(annsTree(["100"], "base@2026-Q1")?.sentence).toBe(
      "You sold 100 USD in 2026-Q1, 10.00 % of your quota of 1,000.00 USD. Every credit pays 5 %: 0.00 USD. The gate is not reached, so nothing is paid yet.",
    );
  });

  test("sentences stand once", () => {
    const lines = renderSentences(annsTree() as TraceNode).split("\n");
    expect(lines.length).toBe(new Set(lines).size);
  });

  test("what is missing is said, with what to do", () => {
    const tree = explain(
      sampleInputs({
        rows: { ...annsDeals(["100"]), quotas: [] },
        plans: [samplePlan({ components: [{ name: "c", measure: "sales", kind: "bonus", at: "100%", amount: "10" }] })],
      }),
      { set: "default", component: "c" },
      "ann",
      "2026-Q1",
    );
    expect(tree).toMatchObject({ value: "0.00 USD", basis: [{ kind: "finding", label: "quota-missing" }] });
    expect(tree?.sentence).toContain("Nothing is paid: There is no quota");
  });

  test("there is no explanation of what does not exist", () => {
    const inputs = sampleInputs({ rows: annsDeals(["1"]), plans: [samplePlan({ components: COMPONENTS.slice(1) })] });
    expect(explain(inputs, { set: "default" }, "ann", "2030-Q1")).toBeUndefined();
    expect(explain(inputs, { set: "default" }, "nobody", "2026-Q1")).toBeUndefined();
    expect(explain(inputs, { set: "default", component: "other" }, "ann", "2026-Q1")).toBeUndefined();
  });
});
