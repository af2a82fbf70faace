import type { FindingCode } from "../../src/compensation/statements/statement.ts";
import type { Component, Measure } from "../../src/plans/plan.ts";
import { type Credit, read, type Report, type World } from "./credits.ts";
import { digitsOf } from "./currency.ts";
import { NEVER_ENDS } from "./days.ts";
import { type Scaled, toFraction, typesOf } from "./facts.ts";
import { isPercent } from "./formula.ts";
import { type Fraction, ONE, plus, sum, ZERO } from "./fraction.ts";
import type { Unit } from "./units.ts";

/** A credit with its value in a measure and the running total before it. */
export type Basis = { credit: Credit; value: Fraction; before: Fraction };

export function isMoney(world: World, measure: Measure): boolean {
  if (measure.of === "amount" || measure.of === "margin") return true;
  return (
    typesOf(world.inputs)(`transaction.${measure.of}`) === "Money" &&
    measure.of !== "quantity" &&
    measure.of !== "count" &&
    measure.of !== "customers"
  );
}

/** A measure of a unit. `blank`: a credit has no value in it; `mismatch`: a credit is in another currency. */
export type Measured = { measure: Measure; credits: Credit[]; bases: Basis[]; blank: boolean; mismatch: boolean };

/** The credits of a measure in order, each with its value. */
export function measured(world: World, unit: Unit, measure: Measure, credits: readonly Credit[], report: Report): Measured {
  let [blank, mismatch] = [false, false];
  const [bases, counted]: [Basis[], Credit[]] = [[], []];
  const customers = new Set<string>();
  let before = ZERO;
  for (const credit of credits) {
    if (!measure.credits.includes(credit.rule.name)) continue;
    if (measure.where !== undefined && read(world, unit, credit.transaction, credit.day, measure.where, report) !== true) continue;
    counted.push(credit);
    const foreign = isMoney(world, measure) && credit.transaction.texts.get("currency") !== unit.plan.currency;
    const value = valueOf(world, measure, credit, customers);
    if (foreign) report("currency-mismatch", credit.transaction);
    if (value === undefined) report("attribute-missing", credit.transaction);
    mismatch ||= foreign;
    blank ||= value === undefined;
    if (value === undefined || foreign) continue;
    bases.push({ credit, value, before });
    before = plus(before, value);
  }
  return { measure, credits: counted, bases, blank, mismatch };
}

function valueOf(world: World, measure: Measure, credit: Credit, customers: Set<string>): Fraction | undefined {
  if (measure.of === "count") return credit.share;
  if (measure.of === "customers") {
    const customer = credit.transaction.texts.get("customer");
    if (customer === undefined || customers.has(customer)) return ZERO;
    customers.add(customer);
    return ONE;
  }
  const whole = wholeOf(measure, credit);
  if (whole === undefined) return undefined;
  const currency = credit.transaction.texts.get("currency") ?? world.inputs.company.currency;
  const { unscaled, decimals } = atSourcePrecision(whole, isMoney(world, measure) ? digitsOf(currency) : 6);
  return toFraction({ unscaled: credit.part(unscaled), decimals });
}

/** The value with `fewest` decimals, or with its own where it has more. */
function atSourcePrecision(whole: Scaled, fewest: number): Scaled {
  let { unscaled, decimals } = whole;
  for (; decimals > fewest && unscaled % 10n === 0n; decimals--) unscaled /= 10n;
  for (; decimals < fewest; decimals++) unscaled *= 10n;
  return { unscaled, decimals };
}

function wholeOf(measure: Measure, credit: Credit): Scaled | undefined {
  const { numbers, attributeNumbers } = credit.transaction;
  const fixed = measure.of === "amount" || measure.of === "margin" || measure.of === "quantity";
  return (fixed ? numbers : attributeNumbers).get(measure.of);
}

export function totalOf(bases: readonly Basis[]): Fraction {
  return sum(bases.map(({ value }) => value));
}

/** The seat's quota of the window: rows inside it that cover it exactly; else what is wrong with it. */
export function quotaOf(world: World, unit: Unit, measure: Measure): { quota: Fraction } | { finding: FindingCode } {
  const { from, to } = unit.window;
  const rows = world.inputs.quotas.filter(
    (row) => row.position === unit.position && row.measure === measure.quota && from <= row.from && row.to <= to,
  );
  rows.sort((a, b) => a.from - b.from);
  let reached = from;
  for (const row of rows) {
    if (row.from !== reached) return { finding: "quota-missing" };
    reached = row.to;
  }
  if (reached !== Math.min(to, NEVER_ENDS) || rows.length === 0) return { finding: "quota-missing" };
  if (isMoney(world, measure) && rows.some((row) => row.currency !== unit.plan.currency)) return { finding: "currency-mismatch" };
  return { quota: sum(rows.map(({ amount }) => toFraction({ unscaled: amount.unscaled, decimals: amount.scale }))) };
}

/** The thresholds of a component without its gate's and without the first tier's start, which is 0. */
export function thresholdsOf(component: Component): string[] {
  switch (component.kind) {
    case "flat":
    case "per-unit":
      return component.upTo === undefined ? [] : [component.upTo];
    case "marginal-tiers":
    case "whole-amount-tiers":
      return component.tiers.flatMap(({ from, to }, index) => [...(index === 0 ? [] : [from]), ...(to === null ? [] : [to])]);
    case "accelerator":
      return [component.above];
    case "bonus":
      return [component.at];
    case "spiff":
      return [];
  }
}

/** The measures whose quota a component reads: where a threshold is a percentage. */
export function quotasRead(world: World, component: Component): string[] {
  const percent = (formula: string): boolean => isPercent(formula, typesOf(world.inputs));
  const own = thresholdsOf(component).some(percent) ? [component.measure] : [];
  return component.gate !== undefined && percent(component.gate.at) ? [...own, component.gate.measure ?? component.measure] : own;
}
