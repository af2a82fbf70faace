import fc from "fast-check";
import { compact } from "./compact.ts";
import type { Component, CreditRule, Gate, Measure, Plan, Rounding, Tier } from "../src/plans/plan.ts";

/** Random plans that the checker accepts: every kind, gate, bound, rounding and window. */
const maybe = <T>(value: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value });

const where = fc.oneof(
  { weight: 8, arbitrary: fc.constant(undefined) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'product.family = "A"',
      "transaction.amount > 100",
      'transaction.kind <> "return"',
      "participant.rate > 4%",
      'OR(customer.segment <> "small", transaction.amount < 0)',
      'position.role = "hunter"',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "transaction.quantity > 2",
      "10 / (transaction.quantity - 3) > 1",
      "transaction.premium >= participant.target / 10",
    ),
  },
);
const date = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom("orderDate" as const, "invoiceDate" as const) },
);
const priority = maybe(fc.integer({ min: 0, max: 2 }));
const common = { where, date, priority };

const rules: fc.Arbitrary<CreditRule[]> = fc
  .tuple(
    fc.record({ name: fc.constant("own"), kind: fc.constant("direct" as const), ...common }),
    maybe(fc.record({ name: fc.constant("own2"), kind: fc.constant("direct" as const), ...common })),
    maybe(fc.record({ name: fc.constant("own3"), kind: fc.constant("direct" as const), ...common })),
    maybe(fc.record({ name: fc.constant("shared"), kind: fc.constant("split" as const), ...common }), 6),
    maybe(
      fc.record({
        name: fc.constant("top"),
        kind: fc.constant("overlay" as const),
        where,
        date,
        positions: fc.constantFrom(["S4"], ["S3", "S1"]),
        share: maybe(fc.constantFrom("50%", "33.3%", "position.factor * 10%")),
      }),
    ),
    maybe(
      fc.record({
        name: fc.constant("named"),
        kind: fc.constant("overlay" as const),
        where,
        date,
        role: fc.constantFrom("engineer", "partner"),
      }),
    ),
    maybe(
      fc.record({
        name: fc.constant("team"),
        kind: fc.constant("roll-up" as const),
        where,
        date,
        levels: maybe(fc.integer({ min: 1, max: 2 })),
        basis: maybe(fc.constantFrom("gross" as const, "residual" as const)),
      }),
      3,
    ),
  )
  .map((list) => list.filter((rule) => rule !== undefined).map((rule) => compact(rule)));

const OF = ["amount", "amount", "amount", "margin", "premium", "quantity", "count", "customers", "seats"] as const;
const isMoney = (of: string): boolean => of === "amount" || of === "margin" || of === "premium";

function measures(names: readonly string[]): fc.Arbitrary<Measure[]> {
  const measure = (name: string): fc.Arbitrary<Measure> =>
    fc
      .record({
        credits: fc.subarray([...names], { minLength: 1 }),
        of: fc.constantFrom(...OF),
        where,
        window: fc.constantFrom("month", "quarter", "quarter", "year", "campaign", "life"),
        quota: fc.boolean(),
      })
      .map(({ quota, window, ...rest }) => ({ name, window, ...compact(rest), ...(quota && window !== "life" && { quota: "target" }) }));
  return fc.tuple(measure("m1"), measure("m2")).map((list) => list.slice());
}

const percent = fc.constantFrom("5%", "0.7%", "3.14159%", "11%", "participant.rate", "MIN(participant.rate, 6%) * 1.5", "-1%", "0%");
const money = fc.constantFrom("25", "100.005", "0.333", "participant.target / 7", "participant.target", "1234.5678");

/** Rising thresholds after zero, all of one type. */
function thresholds(measure: Measure): fc.Arbitrary<string[]> {
  const place = fc.oneof(fc.constantFrom(1, 2, 4, 8, 50, 100, 200), fc.integer({ min: 1, max: 400 }));
  const amounts = fc.uniqueArray(place, { minLength: 1, maxLength: 3 }).map((list) => list.sort((a, b) => a - b));
  const written =
    (isPercent: boolean) =>
    (list: number[]): string[] =>
      list.map((at) => (isPercent ? `${at / 2}%` : isMoney(measure.of) ? String(at * 25.25) : String(at / 8)));
  return measure.quota === undefined
    ? amounts.map(written(false))
    : fc.oneof({ weight: 3, arbitrary: amounts.map(written(true)) }, { weight: 1, arbitrary: amounts.map(written(false)) });
}

function tiers(measure: Measure): fc.Arbitrary<Tier[]> {
  return thresholds(measure).chain((edges) =>
    fc
      .array(isMoney(measure.of) ? percent : money, { minLength: edges.length + 1, maxLength: edges.length + 1 })
      .map((rates) =>
        rates.map((rate, index) => ({ from: index === 0 ? "0" : (edges[index - 1] ?? "0"), to: edges[index] ?? null, rate })),
      ),
  );
}

