import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms, Told } from "./schedule.ts";

/** An amount, once a window, when the total reaches the threshold. */
export function bonus(component: Extract<Component, { kind: "bonus" }>, terms: Terms): Schedule {
  return { shape: "once", at: terms.threshold(component.at), amount: terms.money(component.amount) };
}

export function bonusSentence({ at, amount }: Extract<Schedule, { shape: "once" }>, told: Told): string {
  return told.reached
    ? `Reaching ${told.point(at)} pays ${told.money(amount)} once`
    : `${told.money(amount)} is paid once ${told.point(at)} is reached, which it is not yet`;
}
