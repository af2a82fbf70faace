import { multiply, ZERO } from "../../money/rational.ts";
import type { Component } from "../../plans/plan.ts";
import type { Schedule, Terms, Told } from "./schedule.ts";

/** rate × multiplier for the part of the position at or above the threshold. */
export function accelerator(component: Extract<Component, { kind: "accelerator" }>, terms: Terms): Schedule {
  const rate = multiply(terms.percent(component.rate), terms.number(component.multiplier));
  return {
    shape: "bands",
    bands: [
      { from: undefined, rate: ZERO },
      { from: terms.threshold(component.above), rate },
    ],
  };
}

export function acceleratorSentence({ bands }: Extract<Schedule, { shape: "bands" }>, told: Told): string {
  const [, fast] = bands;
  return fast?.from
    ? `What lies at or above ${told.point(fast.from)} pays the accelerated ${told.rate(fast.rate)}`
    : "Nothing is accelerated";
}
