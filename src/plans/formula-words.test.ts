import { expect, test } from "vitest";
import type { ValueType } from "../table/definition.ts";
import { formulaWords } from "./formula-words.ts";
import type { Plan } from "./plan.ts";

test("each formula of a plan has its words by its path; one that cannot be read stays as it is", () => {
  const plan: Plan = {
    plan: "p",
    version: "1",
    name: "P",
    set: "default",
    effective: { from: "2026-01-01", to: null },
    currency: "USD",
    payPeriod: "month",
    assigned: [{ where: "position.unknown = 1" }],
    credits: [{ name: "own", kind: "direct", where: 'transaction.kind = "order"' }],
    measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter" }],
    components: [
      { name: "c", kind: "marginal-tiers", measure: "sales", tiers: [{ from: "0", to: null, rate: "participant.commissionRate * 1.5" }] },
    ],
  };
  const words = formulaWords(plan, new Map([["participant", new Map<string, ValueType>([["commissionRate", "Percent"]])]]));
  expect(Object.fromEntries(words)).toEqual({
    "assigned[0].where": "position.unknown = 1",
    "credits[0].where": "kind is order",
    "components[0].tiers[0].from": "0",
    "components[0].tiers[0].rate": "participant commission rate × 1.5",
  });
});
