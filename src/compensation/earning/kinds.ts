import type { Component } from "../../plans/plan.ts";
import { accelerator, acceleratorSentence } from "./accelerator.ts";
import { bonus, bonusSentence } from "./bonus.ts";
import { flat, flatSentence } from "./flat.ts";
import { marginalTiers, marginalTiersSentence } from "./marginal-tiers.ts";
import { perUnit, perUnitSentence } from "./per-unit.ts";
import type { Schedule, Terms, Told } from "./schedule.ts";
import { spiff, spiffSentence } from "./spiff.ts";
import { wholeAmountTiers, wholeAmountTiersSentence } from "./whole-amount-tiers.ts";

/** The schedule of a component: one file a kind, and the compiler refuses a kind without one. */
export function scheduleOf(component: Component, terms: Terms): Schedule {
  switch (component.kind) {
    case "flat":
      return flat(component, terms);
    case "per-unit":
      return perUnit(component, terms);
    case "marginal-tiers":
      return marginalTiers(component, terms);
    case "whole-amount-tiers":
      return wholeAmountTiers(component, terms);
    case "accelerator":
      return accelerator(component, terms);
    case "bonus":
      return bonus(component, terms);
    case "spiff":
      return spiff(component, terms);
  }
}

/** How a component pays, in one sentence without its full stop. */
export function sentenceOf(component: Component, schedule: Schedule, told: Told): string {
  if (schedule.shape === "once") return bonusSentence(schedule, told);
  if (schedule.shape === "each") return spiffSentence(schedule, told);
  return bandSentence(component.kind, { ...schedule, shape: "bands" }, told);
}

function bandSentence(kind: Component["kind"], schedule: Extract<Schedule, { shape: "bands" }>, told: Told): string {
  switch (kind) {
    case "flat":
      return flatSentence(schedule, told);
    case "per-unit":
      return perUnitSentence(schedule, told);
    case "marginal-tiers":
      return marginalTiersSentence(schedule, told);
    case "whole-amount-tiers":
      return wholeAmountTiersSentence(schedule, told);
    case "accelerator":
      return acceleratorSentence(schedule, told);
    case "bonus":
    case "spiff":
      throw new TypeError(`${kind} has no bands`);
  }
}
