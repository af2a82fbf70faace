import type { Component } from "../../plans/plan.ts";
import { accelerator } from "./accelerator.ts";
import { bonus } from "./bonus.ts";
import { flat } from "./flat.ts";
import { marginalTiers } from "./marginal-tiers.ts";
import { perUnit } from "./per-unit.ts";
import type { Schedule, Terms } from "./schedule.ts";
import { spiff } from "./spiff.ts";
import { wholeAmountTiers } from "./whole-amount-tiers.ts";

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
