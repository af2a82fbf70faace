import type { FindingCode } from "../../src/compensation/statements/statement.ts";
import type { Component, Rounding } from "../../src/plans/plan.ts";
import { type Credit, creditsOf, read, type Report, type World } from "./credits.ts";
import { type Window, windowsOf, within } from "./days.ts";
import { type Earned, earnedToDate, type Figures, NOTHING, toMinor } from "./earnings.ts";
import { digitsOf } from "./currency.ts";
import { seatReader, type Transaction, typesOf } from "./facts.ts";
import { asNumber, Blank, evaluate, isPercent, NoValue } from "./formula.ts";
import { type Fraction, times } from "./fraction.ts";
import { type Basis, measured, type Measured, quotaOf, quotasRead } from "./measures.ts";
import { lastDay, type Unit } from "./units.ts";

/** What was found wrong, and for whom. */
export type Found = {
  code: FindingCode;
  participant: string;
  unit?: Unit;
  component?: string;
  transaction?: Transaction;
  /** Of a person's seat: the credit date. */
  day?: number;
  /** Of a plan's cap or floor: the pay periods of its window. */
  periods?: readonly Window[];
};

/** One component of one unit over its pay periods: what it has earned to date at the end of each. */
export type Course = {
  unit: Unit;
  component: Component;
  place: number;
  rounding: Rounding;
  periods: Window[];
  exact: Earned[];
  atLine: Earned[];
};
export type UnitResult = { unit: Unit; measures: Measured[]; courses: Course[]; periods: Window[] };

/** Everything about one unit: its credits, measures and components. */
export function unitResult(world: World, unit: Unit, horizon: { from: number; to: number }, found: Found[]): UnitResult {
  const report: Report = (code, transaction) =>
    found.push({ code, participant: unit.participant, unit, ...(transaction && { transaction }) });
  const credits = creditsOf(world, unit, report);
  const measures = unit.plan.measures
    .filter((measure) => measure.window === unit.calendar)
    .map((measure) => measured(world, unit, measure, credits, report));
  const courses = unit.plan.components.flatMap((component, place) => {
    if (!measures.some(({ measure }) => measure.name === component.measure)) return [];
    const periods = periodsOf(world, unit, component.payPeriod ?? unit.plan.payPeriod, horizon);
    const rounding = component.rounding ?? unit.plan.rounding ?? world.inputs.company.rounding;
    return [{ unit, component, place, rounding, periods, ...toDate(world, unit, component, measures, periods, rounding, found) }];
  });
  return { unit, measures, courses, periods: periodsOf(world, unit, unit.plan.payPeriod, horizon) };
}

/** The periods of a calendar that touch the unit's span and the horizon. */
export function periodsOf(world: World, unit: Unit, calendar: string, horizon: { from: number; to: number }): Window[] {
  return windowsOf(world.inputs.company.calendar, calendar, horizon.from, horizon.to).filter(
    (period) => within(unit.span, period).length > 0,
  );
}

function toDate(
  world: World,
  unit: Unit,
  component: Component,
  measures: readonly Measured[],
  periods: readonly Window[],
  rounding: Rounding,
  found: Found[],
): { exact: Earned[]; atLine: Earned[] } {
  const report: Report = (code, transaction) =>
    found.push({ code, participant: unit.participant, unit, component: component.name, ...(transaction && { transaction }) });
  const figures = figuresOf(world, unit, component, measures, report);
  if (figures === undefined) return { exact: periods.map(() => NOTHING), atLine: periods.map(() => NOTHING) };
  const bases =
    (period: Window) =>
    (name: string): Basis[] =>
      measures.find(({ measure }) => measure.name === name)?.bases.filter(({ credit }) => credit.day < period.to) ?? [];
  const line = (exact: Fraction): Fraction => toMinor(exact, digitsOf(unit.plan.currency), rounding.mode);
  return {
    exact: periods.map((period) => earnedToDate(component, bases(period), figures)),
    atLine: periods.map((period) => earnedToDate(component, bases(period), figures, line)),
  };
}

/** The component's formulas and quotas for the unit; undefined when something it needs is missing. */
function figuresOf(world: World, unit: Unit, component: Component, measures: readonly Measured[], report: Report): Figures | undefined {
  const [reads, types] = [seatReader(world.inputs, unit.participant, unit.position, lastDay(unit.span)), typesOf(world.inputs)];
  const used = measures.filter(({ measure }) => measure.name === component.measure || measure.name === component.gate?.measure);
  let sound = !measures.some(({ mismatch }) => mismatch) && !used.some(({ blank }) => blank);
  const quotas = new Map<string, Fraction>();
  for (const name of new Set(quotasRead(world, component))) {
    const measure = measures.find((one) => one.measure.name === name)?.measure;
    if (measure === undefined) continue;
    const result = quotaOf(world, unit, measure);
    if ("quota" in result && result.quota[0] !== 0n) quotas.set(name, result.quota);
    else {
      report("quota" in result ? "quota-zero" : result.finding);
      sound = false;
    }
  }
  const value = (formula: string): Fraction => asNumber(evaluate(formula, reads, types));
  for (const formula of formulasOf(component)) {
    try {
      value(formula);
    } catch (caught) {
      if (!(caught instanceof Blank || caught instanceof NoValue)) throw caught;
      report(caught instanceof Blank ? "attribute-missing" : "formula-error");
      sound = false;
    }
  }
  const paid = new Map<Credit, boolean>();
  for (const { credits, measure } of measures) {
    if (measure.name !== component.measure) continue;
    for (const credit of credits)
      paid.set(
        credit,
        component.where === undefined || read(world, unit, credit.transaction, credit.day, component.where, report) === true,
      );
  }
  if (!sound) return undefined;
  const threshold = (formula: string, measure: string): Fraction =>
    isPercent(formula, types) ? times(value(formula), quotas.get(measure) ?? [0n, 1n]) : value(formula);
  return { value, threshold, paysFor: (credit) => paid.get(credit) === true };
}

/** Every formula of the component that gives one value a unit. */
function formulasOf(component: Component): string[] {
  const common = [component.gate?.at, component.dealCap, component.dealFloor, component.cap, component.floor];
  const own = ((): (string | null | undefined)[] => {
    switch (component.kind) {
      case "flat":
        return [component.rate, component.upTo];
      case "per-unit":
        return [component.amount, component.upTo];
      case "marginal-tiers":
      case "whole-amount-tiers":
        return component.tiers.flatMap((tier) => [tier.from, tier.to, tier.rate]);
      case "accelerator":
        return [component.above, component.rate, component.multiplier];
      case "bonus":
        return [component.at, component.amount];
      case "spiff":
        return [component.amount];
    }
  })();
  return [...common, ...own].filter((formula) => formula !== undefined && formula !== null);
}
