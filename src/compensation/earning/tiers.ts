import type { Tier } from "../../plans/plan.ts";
import type { Band, Terms } from "./schedule.ts";

/** Tiers as bands: each reaches to the next; the first also holds positions below zero. */
export function tierBands(tiers: readonly Tier[], terms: Terms): Band[] {
  return tiers.map((tier, index) => ({ from: index === 0 ? undefined : terms.threshold(tier.from), rate: terms.tierRate(tier.rate) }));
}