/** What is rounded together on a statement, or over a plan's versions, is rounded in one mode; the other places have both. */
const rounding: fc.Arbitrary<Rounding> = fc.oneof(
  fc.record({ at: fc.constantFrom("line" as const, "window" as const), mode: fc.constantFrom("half-up" as const, "half-even" as const) }),
  fc.record({ at: fc.constantFrom("statement" as const, "plan" as const), mode: fc.constant("half-up" as const) }),
);

function gate(measure: Measure, other: Measure): fc.Arbitrary<Gate> {
  const own = fc.record({
    at: thresholds(measure).map(([first = "1"]) => first),
    pays: fc.constantFrom("from-first-unit" as const, "above-gate" as const),
  });
  if (other.window !== measure.window) return own;
  return fc.oneof(
    own,
    thresholds(other).map(([first = "1"]) => ({ measure: other.name, at: first, pays: "from-first-unit" as const })),
  );
}

function randomComponent(name: string, list: readonly Measure[]): fc.Arbitrary<Component> {
  return fc.constantFrom(...list).chain((measure) => {
    const other = list.find((one) => one !== measure) ?? measure;
    const first = thresholds(measure).map(([at = "1"]) => at);
    const settings = fc.record({
      name: fc.constant(name),
      measure: fc.constant(measure.name),
      where,
      gate: maybe(gate(measure, other), 2),
      dealCap: maybe(fc.constantFrom("40", "12.345", "participant.target / 3")),
      dealFloor: maybe(fc.constantFrom("1", "0.015")),
      cap: maybe(fc.constantFrom("150", "99.995", "participant.target")),
      floor: maybe(fc.constantFrom("0", "10.005", "33.333")),
      rounding: maybe(rounding, 2),
      payPeriod: maybe(fc.constantFrom("month", "quarter")),
    });
    const money1 = { rate: percent, upTo: maybe(first) };
    const kinds: fc.Arbitrary<object>[] = [
      fc.record({ kind: fc.constantFrom("marginal-tiers", "whole-amount-tiers"), tiers: tiers(measure) }),
      fc.record({ kind: fc.constant("bonus"), at: first, amount: money }),
      fc.record({ kind: fc.constant("spiff"), amount: money, bySplit: maybe(fc.boolean()) }),
      ...(isMoney(measure.of)
        ? [
            fc.record({ kind: fc.constant("flat"), ...money1 }),
            fc.record({
              kind: fc.constant("accelerator"),
              above: first,
              rate: percent,
              multiplier: fc.constantFrom("1.5", "2", "position.factor"),
            }),
          ]
        : [fc.record({ kind: fc.constant("per-unit"), amount: money, upTo: maybe(first) })]),
    ];
    return fc.tuple(settings, fc.oneof(...kinds)).map(([shared, own]) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each of `kinds` makes the fields of its kind; the checker's acceptance is tested
      return fitting({ ...compact(shared), ...compact(own) } as Component);
    });
  });
}

/** Takes off what the checker refuses: settings that would change nothing. */
function fitting(component: Component): Component {
  if (component.kind !== "bonus" && component.kind !== "spiff") return component;
  const { where: condition, dealCap, dealFloor, gate: own, ...rest } = component;
  const kept = own && { ...own, pays: "from-first-unit" as const };
  const always: Component = { ...rest, ...(kept && { gate: kept }) };
  return component.kind === "bonus" ? always : { ...always, ...compact({ where: condition, dealCap, dealFloor }) };
}

const assigned: fc.Arbitrary<Plan["assigned"]> = fc.constantFrom<Plan["assigned"]>(
  [{ titles: ["seller", "manager"] }],
  [{ titles: ["seller"] }, { positions: ["S1"], from: "2026-02-15" }],
  [{ listed: true }, { positions: ["S1", "S4"] }],
  [{ where: "participant.rate > 3%" }],
  [{ positions: ["S1", "S2", "S3"], from: "2026-01-20", to: "2026-05-10" }, { where: 'position.role = "engineer"' }],
);

export function randomPlan(id: string, currency: string): fc.Arbitrary<Plan> {
  return rules.chain((credits) =>
    measures(credits.map((rule) => rule.name)).chain((list) =>
      fc
        .record({
          payPeriod: fc.constantFrom("month", "month", "quarter", "campaign"),
          assigned,
          components: fc
            .integer({ min: 1, max: 3 })
            .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => randomComponent(`c${index + 1}`, list)))),
          rounding: maybe(rounding),
          cap: maybe(
            fc.record({ amount: fc.constantFrom("200", "participant.target"), window: fc.constantFrom("month", "quarter", "year") }),
          ),
          floor: maybe(fc.record({ amount: fc.constantFrom("0", "15.005"), window: fc.constantFrom("month", "quarter") })),
        })
        .map((rest) => ({
          plan: id,
          version: "1",
          name: id,
          set: "default",
          effective: { from: "2025-01-01", to: null },
          currency,
          credits,
          measures: list,
          ...compact(rest),
        })),
    ),
  );
}
