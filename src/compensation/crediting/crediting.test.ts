import { describe, expect, test } from "vitest";
import type { CreditRule, Plan } from "../../plans/plan.ts";
import { calculate, toStatements } from "../engine.ts";
import { sampleInputs, samplePlan, type SampleRows } from "../sample-company.ts";

/** Everybody has a seat; boss is above the team of ann and bob, chief above boss. */
const COMPANY: SampleRows = {
  people: ["ann", "bob", "boss", "chief"].map((participant) => ({ participant, name: participant })),
  positions: [{ position: "A", parent: "M" }, { position: "B", parent: "M" }, { position: "M", parent: "C" }, { position: "C" }],
  assignments: [
    ["ann", "A"],
    ["bob", "B"],
    ["boss", "M"],
    ["chief", "C"],
  ].map(([participant = "", position = ""]) => ({ participant, position })),
};
const DEAL = { transaction: "T1", date: "2026-01-10", owner: "ann", amount: "100.01" };

type Result = { credits: string[]; findings: string[] };

/** Who is credited what by which rule: "ann T1 own 100.01"; findings as "code who". */
function credit(rules: readonly CreditRule[], rows: SampleRows, more: Partial<Plan> = {}): Result {
  const plan = samplePlan({
    credits: rules,
    measures: [{ name: "sales", credits: rules.map(({ name }) => name), of: "amount", window: "quarter" }],
    components: [{ name: "c", kind: "flat", measure: "sales", rate: "10%" }],
    ...more,
  });
  const calculation = calculate(sampleInputs({ rows: { ...COMPANY, ...rows }, plans: [plan] }), { set: "default" });
  return {
    credits: toStatements(calculation).flatMap(({ participant, lines }) =>
      lines.flatMap(({ credit: found }) => (found ? [`${participant} ${found.transaction} ${found.rule} ${found.amount}`] : [])),
    ),
    findings: calculation.findings.map(({ code, participant }) => `${code} ${participant ?? ""}`.trim()),
  };
}

const own: CreditRule = { name: "own", kind: "direct" };
const shared: CreditRule = { name: "shared", kind: "split" };
const halves = ["ann", "bob"].map((party) => ({ transaction: "T1", party, share: "50%" }));

describe("direct", () => {
  test.each<[string, CreditRule[], SampleRows, string[], string[]]>([
    ["the owner's seat", [own], { transactions: [DEAL] }, ["ann T1 own 100.01"], []],
    ["the seat that the transaction names", [own], { transactions: [{ ...DEAL, position: "B" }] }, ["bob T1 own 100.01"], []],
    ["no owner is no finding", [own], { transactions: [{ transaction: "T1", date: "2026-01-10", amount: "1" }] }, [], []],
    [
      "an owner in several seats",
      [own],
      {
        transactions: [DEAL],
        assignments: [
          { participant: "ann", position: "A" },
          { participant: "ann", position: "B" },
        ],
      },
      [],
      ["ambiguous-seat ann"],
    ],
    [
      "an owner without a seat on the day",
      [own],
      { transactions: [DEAL], assignments: [{ participant: "ann", position: "A", from: "2026-01-11" }] },
      [],
      ["owner-without-seat ann"],
    ],
    ["two rules of equal priority", [own, { ...own, name: "again" }], { transactions: [DEAL] }, [], ["ambiguous-credit-rule ann"]],
    ["the higher priority wins", [own, { ...own, name: "special", priority: 1 }], { transactions: [DEAL] }, ["ann T1 special 100.01"], []],
    [
      "a lower rule where the higher does not match",
      [own, { ...own, name: "special", priority: 1, where: "transaction.amount > 1000" }],
      { transactions: [DEAL] },
      ["ann T1 own 100.01"],
      [],
    ],
    [
      "by another date, once it is there",
      [{ ...own, date: "paymentDate" }],
      { transactions: [DEAL, { ...DEAL, transaction: "T2", paymentDate: "2026-02-01" }] },
      ["ann T2 own 100.01"],
      [],
    ],
    [
      "a seat that changes hands",
      [own],
      {
        transactions: [DEAL, { ...DEAL, transaction: "T2", date: "2026-02-10", owner: "bob" }],
        assignments: [
          { participant: "ann", position: "A", to: "2026-02-01" },
          { participant: "bob", position: "A", from: "2026-02-01" },
        ],
      },
      ["ann T1 own 100.01", "bob T2 own 100.01"],
      [],
    ],
    [
      "a seat shared by two",
      [own],
      {
        transactions: [{ ...DEAL, position: "A" }],
        assignments: [
          { participant: "ann", position: "A", share: "50%" },
          { participant: "bob", position: "A", share: "50%" },
        ],
      },
      ["ann T1 own 50.01", "bob T1 own 50.00"],
      [],
    ],
    [
      "a share that nobody fills goes to nobody",
      [own],
      { transactions: [DEAL], assignments: [{ participant: "ann", position: "A", share: "60%" }] },
      ["ann T1 own 60.01"],
      [],
    ],
    [
      "splits without a rule for them",
      [own],
      { transactions: [DEAL], splits: halves },
      [],
      ["split-without-rule ann", "split-without-rule bob"],
    ],
    ["not employed any more", [own], { transactions: [DEAL], people: [{ participant: "ann", name: "Ann", left: "2026-01-10" }] }, [], []],
  ])("%s", (_label, rules, rows, credits, findings) => expect(credit(rules, rows)).toEqual({ credits, findings }));
});

