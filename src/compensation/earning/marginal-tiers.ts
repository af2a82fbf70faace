import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms } from "./schedule.ts";
import { tierBands } from "./tiers.ts";

/** Each tier's rate for the part of the position inside the tier. */
export function marginalTiers(component: Extract<Component, { kind: "marginal-tiers" }>, terms: Terms): Schedule {
  return { shape: "bands", bands: tierBands(component.tiers, terms) };
}
