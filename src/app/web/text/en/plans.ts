/** Words of plans in words. */
export const plans = {
  plan: {
    title: (name: string, version: string) => `${name}, version ${version}`,
    effective: "In force",
    currency: "Currency",
    payPeriod: "Pay period",
    hash: "Hash",
    words: "As agreed",
    components: "Components",
    measures: "Measures",
    credits: "Credit rules",
    name: "Name",
    open: "open",
    clauseOf: (clause: string) => `Clause: ${clause}`,
    kinds: {
      flat: "Flat rate",
      "per-unit": "Per unit",
      "marginal-tiers": "Marginal tiers",
      "whole-amount-tiers": "Whole-amount tiers",
      accelerator: "Accelerator",
      bonus: "Bonus",
      spiff: "SPIFF per deal",
    },
    window: "Window",
    quota: "Quota",
    of: "Of",
  },
} as const;
