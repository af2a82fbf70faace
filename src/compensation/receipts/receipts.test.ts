import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { calculate } from "../engine.ts";
import { sampleInputs, samplePlan } from "../sample-company.ts";
import { firstMismatch } from "./compare.ts";
import { hiddenParties } from "./hidden-parties.ts";
import { makeReceipt } from "./make-receipt.ts";
import type { Receipt } from "./receipt.ts";
import { recompute } from "./recompute.ts";
import { mismatchText, proofEnds } from "./words.ts";

/** Mel leads Ann and Bob, sells herself, and rolls up what they sell: 60 + 40 before her own 10, 30 after it. */
const plan = samplePlan({
  payPeriod: "month",
  credits: [
    { name: "own", kind: "direct" },
    { name: "team", kind: "roll-up" },
  ],
  measures: [{ name: "sales", credits: ["own", "team"], of: "amount", window: "quarter" }],
  components: [
    {
      name: "override",
      kind: "marginal-tiers",
      measure: "sales",
      tiers: [
        { from: "0", to: "105", rate: "10%" },
        { from: "105", to: null, rate: "20%" },
      ],
    },
    { name: "large", kind: "spiff", measure: "sales", where: "transaction.amount >= 40", amount: "1.00" },
  ],
});
const { calculation, receipt } = receiptOf("mel");

function receiptOf(participant: string): { calculation: ReturnType<typeof calculate>; receipt: Receipt } {
  const made = calculate(
    sampleInputs({
      rows: {
        people: [
          { participant: "mel", name: "Mel" },
          { participant: "ann", name: "Ann" },
          { participant: "bob", name: "Bob" },
        ],
        positions: [{ position: "lead" }, { position: "seat-a", parent: "lead" }, { position: "seat-b", parent: "lead" }],
        assignments: [
          { participant: "mel", position: "lead" },
          { participant: "ann", position: "seat-a" },
          { participant: "bob", position: "seat-b" },
        ],
        customers: [{ customer: "Secret Ltd" }, { customer: "Mine Ltd" }],
        transactions: [
          { transaction: "SECRET-1", date: "2026-01-03", owner: "ann", customer: "Secret Ltd", amount: "60" },
          { transaction: "SECRET-2", date: "2026-01-04", owner: "bob", amount: "40" },
          { transaction: "M1", date: "2026-01-05", owner: "mel", customer: "Mine Ltd", amount: "10" },
          { transaction: "SECRET-3", date: "2026-01-06", owner: "ann", amount: "30" },
        ],
      },
      plans: [plan],
    }),
    { set: "default" },
  );
  const head = made.statements.find((each) => each.participant === participant && each.period === "2026-01");
  const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
  const found = head && makeReceipt(made, head, { key: "k", set: "default", calculation: 3, change: 7, sha256 });
  if (!found) throw new Error(`no receipt of ${participant}`);
  return { calculation: made, receipt: found };
}

describe("a manager's receipt", () => {
  test("holds the own line and facts around it, which come to the statement's cents", () => {
    expect(calculation.statements).toHaveLength(3);
    expect(receipt.lines.map(({ component, amount, transaction, fact }) => [component, transaction?.transaction ?? fact, amount])).toEqual([
      ["override", "fact-1", "10.00"], // 100 × 10 %
      ["override", "M1", "1.50"], // 5 × 10 % + 5 × 20 %: the team's 100 stand before it
      ["override", "fact-2", "6.00"], // 30 × 20 %
      ["large", "fact-1", "2.00"], // 60 and 40 are large
    ]);
    expect(receipt.total).toBe("19.50");
    expect(
      receipt.facts.credits.map(({ fact, rule, first, last, contributors, credits, measures }) => ({
        fact,
        rule,
        first,
        last,
        contributors,
        credits,
        measures,
      })),
    ).toEqual([
      {
        fact: "fact-1",
        rule: "team",
        first: "2026-01-03",
        last: "2026-01-04",
        contributors: 2,
        credits: 2,
        measures: [{ measure: "sales", value: "100/1" }],
      },
      {
        fact: "fact-2",
        rule: "team",
        first: "2026-01-06",
        last: "2026-01-06",
        contributors: 1,
        credits: 1,
        measures: [{ measure: "sales", value: "30/1" }],
      },
    ]);
  });

  test("says nothing of others' rows but what the facts say", () => {
    const text = JSON.stringify(receipt);
    for (const hidden of ["SECRET", "Secret Ltd", "ann", "bob", "seat-a", '"60"', '"40"']) expect(text).not.toContain(hidden);
    expect(text).toContain("Mine Ltd");
  });

  test("a rep's receipt has no facts", () => {
    const { receipt: own } = receiptOf("ann");
    expect(own.facts.credits).toEqual([]);
    expect(proofEnds(own)).toEqual(["Every line is worked out from the participant's own rows."]);
  });

  test("says where its proof ends", () => {
    expect(proofEnds(receipt)).toEqual([
      "Its own proof ends at 2 signed facts from others' rows:",
      "  fact-1: team of plan sample for seat lead, 2026-01-03 to 2026-01-04: 2 credits of 2 people or seats",
      "  fact-2: team of plan sample for seat lead, 2026-01-06: 1 credit of 1 person or seat",
    ]);
  });
});

/** The receipt with one change, as if somebody had edited the file. */
function edited(
  change: (copy: {
    lines: { amount: string }[];
    total: string;
    facts: { credits: { measures: { value: string }[] }[] };
    inputs: { tables: Record<string, Record<string, string>[]> };
  }) => void,
): Receipt {
  const copy = JSON.parse(JSON.stringify(receipt));
  change(copy);
  return copy;
}

test.each<[string, Receipt, string | undefined]>([
  ["nothing", receipt, undefined],
  [
    "a line's cent",
    edited(({ lines }) => (lines[1]!.amount = "1.51")),
    "line 2 (override, M1) is signed as 1.51; worked out again it is 1.50.",
  ],
  ["the total", edited((copy) => (copy.total = "19.51")), "the total is signed as 19.51; worked out again it is 19.50."],
  [
    "an own deal",
    edited(({ inputs }) => (inputs.tables["transactions"]![0]!["amount"] = "20")),
    "line 2 (override, M1) is signed as 1.50; worked out again it is 3.50.",
  ],
  [
    "a fact's value",
    edited(({ facts }) => (facts.credits[1]!.measures[0]!.value = "40/1")),
    "line 3 (override, fact-2) is signed as 6.00; worked out again it is 8.00.",
  ],
  ["a line left out", edited(({ lines }) => void lines.pop()), "line 4 (large, fact-1) is signed as nothing; worked out again it is 2.00."],
])("altering %s is found", (_, altered, message) => {
  const mismatch = firstMismatch(altered, recompute(altered));
  expect(mismatch && mismatchText(mismatch)).toBe(message);
});

test("hidden parties keep their places among the known ones", () => {
  const hidden = hiddenParties(["zoe", "mel", "ann", "me"], new Set(["me", "mel"]));
  expect([...hidden]).toEqual([
    ["ann", "(1)"],
    ["zoe", "mel (2)"],
  ]);
});
