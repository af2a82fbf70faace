import { ZERO } from "../../money/rational.ts";
import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms } from "./schedule.ts";

/** amount × units, with `upTo` only for the part of the position below it. */
export function perUnit(component: Extract<Component, { kind: "per-unit" }>, terms: Terms): Schedule {
  const paid = { from: undefined, rate: terms.money(component.amount) };
  return { shape: "bands", bands: component.upTo === undefined ? [paid] : [paid, { from: terms.threshold(component.upTo), rate: ZERO }] };
}
