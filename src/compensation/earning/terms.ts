import type { Day } from "../../calendar/day.ts";
import { type Rational, ZERO } from "../../money/rational.ts";
import type { Component } from "../../plans/plan.ts";
import type { MeasureUnit } from "../../plans/measures.ts";
import type { ValueType } from "../../table/definition.ts";
import type { Expected, FormulaProblem, SeatFormulas } from "../formulas.ts";
import { scheduleOf } from "./kinds.ts";
import type { Schedule, Terms, Threshold } from "./schedule.ts";

/** Everything a component says for one unit, as exact numbers. Absent bounds do not bound. */
export type UnitTerms = {
  readonly schedule: Schedule;
  readonly gate?: { readonly at: Threshold; readonly aboveOnly: boolean };
  readonly dealCap?: Rational;
  readonly dealFloor?: Rational;
  readonly cap?: Rational;
  readonly floor?: Rational;
  /** Names that were read, such as participant.commissionRate; none: the same terms hold for every unit. */
  readonly reads: readonly string[];
  readonly problems: readonly FormulaProblem[];
};

/** Reads a component's formulas for a pair on a day. `unit`, `gateUnit`: what its measure and its gate's count in. */
export function unitTerms(
  component: Component,
  unit: MeasureUnit,
  gateUnit: MeasureUnit,
  formulas: SeatFormulas,
  pair: number,
  day: Day,
): UnitTerms {
  const problems: FormulaProblem[] = [];
  const reads = new Set<string>();
  const read = (text: string, expected: Expected): { value: Rational; type: ValueType | undefined } => {
    const found = formulas.number(text, expected, pair, day);
    if (!found.ok) {
      problems.push(found.problem);
      if (found.problem.name !== undefined) reads.add(found.problem.name);
      const checked = formulas.cache.check(text, "seat", expected);
      return { value: ZERO, type: checked.ok ? checked.value.type : undefined };
    }
    for (const name of found.value.reads) reads.add(name);
    return found.value;
  };
  const thresholdIn = (text: string, counted: MeasureUnit): Threshold => {
    const { value, type } = read(text, counted === "money" ? "Money or Percent" : "Number or Percent");
    return { value, ofQuota: type === "Percent" };
  };
  const terms: Terms = {
    percent: (text) => read(text, "Percent").value,
    money: (text) => read(text, "Money").value,
    number: (text) => read(text, "Number").value,
    threshold: (text) => thresholdIn(text, unit),
    tierRate: (text) => read(text, unit === "money" ? "Percent" : "Money").value,
  };
  const { gate, dealCap, dealFloor, cap, floor } = component;
  const schedule = scheduleOf(component, terms);
  return {
    schedule,
    ...(gate && { gate: { at: thresholdIn(gate.at, gateUnit), aboveOnly: gate.pays === "above-gate" } }),
    ...(dealCap !== undefined && { dealCap: terms.money(dealCap) }),
    ...(dealFloor !== undefined && { dealFloor: terms.money(dealFloor) }),
    ...(cap !== undefined && { cap: terms.money(cap) }),
    ...(floor !== undefined && { floor: terms.money(floor) }),
    reads: [...reads],
    problems,
  };
}

/** Whether the terms compare with the quota of the component's own measure, or of its gate's. What pays above the gate cuts its own measure there. */
export function readsQuota({ schedule, gate }: UnitTerms): { readonly own: boolean; readonly gate: boolean } {
  const own =
    schedule.shape === "once"
      ? schedule.at.ofQuota
      : schedule.shape === "each"
        ? false
        : schedule.bands.some(({ from }) => from?.ofQuota === true);
  const isOfQuota = gate?.at.ofQuota === true;
  return { own: own || (isOfQuota && gate.aboveOnly), gate: isOfQuota };
}
