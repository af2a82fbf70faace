import fc from "fast-check";
import type { AttributeDeclarations, ValueType } from "../src/table/definition.ts";
import type { SmallCompany } from "./build-inputs.ts";
import { compact } from "./compact.ts";
import { randomPlan } from "./random-plan.ts";
import { dayOf2026, decimalText, PEOPLE, randomTransaction, SEATS, shares, sometimes } from "./random-transaction.ts";

/** Random companies for comparing the engine with the reference implementation: small, but with every dated thing in them. */
export const ATTRIBUTES: AttributeDeclarations = new Map([
  [
    "participant",
    new Map<string, ValueType>([
      ["rate", "Percent"],
      ["target", "Money"],
    ]),
  ],
  ["position", new Map<string, ValueType>([["factor", "Number"]])],
  [
    "transaction",
    new Map<string, ValueType>([
      ["seats", "Number"],
      ["premium", "Money"],
    ]),
  ],
]);

const MONTHS = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"];

/** Who sits in one seat: one person, a change on a day, two by share, or nobody. */
const seating = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ people: fc.constant(PEOPLE.slice(0, 1)), how: fc.constant("usual" as const), day: dayOf2026, shares }),
  },
  fc.record({
    people: fc.shuffledSubarray(PEOPLE, { minLength: 1, maxLength: 1 }),
    how: fc.constant("one" as const),
    day: dayOf2026,
    shares,
  }),
  fc.record({
    people: fc.shuffledSubarray(PEOPLE, { minLength: 2, maxLength: 3 }),
    how: fc.constantFrom("change" as const, "share" as const, "vacant" as const, "gap" as const),
    day: dayOf2026,
    shares,
  }),
);

type Seating = typeof seating extends fc.Arbitrary<infer T> ? T : never;

/** `usual` sits alone in the seat unless the seating says otherwise; the others move about, so that some hold several seats. */
function assignmentsOf(seat: string, usual: string, { people, how, day, shares: parts }: Seating): SmallCompany["assignments"] {
  const [first = "ann", second = "bob"] = people;
  if (how === "usual") return [{ participant: usual, position: seat, share: "100%" }];
  if (how === "vacant") return [];
  if (how === "one") return [{ participant: first, position: seat, share: "100%" }];
  if (how === "change")
    return [
      { participant: first, position: seat, to: day, share: "100%" },
      { participant: second, position: seat, from: day, share: "80%" },
    ];
  if (how === "gap")
    return [
      { participant: first, position: seat, to: "2026-02-10", share: "100%" },
      { participant: first, position: seat, from: "2026-03-20", share: "50%" },
    ];
  return parts.slice(0, people.length).map((share, index) => ({ participant: people[index] ?? first, position: seat, share }));
}

const dated = (value: fc.Arbitrary<string>): fc.Arbitrary<{ from?: string; to?: string; value: string }[]> =>
  fc.oneof(
    { weight: 5, arbitrary: value.map((one) => [{ value: one }]) },
    {
      weight: 2,
      arbitrary: fc.tuple(value, value, dayOf2026).map(([a, b, day]) => [
        { to: day, value: a },
        { from: day, value: b },
      ]),
    },
    { weight: 1, arbitrary: value.map((one) => [{ from: "2026-02-01", value: one }]) },
  );
const rate = fc.constantFrom("5%", "2.5%", "7.123456789%", "0.000333%", "12.3456789012345%");

/** Of people with and without a seat, in months with and without a statement, on days with and without a window of the campaign. */
const randomAdjustment = (currency: string) =>
  fc.record({
    participant: fc.constantFrom(...PEOPLE, "zoe"),
    set: fc.constantFrom("default", "default", "default", "other"),
    calendar: fc.constantFrom("month", "quarter", "year", "campaign"),
    date: fc.oneof({ weight: 3, arbitrary: dayOf2026 }, { weight: 1, arbitrary: fc.constantFrom("2024-02-29", "2031-12-31") }),
    amount: fc.integer({ min: -99_999, max: 99_999 }).map(String),
    currency: fc.constantFrom(currency, currency, "CHF"),
    reason: fc.constantFrom("a reason", "another, with a comma"),
  });

