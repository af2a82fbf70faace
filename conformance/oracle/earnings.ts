import type { Component, Tier } from "../../src/plans/plan.ts";
import type { Credit } from "./credits.ts";
import { type Basis, totalOf } from "./measures.ts";
import { type Fraction, fraction, larger, less, minus, negative, ONE, plus, round, smaller, sum, times, ZERO } from "./fraction.ts";

/** The formulas of one component, already read for one unit. */
export type Figures = {
  value: (formula: string) => Fraction;
  /** A threshold as an amount of a measure: a percentage times the quota, or itself. */
  threshold: (formula: string, measure: string) => Fraction;
  /** Whether the component pays for the credit (its `where`). */
  paysFor: (credit: Credit) => boolean;
};

/** What a component has earned to date: by credit, then the bonus, then what floor and cap changed (above zero: the floor's lift; below: the cap's cut). */
export type Earned = { credits: { credit: Credit; exact: Fraction }[]; bonus: Fraction; changed: Fraction };
export const NOTHING: Earned = { credits: [], bonus: ZERO, changed: ZERO };

/** `all` gives the bases to date of a measure. `atLine`: how each credit's earning and the bonus are rounded where the rounding is at the line; the bounds then act on the rounded sum. */
export function earnedToDate(
  component: Component,
  all: (measure: string) => readonly Basis[],
  figures: Figures,
  atLine?: (exact: Fraction) => Fraction,
): Earned {
  const bases = all(component.measure);
  const { gate } = component;
  const gateMeasure = gate?.measure ?? component.measure;
  const gateAt = gate && figures.threshold(gate.at, gateMeasure);
  const credits = bases
    .filter(({ credit }) => component.kind !== "bonus" && figures.paysFor(credit))
    .map((basis) => ({ credit: basis.credit, exact: ZERO, basis }));
  if (gateAt !== undefined && less(totalOf(all(gateMeasure)), gateAt)) return { ...NOTHING, credits };
  const start = gate?.pays === "above-gate" ? gateAt : undefined;
  const total = totalOf(bases);
  const keep = atLine ?? ((exact: Fraction) => exact);
  for (const credit of credits) credit.exact = keep(bounded(component, earning(component, credit.basis, total, figures, start), figures));
  const bonus = keep(
    component.kind === "bonus" && !less(total, figures.threshold(component.at, component.measure)) ? figures.value(component.amount) : ZERO,
  );
  const earned = plus(sum(credits.map(({ exact }) => exact)), bonus);
  const floored = component.floor === undefined ? earned : larger(earned, figures.value(component.floor));
  const changed = minus(component.cap === undefined ? floored : smaller(floored, figures.value(component.cap)), earned);
  return { credits, bonus, changed };
}

export function sumOf(earned: Earned): Fraction {
  return sum([...earned.credits.map(({ exact }) => exact), earned.bonus, earned.changed]);
}

/** One credit's earning before its bounds. */
function earning(component: Component, basis: Basis, total: Fraction, figures: Figures, start: Fraction | undefined): Fraction {
  const part = (from: Fraction | undefined, to: Fraction | undefined): Fraction =>
    inside(basis, start !== undefined && from !== undefined ? larger(start, from) : (start ?? from), to);
  switch (component.kind) {
    case "flat":
      return times(figures.value(component.rate), part(undefined, upTo(component.upTo, component, figures)));
    case "per-unit":
      return times(figures.value(component.amount), part(undefined, upTo(component.upTo, component, figures)));
    case "marginal-tiers":
      return sum(
        component.tiers.map((tier, index) =>
          times(
            figures.value(tier.rate),
            part(
              index === 0 ? undefined : edge(tier.from, component, figures),
              tier.to === null ? undefined : edge(tier.to, component, figures),
            ),
          ),
        ),
      );
    case "whole-amount-tiers":
      return times(figures.value(tierOf(component.tiers, total, component, figures).rate), part(undefined, undefined));
    case "accelerator":
      return times(
        times(figures.value(component.rate), figures.value(component.multiplier)),
        part(edge(component.above, component, figures), undefined),
      );
    case "spiff": {
      const amount = times(figures.value(component.amount), component.bySplit === false ? ONE : basis.credit.share);
      return basis.value[0] < 0n ? negative(amount) : amount;
    }
    case "bonus":
      return ZERO;
  }
}

function edge(formula: string, component: Component, figures: Figures): Fraction {
  return figures.threshold(formula, component.measure);
}

function upTo(formula: string | undefined, component: Component, figures: Figures): Fraction | undefined {
  return formula === undefined ? undefined : edge(formula, component, figures);
}

/** How much of the credit's way from R to R + b lies in [from, to); below zero when the credit is. */
function inside({ before, value }: Basis, from: Fraction | undefined, to: Fraction | undefined): Fraction {
  if (from !== undefined && to !== undefined && !less(from, to)) return ZERO;
  const clamp = (point: Fraction): Fraction => {
    const atLeast = from === undefined ? point : larger(point, from);
    return to === undefined ? atLeast : smaller(atLeast, to);
  };
  return minus(clamp(plus(before, value)), clamp(before));
}

/** The tier that holds the total: the last that starts at or below it, the first for totals below zero. */
function tierOf(tiers: readonly Tier[], total: Fraction, component: Component, figures: Figures): Tier {
  const found = tiers.findLast((tier) => !less(total, edge(tier.from, component, figures))) ?? tiers[0];
  if (found === undefined) throw new RangeError("a component without tiers");
  return found;
}

/** The bounds on one credit's earning; mirrored when it is negative. The floor first. */
function bounded(component: Component, exact: Fraction, figures: Figures): Fraction {
  if (component.kind === "bonus") return exact;
  if (exact[0] < 0n) return negative(bounded(component, negative(exact), figures));
  const floored = component.dealFloor === undefined ? exact : larger(exact, figures.value(component.dealFloor));
  return component.dealCap === undefined ? floored : smaller(floored, figures.value(component.dealCap));
}

/** Rounds to whole minor units and back: what one line pays. */
export function toMinor(exact: Fraction, digits: number, mode: "half-up" | "half-even"): Fraction {
  const unit: Fraction = [10n ** BigInt(digits), 1n];
  return fraction(round(times(exact, unit), mode), unit[0]);
}