describe("split", () => {
  test.each<[string, SampleRows, string[], string[]]>([
    [
      "halves of an odd cent, the first party gets it",
      { transactions: [DEAL], splits: halves },
      ["ann T1 shared 50.01", "bob T1 shared 50.00"],
      [],
    ],
    [
      "the order of the rows does not matter",
      { transactions: [DEAL], splits: [...halves].reverse() },
      ["ann T1 shared 50.01", "bob T1 shared 50.00"],
      [],
    ],
    [
      "a return takes back what its order gave",
      { transactions: [{ ...DEAL, amount: "-100.01", kind: "return" }], splits: halves },
      ["ann T1 shared -50.01", "bob T1 shared -50.00"],
      [],
    ],
    [
      "a party may be a seat",
      {
        transactions: [DEAL],
        splits: [
          { transaction: "T1", party: "A", share: "25%" },
          { transaction: "T1", party: "bob", share: "75%" },
        ],
      },
      ["ann T1 shared 25.00", "bob T1 shared 75.01"],
      [],
    ],
    ["99 %", { transactions: [DEAL], splits: [{ transaction: "T1", party: "ann", share: "99%" }] }, [], ["split-total"]],
    ["101 %", { transactions: [DEAL], splits: [...halves, { transaction: "T1", party: "boss", share: "1%" }] }, [], ["split-total"]],
    [
      "a party without a seat; the others keep their parts",
      { transactions: [DEAL], splits: halves, assignments: [{ participant: "ann", position: "A" }] },
      ["ann T1 shared 50.01"],
      ["owner-without-seat bob"],
    ],
  ])("%s", (_label, rows, credits, findings) => expect(credit([shared], rows)).toEqual({ credits, findings }));
});

describe("overlay", () => {
  test.each<[string, CreditRule, SampleRows, string[]]>([
    [
      "a named seat, for every deal",
      { name: "top", kind: "overlay", positions: ["C"], share: "10%" },
      { transactions: [DEAL] },
      ["chief T1 top 10.00"],
    ],
    [
      "the whole when no share is given",
      { name: "top", kind: "overlay", positions: ["C"] },
      { transactions: [DEAL] },
      ["chief T1 top 100.01"],
    ],
    [
      "a share by a formula over the deal",
      { name: "top", kind: "overlay", positions: ["C"], share: "IF(transaction.amount > 300, 50%, 10%)" },
      { transactions: [{ ...DEAL, amount: "500" }] },
      ["chief T1 top 250"],
    ],
    [
      "a party by its role",
      { name: "top", kind: "overlay", role: "engineer" },
      {
        transactions: [DEAL],
        splits: [
          { transaction: "T1", party: "bob", kind: "overlay", role: "engineer", share: "20%" },
          { transaction: "T1", party: "boss", kind: "overlay", role: "partner", share: "20%" },
        ],
      },
      ["bob T1 top 20.00"],
    ],
  ])("%s", (_label, rule, rows, credits) => expect(credit([rule], rows)).toEqual({ credits, findings: [] }));
});

