import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms } from "./schedule.ts";
import { tierBands } from "./tiers.ts";

/** The rate of the one tier that holds the unit's total to date, on every credit of the window. */
export function wholeAmountTiers(component: Extract<Component, { kind: "whole-amount-tiers" }>, terms: Terms): Schedule {
  return { shape: "whole", bands: tierBands(component.tiers, terms) };
}
