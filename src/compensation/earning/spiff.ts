import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms, Told } from "./schedule.ts";

/** An amount for every credit, by its share unless the whole amount is promised. */
export function spiff(component: Extract<Component, { kind: "spiff" }>, terms: Terms): Schedule {
  return { shape: "each", amount: terms.money(component.amount), bySplit: component.bySplit ?? true };
}

export function spiffSentence({ amount, bySplit }: Extract<Schedule, { shape: "each" }>, told: Told): string {
  const deals = told.paid === 1 ? "1 deal that counts" : `${told.paid} deals that count`;
  return `${told.money(amount)} for each deal${bySplit ? ", by your share in it" : ""}; ${deals}`;
}
