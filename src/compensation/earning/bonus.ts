import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms } from "./schedule.ts";

/** An amount, once a window, when the total reaches the threshold. */
export function bonus(component: Extract<Component, { kind: "bonus" }>, terms: Terms): Schedule {
  return { shape: "once", at: terms.threshold(component.at), amount: terms.money(component.amount) };
}
