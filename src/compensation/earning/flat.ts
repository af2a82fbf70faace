import { ZERO } from "../../money/rational.ts";
import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms, Told } from "./schedule.ts";

/** rate × basis, with `upTo` only for the part of the position below it. */
export function flat(component: Extract<Component, { kind: "flat" }>, terms: Terms): Schedule {
  const paid = { from: undefined, rate: terms.percent(component.rate) };
  return { shape: "bands", bands: component.upTo === undefined ? [paid] : [paid, { from: terms.threshold(component.upTo), rate: ZERO }] };
}

export function flatSentence({ bands }: Extract<Schedule, { shape: "bands" }>, told: Told): string {
  const [paid, unpaid] = bands;
  const rate = paid ? told.rate(paid.rate) : "nothing";
  return unpaid?.from ? `Up to ${told.point(unpaid.from)} pays ${rate}` : `Every credit pays ${rate}`;
}