export const randomCompany: fc.Arbitrary<SmallCompany> = fc.constantFrom("USD", "USD", "JPY", "KWD").chain((currency) =>
  fc
    .record({
      fiscalYearStartMonth: fc.constantFrom(1, 1, 2, 4),
      rounding: fc.record({
        at: fc.constantFrom("line" as const, "window" as const),
        mode: fc.constantFrom("half-up" as const, "half-even" as const),
      }),
      employment: fc.tuple(sometimes(dayOf2026), sometimes(dayOf2026)),
      seatings: fc.tuple(seating, seating, seating, seating),
      rates: fc.tuple(dated(rate), dated(rate), dated(rate), dated(rate)),
      targets: fc.tuple(dated(decimalText(9000, 2)), dated(decimalText(9000, 2)), dated(decimalText(9000, 2)), dated(decimalText(9000, 2))),
      factors: fc.tuple(dated(decimalText(2, 3)), dated(decimalText(2, 3))),
      quotas: fc.array(
        fc.record({
          seat: fc.constantFrom(...SEATS, ...SEATS),
          amount: fc.oneof(
            { weight: 4, arbitrary: decimalText(900, 2) },
            { weight: 4, arbitrary: fc.constantFrom("50.5", "101") },
            { weight: 1, arbitrary: fc.constant("0") },
          ),
        }),
        { maxLength: 7 },
      ),
      moved: sometimes(dayOf2026),
      plans: fc.tuple(randomPlan("one", currency), sometimes(randomPlan("two", currency))),
      later: sometimes(randomPlan("one", currency)),
      laterFrom: dayOf2026,
      transactions: fc.array(randomTransaction(currency), { maxLength: 16 }),
      adjustments: fc.array(randomAdjustment(currency), { maxLength: 3 }),
    })
    .map((r): SmallCompany => {
      const second = r.later && { ...r.later, version: "2", effective: { from: r.laterFrom, to: null } };
      const [first, other] = r.plans;
      return {
        currency,
        fiscalYearStartMonth: r.fiscalYearStartMonth,
        rounding: r.rounding,
        windows: [
          { calendar: "campaign", window: "W1", from: "2026-01-05", to: "2026-02-16" },
          { calendar: "campaign", window: "W2", from: "2026-02-16", to: "2026-05-01" },
        ],
        attributes: ATTRIBUTES,
        people: [...PEOPLE, "zoe"].map((id, index) =>
          compact({ id, hired: index === 0 ? r.employment[0] : undefined, left: index === 1 ? r.employment[1] : undefined }),
        ),
        positions: SEATS.map((id, index) => ({ id, title: index === 0 ? "manager" : "seller", role: index === 3 ? "engineer" : "hunter" })),
        attributeValues: [
          ...PEOPLE.flatMap((id, index) =>
            (r.rates[index] ?? []).map((value) => ({ owner: "participant" as const, id, attribute: "rate", ...value })),
          ),
          ...PEOPLE.flatMap((id, index) =>
            (r.targets[index] ?? []).map((value) => ({ owner: "participant" as const, id, attribute: "target", ...value })),
          ),
          ...SEATS.flatMap((id, index) =>
            (r.factors[index % 2] ?? []).map((value) => ({ owner: "position" as const, id, attribute: "factor", ...value })),
          ),
        ],
        assignments: SEATS.flatMap((seat, index) => assignmentsOf(seat, PEOPLE[index] ?? "ann", r.seatings[index] ?? r.seatings[0])),
        reportingLines: [
          { position: "S2", parent: "S1" },
          ...(r.moved === undefined
            ? [{ position: "S3", parent: "S1" }]
            : [
                { position: "S3", parent: "S1", to: r.moved },
                { position: "S3", parent: "S2", from: r.moved },
              ]),
          { position: "S4", parent: "S2" },
        ],
        products: [
          { id: "p1", family: "A" },
          { id: "p2", family: "B" },
        ],
        customers: [
          { id: "c1", segment: "small" },
          { id: "c2", segment: "large" },
          { id: "c3", segment: "" },
        ],
        quotas: quotaRows(r.quotas, currency),
        planAssignments: [
          { plan: "one", position: "S2" },
          { plan: "two", position: "S3", from: "2026-02-10" },
        ],
        adjustments: r.adjustments.map((row, index) => ({ id: `A${index}`, ...row })),
        plans: [
          second ? { ...first, effective: { from: "2025-01-01", to: r.laterFrom } } : first,
          ...(second ? [second] : []),
          ...(other ? [other] : []),
        ],
        transactions: r.transactions.map((row, index) => ({ id: `T${index}`, line: "1", ...row })),
      };
    }),
);

/** Monthly targets of each seat once, January to June; quarters are their sums. */
function quotaRows(wanted: readonly { seat: string; amount: string }[], currency: string): SmallCompany["quotas"] {
  return SEATS.flatMap((seat) => {
    const one = wanted.find((quota) => quota.seat === seat);
    if (one === undefined) return [];
    return MONTHS.slice(0, -1).map((from, index) => ({
      position: seat,
      measure: "target",
      from,
      to: MONTHS[index + 1] ?? from,
      amount: one.amount,
      currency,
    }));
  });
}