describe("roll-up", () => {
  const team = (fields: Partial<Extract<CreditRule, { kind: "roll-up" }>> = {}): CreditRule => ({
    name: "team",
    kind: "roll-up",
    ...fields,
  });
  const MANAGERS = { assigned: [{ positions: ["M", "C"] }] };
  test.each<[string, CreditRule, SampleRows, Partial<Plan>, string[]]>([
    ["gross goes all the way up", team(), { transactions: [DEAL] }, MANAGERS, ["boss T1 team 100.01", "chief T1 team 100.01"]],
    [
      "residual stops at the first that rolls it up",
      team({ basis: "residual" }),
      { transactions: [DEAL] },
      MANAGERS,
      ["boss T1 team 100.01"],
    ],
    [
      "residual passes a seat without a plan",
      team({ basis: "residual" }),
      { transactions: [DEAL] },
      { assigned: [{ positions: ["C"] }] },
      ["chief T1 team 100.01"],
    ],
    ["levels", team({ levels: 1 }), { transactions: [DEAL] }, MANAGERS, ["boss T1 team 100.01"]],
    [
      "both parts of a split",
      team({ levels: 1 }),
      { transactions: [DEAL], splits: halves },
      MANAGERS,
      ["boss T1 team 50.01", "boss T1 team 50.00"],
    ],
    [
      "a vacant seat's deal",
      team({ levels: 1 }),
      { transactions: [{ ...DEAL, position: "A" }], assignments: [{ participant: "boss", position: "M" }] },
      MANAGERS,
      ["boss T1 team 100.01"],
    ],
    [
      "by the reporting line of the day",
      team({ levels: 1 }),
      {
        transactions: [DEAL, { ...DEAL, transaction: "T2", date: "2026-02-10" }],
        "reporting-lines": [{ position: "A", parent: "C", from: "2026-02-01" }],
      },
      MANAGERS,
      ["boss T1 team 100.01", "chief T2 team 100.01"],
    ],
  ])("%s", (_label, rule, rows, more, credits) => expect(credit([rule], rows, more)).toEqual({ credits, findings: [] }));
});

describe("findings of measures and quotas", () => {
  const quotaPlan = (of = "amount"): Partial<Plan> => ({
    measures: [{ name: "sales", credits: ["own"], of, window: "quarter", quota: "target" }],
    components: [{ name: "c", kind: "flat", measure: "sales", rate: "10%", upTo: "100%" }],
  });
  const quota = { position: "A", measure: "target", from: "2026-01-01", to: "2026-04-01", amount: "1000" };
  const annOnly: SampleRows = {
    people: [{ participant: "ann", name: "Ann" }],
    assignments: [{ participant: "ann", position: "A" }],
    transactions: [DEAL],
  };
  test.each<[string, SampleRows, Partial<Plan>, string[]]>([
    ["a quota", { quotas: [quota] }, quotaPlan(), []],
    ["no quota", {}, quotaPlan(), ["quota-missing ann"]],
    ["a quota of part of the window", { quotas: [{ ...quota, to: "2026-03-01" }] }, quotaPlan(), ["quota-missing ann"]],
    [
      "quotas of months that cover the window",
      {
        quotas: [
          ["01", "02"],
          ["02", "03"],
          ["03", "04"],
        ].map(([from, to]) => ({ ...quota, from: `2026-${from}-01`, to: `2026-${to}-01` })),
      },
      quotaPlan(),
      [],
    ],
    ["a quota of 0", { quotas: [{ ...quota, amount: "0" }] }, quotaPlan(), ["quota-zero ann"]],
    ["a quota in another currency", { quotas: [{ ...quota, currency: "EUR" }] }, quotaPlan(), ["currency-mismatch ann"]],
    ["no margin", { quotas: [quota] }, quotaPlan("margin"), ["attribute-missing ann"]],
    [
      "a deal in another currency",
      { quotas: [quota], transactions: [DEAL, { ...DEAL, transaction: "T2", currency: "EUR" }] },
      quotaPlan(),
      ["currency-mismatch ann"],
    ],
    [
      "a condition without a value",
      { quotas: [quota] },
      { ...quotaPlan(), credits: [{ ...own, where: "transaction.quantity > 1" }] },
      ["attribute-missing ann"],
    ],
  ])("%s", (_label, rows, more, findings) => expect(credit([own], { ...annOnly, ...rows }, more).findings).toEqual(findings));

  test("nobody is paid 0 for what is unknown: there is no line, and the message says what to do", () => {
    const plan = samplePlan(quotaPlan().components ? { components: quotaPlan().components ?? [] } : { components: [] });
    const [statement] = toStatements(calculate(sampleInputs({ rows: { ...COMPANY, ...annOnly }, plans: [plan] }), { set: "default" }));
    expect(statement?.lines).toEqual([]);
    expect(statement?.findings[0]?.message).toBe('There is no quota "target" for the window 2026-Q1: no row of that name lies inside it.');
    expect(statement?.findings[0]?.fix).toBe("Add quotas of the seat that together cover the window exactly (from 2026-01-01).");
  });

  test("somebody without deals has a statement of zeros and no finding", () => {
    const [statement] = toStatements(
      calculate(
        sampleInputs({
          rows: {
            ...COMPANY,
            quotas: [quota],
            people: [{ participant: "bob", name: "Bob" }],
            assignments: [{ participant: "bob", position: "A" }],
          },
          plans: [samplePlan({ components: quotaPlan().components ?? [] })],
        }),
        { set: "default" },
      ),
    );
    expect(statement).toMatchObject({
      participant: "bob",
      period: "2026-Q1",
      lines: [],
      findings: [],
      totals: { amount: "0.00" },
      measures: [{ amount: "0", quota: "1000", attainmentPercent: "0.00" }],
    });
  });
});
