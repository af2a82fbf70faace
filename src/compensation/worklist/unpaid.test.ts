import { expect, test } from "vitest";
import type { Plan } from "../../plans/plan.ts";
import { calculate } from "../engine.ts";
import { sampleInputs, samplePlan, type SampleRows } from "../sample-company.ts";
import { reasonOf, UNPAID_REASONS, type UnpaidReason } from "./reasons.ts";
import { unpaidReasons } from "./unpaid.ts";

/** Ann and Bob sell on the plan of reps; Eve sits but is on no plan, Fay has two seats, Gil none, and seat V is vacant. */
const COMPANY: SampleRows = {
  people: ["ann", "bob", "eve", "fay", "gil"].map((participant) => ({ participant, name: participant })),
  positions: [
    { position: "A", title: "Rep" },
    { position: "B", title: "Rep" },
    { position: "E", title: "Other" },
    { position: "F1", title: "Rep" },
    { position: "F2", title: "Rep" },
    { position: "V", title: "Rep" },
  ],
  assignments: [
    ["ann", "A"],
    ["bob", "B"],
    ["eve", "E"],
    ["fay", "F1"],
    ["fay", "F2"],
  ].map(([participant = "", position = ""]) => ({ participant, position })),
  products: [{ product: "p1", family: "Gear" }],
  quotas: [{ position: "A", measure: "target", from: "2026-01-01", calendar: "quarter", amount: "1000" }],
};
const halves = ["ann", "bob"].map((party) => ({ transaction: "T", party, share: "50%" }));
const reps = { assigned: [{ titles: ["Rep"] }] };
const flat: Plan = samplePlan({
  ...reps,
  measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter" }],
  components: [{ name: "c", kind: "flat", measure: "sales", rate: "10%" }],
});
const byFamily: Plan = { ...flat, credits: [{ name: "own", kind: "direct", where: 'product.family = "Gear"' }] };

function reason(deal: Readonly<Record<string, string>>, plan: Plan = flat, rows: SampleRows = {}): UnpaidReason | undefined {
  const transactions = [{ transaction: "T", date: "2026-01-10", owner: "ann", amount: "100.00", ...deal }];
  const calculation = calculate(sampleInputs({ rows: { ...COMPANY, ...rows, transactions }, plans: [plan] }), { set: "default" });
  return reasonOf(unpaidReasons(calculation)[0] ?? 0);
}

const CASES: readonly (readonly [UnpaidReason | undefined, string, () => UnpaidReason | undefined])[] = [
  [undefined, "owned, credited and paid", () => reason({})],
  [undefined, "a return is pay taken back", () => reason({ amount: "-100.00" })],
  ["without-owner", "neither owner, seat nor splits", () => reason({ owner: "" })],
  ["owner-without-seat", "the owner holds no seat that day", () => reason({ owner: "gil" })],
  ["ambiguous-seat", "the owner holds several seats", () => reason({ owner: "fay" })],
  ["seat-vacant", "nobody sits in the named seat", () => reason({ owner: "", position: "V" })],
  ["split-total", "splits of 90 %", () => reason({}, flat, { splits: [{ transaction: "T", party: "ann", share: "90%" }] })],
  [
    "date-missing",
    "the plan counts by invoice, there is none yet",
    () => reason({}, { ...flat, credits: [{ name: "own", kind: "direct", date: "invoiceDate" }] }),
  ],
  ["without-plan", "the owner's seat is on no plan", () => reason({ owner: "eve" })],
  ["split-without-rule", "shared, but the plan has no rule for splits", () => reason({}, flat, { splits: halves })],
  [
    "ambiguous-credit-rule",
    "two rules of equal priority",
    () => reason({}, { ...flat, credits: [...flat.credits, { name: "also", kind: "direct" }] }),
  ],
  [
    "attribute-missing",
    "a rule has no value",
    () => reason({}, { ...flat, credits: [{ name: "own", kind: "direct", where: "transaction.quantity > 1" }] }),
  ],
  ["product-unknown", "the rule asks for the product, none is named", () => reason({}, byFamily)],
  [
    "customer-unknown",
    "the rule asks for the customer, none is named",
    () => reason({}, { ...flat, credits: [{ name: "own", kind: "direct", where: 'IFBLANK(customer.segment, "") = "Gold"' }] }),
  ],
  [
    "no-rule-holds",
    "no rule's condition holds",
    () => reason({ quantity: "1" }, { ...flat, credits: [{ name: "own", kind: "direct", where: "transaction.quantity > 5" }] }),
  ],
  [
    "not-measured",
    "credited, but no measure takes it",
    () =>
      reason(
        { quantity: "1" },
        { ...flat, measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter", where: "transaction.quantity > 5" }] },
      ),
  ],
  [
    "finding",
    "a finding keeps the component from paying",
    () => reason({ owner: "bob" }, { ...flat, measures: [{ ...flat.measures[0]!, quota: "target" }], components: [bonusAt("100%")] }),
  ],
  ["counts-only", "it counts towards a bonus", () => reason({}, { ...quoted(), components: [bonusAt("100%")] })],
  [
    "pays-zero",
    "below the first paying tier",
    () =>
      reason(
        {},
        {
          ...quoted(),
          components: [
            {
              name: "c",
              kind: "marginal-tiers",
              measure: "sales",
              tiers: [
                { from: "0%", to: "50%", rate: "0%" },
                { from: "50%", to: null, rate: "10%" },
              ],
            },
          ],
        },
      ),
  ],
];

function quoted(): Plan {
  return { ...flat, measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter", quota: "target" }] };
}
function bonusAt(at: string): Plan["components"][number] {
  return { name: "bonus", kind: "bonus", measure: "sales", at, amount: "50" };
}

test.each(CASES)("%s: %s", (expected, _label, found) => {
  expect(found()).toBe(expected);
});

test("every reason has a case, but for an owner that the assembly of inputs refuses", () => {
  const tried = new Set(CASES.map(([expected]) => expected));
  expect(UNPAID_REASONS.filter((each) => !tried.has(each))).toEqual(["owner-unknown"]);
});
