import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms, Told } from "./schedule.ts";
import { tierBands, tierList } from "./tiers.ts";

/** Each tier's rate for the part of the position inside the tier. */
export function marginalTiers(component: Extract<Component, { kind: "marginal-tiers" }>, terms: Terms): Schedule {
  return { shape: "bands", bands: tierBands(component.tiers, terms) };
}

export function marginalTiersSentence({ bands }: Extract<Schedule, { shape: "bands" }>, told: Told): string {
  return `Each part pays the rate of its tier: ${tierList(bands, told)}`;
}
