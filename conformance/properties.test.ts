import fc from "fast-check";
import { expect, test } from "vitest";
import { calculateAll } from "../src/compensation/calculate.ts";
import { calculate, prepare, toStatements } from "../src/compensation/engine.ts";
import { parseDecimal, rescale } from "../src/money/decimal.ts";
import { inputsOf, type SmallCompany } from "./build-inputs.ts";
import { calculateByEngine } from "./calculations.ts";
import { linesSum, plain, wordsOf } from "./compare.ts";
import { randomCompany } from "./random.ts";

const numRuns = Number(process.env["ATTAIN_RUNS"] ?? 100);
const timeout = 60_000 + numRuns * 200;

/** The same list in another order, told by `keys`. */
function shuffled<T>(list: readonly T[], keys: readonly number[]): T[] {
  return list
    .map((item, index) => ({ item, key: keys[index % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function reordered(company: SmallCompany, keys: readonly number[]): SmallCompany {
  return {
    ...company,
    people: shuffled(company.people, keys),
    positions: shuffled(company.positions, keys),
    assignments: shuffled(company.assignments, keys),
    reportingLines: shuffled(company.reportingLines, keys),
    products: shuffled(company.products, keys),
    quotas: shuffled(company.quotas, keys),
    adjustments: shuffled(company.adjustments, keys),
    planAssignments: shuffled(company.planAssignments, keys),
    plans: shuffled(company.plans, keys),
    transactions: shuffled(company.transactions, keys),
  };
}

const keys = fc.array(fc.nat(), { minLength: 3, maxLength: 7 });

test("the order of the input never matters", { timeout }, () =>
  fc.assert(
    fc.property(randomCompany, keys, (company, order) => {
      expect(wordsOf(calculateByEngine(inputsOf(reordered(company, order)))).sort()).toEqual(
        wordsOf(calculateByEngine(inputsOf(company))).sort(),
      );
    }),
    { numRuns },
  ),
);

test("the lines of a statement sum to its total", { timeout }, () =>
  fc.assert(
    fc.property(randomCompany, (company) => {
      for (const statement of calculateByEngine(inputsOf(company)).statements) expect(linesSum(statement)).toBe(true);
    }),
    { numRuns },
  ),
);

/** Component, unit, period, credit and amounts of every line, without statements around them. */
function columnsOf(company: SmallCompany, alwaysWide: boolean): string[] {
  return calculateAll(prepare(inputsOf(company)), { set: "default", alwaysWide }).components.flatMap(({ component, plan, lines }) =>
    Array.from({ length: lines.count }, (_, line) =>
      [
        plan.plan.plan,
        component.name,
        lines.unitOf(line),
        lines.periodOf(line),
        lines.credit[line],
        lines.exactOf(line),
        lines.amountOf(line),
      ].join(" "),
    ),
  );
}

test("the number path and the BigInt path pay the same", { timeout }, () =>
  fc.assert(
    fc.property(randomCompany, (company) => {
      expect(columnsOf(company, true)).toEqual(columnsOf(company, false));
    }),
    { numRuns },
  ),
);

test("calculations that share prepared inputs change nothing for each other", { timeout }, () =>
  fc.assert(
    fc.property(randomCompany, (company) => {
      const prepared = prepare(inputsOf(company));
      const first = calculate(prepared, { set: "default" });
      const [person] = company.people;
      calculateAll(prepared, { set: "default", participant: person?.id ?? "", alwaysWide: true });
      const again = calculate(prepared, { set: "default" });
      const expected = wordsOf(calculateByEngine(inputsOf(company)));
      for (const { statements, findings } of [
        { statements: toStatements(first), findings: first.findings },
        { statements: toStatements(again), findings: again.findings },
      ])
        expect(wordsOf({ statements, findings })).toEqual(expected);
    }),
    { numRuns },
  ),
);

/** The value of every credit by whom, which transaction, rule and component it is of. */
function creditedValues(company: SmallCompany): Map<string, string> {
  return new Map(
    calculateByEngine(inputsOf(company)).statements.flatMap(({ participant, lines }) =>
      lines.flatMap(({ component, plan, version, position, window, credit }): [string, string][] =>
        credit
          ? [
              [
                [participant, component, plan, version, position, window, credit.source, credit.transaction, credit.line, credit.rule].join(
                  " ",
                ),
                plain(credit.amount) ?? "",
              ],
            ]
          : [],
      ),
    ),
  );
}

test("a transaction more, with more decimals than all others, changes no other's credits", { timeout }, () =>
  fc.assert(
    fc.property(randomCompany, (company) => {
      const [first] = company.transactions;
      fc.pre(first !== undefined);
      const before = creditedValues(company);
      const finest = { id: "finest", line: "1", kind: "order" as const, amount: "0.123456", quantity: "0.654321", margin: "0.000001" };
      const more = { ...finest, date: first?.date ?? "2026-01-01", currency: "USD", splits: [] };
      const after = creditedValues({ ...company, transactions: [...company.transactions, more] });
      for (const [credit, value] of before) if (after.has(credit)) expect(after.get(credit), credit).toBe(value);
    }),
    { numRuns },
  ),
);

/** Decimals that any amount of these companies has at most. */
const DECIMALS = 6;

const SHARES = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 5 }).map((weights) => {
  const parts = weights.slice(1).map((weight) => Math.floor((weight * 10_000) / weights.reduce((a, b) => a + b, 0)));
  return [10_000 - parts.reduce((a, b) => a + b, 0), ...parts].map((part) => `${(part / 100).toFixed(2)}%`);
});

test("the parts of a split sum to the whole, and a return takes back what its sale gave", { timeout }, () =>
  fc.assert(
    fc.property(SHARES, fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: 0, max: 6 }), (shares, unscaled, scale) => {
      const people = shares.map((_, index) => `p${index}`);
      const amount = `${unscaled / 10n ** BigInt(scale)}${scale > 0 ? `.${String(unscaled % 10n ** BigInt(scale)).padStart(scale, "0")}` : ""}`;
      const { statements } = calculateByEngine(inputsOf(splitCompany(people, shares, amount)));
      const credited = (id: string): bigint[] =>
        people.map((person) => {
          const line = statements
            .filter(({ participant }) => participant === person)
            .flatMap(({ lines }) => lines)
            .find(({ credit }) => credit?.transaction === id);
          return rescale(parseDecimal(line?.credit?.amount ?? "0") ?? { unscaled: 0n, scale: 0 }, DECIMALS);
        });
      expect(credited("sale").reduce((a, b) => a + b, 0n)).toBe(rescale({ unscaled, scale }, DECIMALS));
      expect(credited("return")).toEqual(credited("sale").map((part) => -part));
    }),
    { numRuns },
  ),
);

function splitCompany(people: readonly string[], shares: readonly string[], amount: string): SmallCompany {
  const splits = people.map((participant, index) => ({ kind: "split" as const, participant, role: "", share: shares[index] ?? "0%" }));
  const sale = { line: "1", date: "2026-01-10", currency: "USD", splits };
  return {
    currency: "USD",
    fiscalYearStartMonth: 1,
    rounding: { at: "line", mode: "half-up" },
    windows: [],
    attributes: new Map(),
    attributeValues: [],
    reportingLines: [],
    products: [],
    customers: [],
    quotas: [],
    adjustments: [],
    planAssignments: [],
    people: people.map((id) => ({ id })),
    positions: people.map((id) => ({ id, title: "seller", role: "" })),
    assignments: people.map((id) => ({ participant: id, position: id, share: "100%" })),
    plans: [
      {
        plan: "p",
        version: "1",
        name: "p",
        set: "default",
        effective: { from: "2026-01-01", to: null },
        currency: "USD",
        payPeriod: "month",
        assigned: [{ titles: ["seller"] }],
        credits: [{ name: "shared", kind: "split" }],
        measures: [{ name: "m", credits: ["shared"], of: "amount", window: "month" }],
        components: [{ name: "c", kind: "flat", measure: "m", rate: "100%" }],
      },
    ],
    transactions: [
      { ...sale, id: "sale", kind: "order", amount },
      { ...sale, id: "return", kind: "return", amount: `-${amount}` },
    ],
  };
}
