import { ZERO } from "../../money/rational.ts";
import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms, Told } from "./schedule.ts";
import { tierBands, tierList } from "./tiers.ts";

/** The rate of the one tier that holds the unit's total to date, on every credit of the window. */
export function wholeAmountTiers(component: Extract<Component, { kind: "whole-amount-tiers" }>, terms: Terms): Schedule {
  return { shape: "whole", bands: tierBands(component.tiers, terms) };
}

export function wholeAmountTiersSentence({ bands }: Extract<Schedule, { shape: "bands" }>, told: Told): string {
  return `The tier reached by the total holds for every credit of the window, now ${told.rate(bands[told.band]?.rate ?? ZERO)}: ${tierList(bands, told)}`;
}
