import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms } from "./schedule.ts";

/** An amount for every credit, by its share unless the whole amount is promised. */
export function spiff(component: Extract<Component, { kind: "spiff" }>, terms: Terms): Schedule {
  return { shape: "each", amount: terms.money(component.amount), bySplit: component.bySplit ?? true };
}
