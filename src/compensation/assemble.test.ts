import { describe, expect, test } from "vitest";
import { formatDay, OPEN_END, OPEN_START } from "../calendar/day.ts";
import type { CompanyDocument } from "../company/document.ts";
import { readRows } from "../company/read-rows.ts";
import { ATTRIBUTE_OWNERS } from "../table/definition.ts";
import { assembleInputs } from "./assemble.ts";
import { gaps } from "./gaps.ts";
import { samplePlan, type SampleRows } from "./sample-company.ts";

const COMPANY: CompanyDocument = {
  name: "Sample",
  currency: "EUR",
  rounding: { at: "window", mode: "half-up" },
  fiscalYearStartMonth: 1,
  amountDigits: 2,
  attributes: new Map(
    ATTRIBUTE_OWNERS.map((owner) => [
      owner,
      new Map(owner === "participant" ? [["rate", "Percent"]] : owner === "product" ? [["__proto__", "Text"]] : []),
    ]),
  ),
};

function assemble(rows: SampleRows, plans = [samplePlan({ components: [] })]): ReturnType<typeof assembleInputs> {
  return assembleInputs(COMPANY, readRows(COMPANY, rows), plans);
}

test("blank currencies are the company's, blank dates are open", () => {
  const { inputs } = assemble({
    people: [{ participant: "ann", name: "Ann" }],
    transactions: [
      { transaction: "T1", date: "2026-01-01", amount: "1" },
      { transaction: "T2", date: "2026-01-01", amount: "1", currency: "USD" },
    ],
  });
  expect(inputs.participants.get("ann")).toMatchObject({ currency: "EUR", hired: OPEN_START, left: OPEN_END });
  const { codes, dictionary } = inputs.transactions.currency;
  expect(Array.from(codes, (code) => dictionary[code])).toEqual(["EUR", "USD"]);
});

test("a seat's undated parent holds on the days without a dated line", () => {
  const { inputs } = assemble({
    positions: [{ position: "A", parent: "M" }, { position: "M" }, { position: "N" }],
    "reporting-lines": [{ position: "A", parent: "N", from: "2026-02-01", to: "2026-03-01" }],
  });
  const lines = inputs.reportingLines.map(({ parent, from, to }) => [
    parent,
    from === OPEN_START ? "" : formatDay(from),
    to === OPEN_END ? "" : formatDay(to),
  ]);
  expect(lines).toEqual([
    ["N", "2026-02-01", "2026-03-01"],
    ["M", "", "2026-02-01"],
    ["M", "2026-03-01", ""],
  ]);
});

test("a dated attribute wins on its days over the one on the person's row", () => {
  const { inputs } = assemble({
    people: [{ participant: "ann", name: "Ann", "attributes.rate": "5%" }],
    "participant-attributes": [{ participant: "ann", attribute: "rate", from: "2026-02-01", to: "2026-03-01", value: "7%" }],
  });
  const values = inputs.participants
    .get("ann")
    ?.attributes.get("rate")
    ?.map(({ from, value }) => [from === OPEN_START ? "" : formatDay(from), value]);
  expect(values).toEqual([
    ["", { unscaled: 5n, scale: 2 }],
    ["2026-02-01", { unscaled: 7n, scale: 2 }],
    ["2026-03-01", { unscaled: 5n, scale: 2 }],
  ]);
});

test.each([
  ["amount", "EUR"],
  ["quantity", ""],
])("a quota without currency for a measure of %s is in %j", (of, currency) => {
  const plan = samplePlan({ measures: [{ name: "m", credits: ["own"], of, window: "quarter", quota: "target" }], components: [] });
  const { inputs } = assemble({ quotas: [{ position: "A", measure: "target", from: "2026-01-01", to: "2026-04-01", amount: "10" }] }, [
    plan,
  ]);
  expect(inputs.quotas[0]?.currency).toBe(currency);
});

test("names such as __proto__ are fields like any other", () => {
  const { inputs } = assemble({ products: [{ product: "constructor", "attributes.__proto__": "x" }] });
  expect(inputs.products.get("constructor")?.fields.get("__proto__")).toBe("x");
});

describe("splits", () => {
  const deal = { transaction: "T1", date: "2026-01-01", amount: "1" };
  const people = [{ participant: "ann", name: "Ann" }];
  test("a party is a participant, or a position when no participant is called so", () => {
    const {
      inputs: { splits },
    } = assemble({
      people,
      transactions: [deal],
      splits: [
        { transaction: "T1", party: "S1", share: "40%" },
        { transaction: "T1", party: "ann", share: "60%" },
      ],
    });
    expect([...splits.transaction]).toEqual([0, 0]);
    expect([...splits.participant.codes].map((code) => splits.participant.dictionary[code])).toEqual([undefined, "ann"]);
    expect([...splits.position.codes].map((code) => splits.position.dictionary[code])).toEqual(["S1", undefined]);
  });
  test.each([
    ["99 %", ["99%"], "the splits of transaction T1 line 1 of the source files total 99% instead of 100%"],
    ["101 %", ["60%", "41%"], "the splits of transaction T1 line 1 of the source files total 101% instead of 100%"],
    [
      "99.9999 %",
      ["33.3333%", "33.3333%", "33.3333%"],
      "the splits of transaction T1 line 1 of the source files total 99.9999% instead of 100%",
    ],
  ])("%s", (_label, shares, reason) => {
    const { problems } = assemble({
      people,
      transactions: [deal],
      splits: shares.map((share, index) => ({ transaction: "T1", party: `S${index}`, share })),
    });
    expect(problems).toMatchObject([
      { code: "share-total", file: "splits", column: "share", reason, fix: "Correct the shares so that they total exactly 100%" },
    ]);
  });
  test("of a transaction that does not exist", () => {
    expect(assemble({ people, transactions: [deal], splits: [{ transaction: "T2", party: "ann", share: "100%" }] }).problems).toMatchObject(
      [{ code: "unknown-reference", value: "T2" }],
    );
  });
  test("overlays need not total anything", () => {
    expect(
      assemble({ people, transactions: [deal], splits: [{ transaction: "T1", party: "ann", kind: "overlay", role: "r", share: "30%" }] })
        .problems,
    ).toEqual([]);
  });
});

describe("gaps", () => {
  test.each([
    ["none: everything", [], [{ from: OPEN_START, to: OPEN_END }]],
    [
      "around one",
      [{ from: 5, to: 9 }],
      [
        { from: OPEN_START, to: 5 },
        { from: 9, to: OPEN_END },
      ],
    ],
    [
      "between two that overlap and one more",
      [
        { from: 5, to: 9 },
        { from: 7, to: 8 },
        { from: 12, to: OPEN_END },
      ],
      [
        { from: OPEN_START, to: 5 },
        { from: 9, to: 12 },
      ],
    ],
    ["all covered", [{ from: OPEN_START, to: OPEN_END }], []],
  ])("%s", (_label, intervals, expected) => expect(gaps(intervals)).toEqual(expected));
});
