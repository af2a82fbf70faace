import { ZERO } from "../../money/rational.ts";
import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms } from "./schedule.ts";

/** rate × basis, with `upTo` only for the part of the position below it. */
export function flat(component: Extract<Component, { kind: "flat" }>, terms: Terms): Schedule {
  const paid = { from: undefined, rate: terms.percent(component.rate) };
  return { shape: "bands", bands: component.upTo === undefined ? [paid] : [paid, { from: terms.threshold(component.upTo), rate: ZERO }] };
}
