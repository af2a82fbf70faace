import type { Tier } from "../../plans/plan.ts";
import type { Band, Terms, Told } from "./schedule.ts";

/** Tiers as bands: each reaches to the next; the first also holds positions below zero. */
export function tierBands(tiers: readonly Tier[], terms: Terms): Band[] {
  return tiers.map((tier, index) => ({ from: index === 0 ? undefined : terms.threshold(tier.from), rate: terms.tierRate(tier.rate) }));
}

/** "the part below 50 % of quota pays 4 %, from there 8 %, …" */
export function tierList(bands: readonly Band[], told: Told): string {
  return bands
    .map(({ from, rate }, index) => {
      const to = bands[index + 1]?.from;
      if (!from) return to ? `below ${told.point(to)} ${told.rate(rate)}` : `everything ${told.rate(rate)}`;
      return to ? `from ${told.point(from)} ${told.rate(rate)}` : `from ${told.point(from)} on ${told.rate(rate)}`;
    })
    .join(", ");
}
