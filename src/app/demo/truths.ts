/**
 * What was planted in the demo company, to be found by whoever looks: docs/demo-company.md tells it in words, truths.test.ts proves that it is
 * really in the data. Quarters are counted on the timeline: 0 is the first, 8 the running one.
 */
export const TRUTHS = {
  /** A stage in which deals stick: Negotiation in Europe lasts three times as long for deals that close in quarter 5 or later. */
  stuckStage: { stage: "Negotiation", region: "emea", fromQuarter: 5, factor: 3 },
  /** Two account executives lose deals in one stage: the odds of passing Proposal are a quarter of their colleagues'; elsewhere they are as good. */
  skillGap: { stage: "Proposal", seats: ["ae-north-2", "ae-west-1"], oddsFactor: 0.25 },
  /** A patch whose customers can buy 38 % of what others' can, under the same quota, with one of the best account executives on it. */
  unfairTerritory: { territory: "plains", seat: "ae-central-3", potentialFactor: 0.38, skill: 0.25 },
  /** In the first two months of the last complete quarter orders of Vista Pro carry a misspelt product without family and price. */
  misspeltProduct: { product: "VSITA-PRO", name: "Vsita Pro", meant: "VISTA-PRO", quarter: 7, months: 2 },
  /** An engineer left, and in one quarter demonstrations took two and a half times as long: deals slid into the next quarter. */
  bottleneck: { stage: "Demonstration", quarter: 3, factor: 2.5, seat: "se-3" },
  /** Orders of a marketplace came without owner in the week that ended three days ago. */
  unownedBatch: { source: "marketplace", orders: 34, daysAgo: 3, days: 7 },
  /** One account executive ended the last complete quarter 1,150.00 short of quota, where the rate rises from 8 to 11 percent. */
  tierEdge: { quarter: 7, shortCents: 115_000 },
  /** Three order lines of the last complete quarter were imported a tenth too high and corrected after pay was published: it was calculated and published again. */
  correction: { quarter: 7, orders: 3, factor: 1.1 },
} as const;
