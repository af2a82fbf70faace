import { formatCount } from "../../kit/number.ts";

/** Words of the reason of a number. */
export const explain = {
  why: {
    bands: "Rate by band",
    title: "Why this number",
    parts: "Made of",
    source: "Comes from",
    partsTotal: "Sum",
    basis: "Worked out from",
    inputs: "What was read",
    whatWould: "What would change it",
    nextTier: (missing: string, edge: string, now: string, then: string) =>
      `${missing} more reaches ${edge}: from there on ${then} is paid instead of ${now}.`,
    lastTime: (calculation: number) => `Against the last time it was published (calculation #${calculation})`,
    difference: "Difference",
    same: "It pays the same as before.",
    rowsChanged: (added: number, changed: number, voided: number) =>
      [
        added > 0 ? `${formatCount(added)} new` : "",
        changed > 0 ? `${formatCount(changed)} changed` : "",
        voided > 0 ? `${formatCount(voided)} voided` : "",
      ]
        .filter((part) => part !== "")
        .join(", "),
    exact: "Exact",
    asTable: "View as table",
    asDrawing: "View as drawing",
    band: "Band",
    rate: "Rate",
    part: "In this band",
    earned: "Earned",
    from: (from: string) => `from ${from}`,
    between: (from: string, to: string) => `${from} to ${to}`,
    active: "reached",
    rounded: "rounded to",
    bounded: "bounded to",
    chosen: "decided by",
    none: "Nothing below this: it stands in the data as it is.",
    reference: {
      plan: "Plan",
      quota: "Quota",
      transaction: "Transaction",
      attribute: "Attribute",
      participant: "Person",
      position: "Seat",
      window: "Window",
      split: "Split",
      product: "Product",
      customer: "Customer",
    },
  },
} as const;
