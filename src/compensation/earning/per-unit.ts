import { ZERO } from "../../money/rational.ts";
import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms, Told } from "./schedule.ts";

/** amount × units, with `upTo` only for the part of the position below it. */
export function perUnit(component: Extract<Component, { kind: "per-unit" }>, terms: Terms): Schedule {
  const paid = { from: undefined, rate: terms.money(component.amount) };
  return { shape: "bands", bands: component.upTo === undefined ? [paid] : [paid, { from: terms.threshold(component.upTo), rate: ZERO }] };
}

export function perUnitSentence({ bands }: Extract<Schedule, { shape: "bands" }>, told: Told): string {
  const [paid, unpaid] = bands;
  const rate = paid ? told.rate(paid.rate) : "nothing";
  return unpaid?.from ? `Up to ${told.point(unpaid.from)} each unit pays ${rate}` : `Each unit pays ${rate}`;
}
