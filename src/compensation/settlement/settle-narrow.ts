import type { Rounding } from "../../plans/plan.ts";
import { allocateNumbers } from "./allocate-lines.ts";
import { BONUS, CAP, FLOOR, type Lines, type Unrounded } from "./lines.ts";
import type { NarrowTerms } from "./narrow-terms.ts";
import type { NarrowUnit } from "./narrow-unit.ts";
import type { PaidCredits } from "./paid-credits.ts";
import { roundEach, roundQuotient } from "./round-number.ts";

/** What is the same for all units of a component. */
export type NarrowComponent = {
  readonly values: Float64Array;
  readonly rounding: Rounding;
  readonly isPaid: Uint8Array | undefined;
  /** The same as a list, where no gate can change what earlier credits earned. */
  readonly paid: PaidCredits | undefined;
  /** Share of a credit in 1 / `shareOfWhole`; undefined: the amount of `each` is whole for every credit. */
  readonly share: ((index: number) => number) | undefined;
  readonly shareOfWhole: number;
};

/** As `settleWide`, in numbers that `NarrowUnit.fits` has proven small enough. */
export function settleNarrow(component: NarrowComponent, terms: NarrowTerms, unit: NarrowUnit, lines: Lines, unrounded: Unrounded[]): void {
  const {
    rounding: { at, mode },
    values,
  } = component;
  const { denominator, shape } = terms;
  let start = 0;
  let tier = -1;
  let wasOpen = 0;
  let bonusBefore = 0;
  let adjustmentBefore = 0;
  let roundedAdjustment = 0;
  let kind = CAP;
  let payBefore = 0;
  let sum = 0;
  if (unit.periodCount > 0) unit.reserveCredits(unit.counts[unit.periodCount - 1]!);
  if (shape === "bands") unit.drawCurve(terms, -1);
  for (let index = 0; index < unit.periodCount; index++) {
    const period = unit.periods[index]!;
    const from = lines.count;
    const count = unit.counts[index]!;
    const open = unit.open[index]!;
    lines.reserve(count + 2);
    lines.begin(unit.unit, period);
    if (shape !== "once") {
      const newTier = shape === "whole" && open === 1 && unit.tiers[index] !== tier;
      const changed = open !== wasOpen || newTier;
      if (newTier) {
        tier = unit.tiers[index]!;
        unit.drawCurve(terms, tier);
      }
      sum += settleCredits(component, terms, unit, lines, start, count, open === 1, changed);
    }
    const bonus = shape === "once" && open === 1 && positionAt(values, unit.first, count) * terms.stretch >= unit.edge ? terms.amount : 0;
    if (bonus !== bonusBefore) {
      const change = roundQuotient(bonus, denominator, mode) - roundQuotient(bonusBefore, denominator, mode);
      lines.add(BONUS, bonus - bonusBefore, at === "line" ? change : 0);
      sum += at === "line" ? change * denominator : bonus - bonusBefore;
    }
    const bounded = open === 1 ? bound(sum, terms.floor, terms.cap) : 0;
    const adjustment = bounded - sum;
    const pay = roundQuotient(bounded, denominator, mode);
    if (adjustment !== adjustmentBefore) {
      if (adjustment !== 0) kind = adjustment < 0 ? CAP : FLOOR;
      lines.add(kind, adjustment - adjustmentBefore, at === "line" ? pay - sum / denominator - roundedAdjustment : 0);
    }
    if (at === "line") roundedAdjustment = pay - sum / denominator;
    else if (at === "window") allocateNumbers(pay - payBefore, lines.exact, denominator, from, lines.count, lines.amountMinor);
    else if (lines.count > from) unrounded.push({ unit: unit.unit, period, from, to: lines.count });
    start = count;
    wasOpen = open;
    bonusBefore = bonus;
    adjustmentBefore = adjustment;
    payBefore = pay;
  }
}

/** Earns and writes the credits of one pay period, and the earlier ones where the gate or the tier has changed; returns what they add to the sum to date. */
function settleCredits(
  component: NarrowComponent,
  terms: NarrowTerms,
  unit: NarrowUnit,
  lines: Lines,
  start: number,
  count: number,
  open: boolean,
  changed: boolean,
): number {
  if (component.paid && terms.shape === "each") return settleFew(component, component.paid, terms, unit, lines, start, count);
  if (changed) [unit.before, unit.earned] = [unit.earned, unit.before];
  const from = changed ? 0 : start;
  if (open) earn(component, terms, unit, from, count);
  else unit.earned.fill(0, from, count);
  if (from === start && !component.isPaid) return addEach(component.rounding, unit, lines, start, count, terms.denominator);
  return addChanged(component, unit, lines, from, start, count, changed, terms.denominator);
}

/** As `settleCredits` for an amount a credit that only some credits get, each once. */
function settleFew(
  { values, share, shareOfWhole, rounding: { at, mode } }: NarrowComponent,
  { indexes, start: starts }: PaidCredits,
  terms: NarrowTerms,
  unit: NarrowUnit,
  lines: Lines,
  start: number,
  count: number,
): number {
  const { first } = unit;
  let sum = 0;
  for (let place = starts[unit.unit]!; place < starts[unit.unit + 1]!; place++) {
    const index = indexes[place]!;
    if (index < first + start || index >= first + count) continue;
    const own = share ? (terms.amount * share(index)) / shareOfWhole : terms.amount;
    const amount = dealBounds(values[index]! < 0 ? -own : own, terms.dealFloor, terms.dealCap);
    const rounded = at === "line" ? roundQuotient(amount, terms.denominator, mode) : 0;
    lines.add(index, amount, rounded);
    sum += at === "line" ? rounded * terms.denominator : amount;
  }
  return sum;
}

/** Earnings of the credits `[from, to)` of the unit, into `earned`. The position is carried from the unit's first credit. */
function earn(
  { values, isPaid, share, shareOfWhole }: NarrowComponent,
  terms: NarrowTerms,
  unit: NarrowUnit,
  from: number,
  to: number,
): void {
  const { earned, first } = unit;
  if (terms.shape === "each") each(terms.amount, values, first, from, to, earned, isPaid, share, shareOfWhole);
  else climb(unit, terms.stretch, values, from, to);
  const hasDealBounds = terms.dealCap !== Number.POSITIVE_INFINITY || terms.dealFloor !== Number.NEGATIVE_INFINITY;
  if (!hasDealBounds) return;
  for (let credit = from; credit < to; credit++) earned[credit] = dealBounds(earned[credit]!, terms.dealFloor, terms.dealCap);
}

/** Walks along the curve: a credit earns what the position has earned after it less what it had before. */
function climb(
  { edges, rates, offsets, bands, first, earned }: NarrowUnit,
  stretch: number,
  values: Float64Array,
  from: number,
  to: number,
): void {
  let position = positionAt(values, first, from) * stretch;
  let band = 0;
  while (band < bands - 1 && position >= edges[band]!) band += 1;
  let before = rates[band]! * position + offsets[band]!;
  for (let credit = from; credit < to; credit++) {
    position += values[first + credit]! * stretch;
    while (band < bands - 1 && position >= edges[band]!) band += 1;
    while (band > 0 && position < edges[band - 1]!) band -= 1;
    const after = rates[band]! * position + offsets[band]!;
    earned[credit] = after - before;
    before = after;
  }
}

function each(
  amount: number,
  values: Float64Array,
  first: number,
  from: number,
  to: number,
  earned: Float64Array,
  isPaid: Uint8Array | undefined,
  share: ((index: number) => number) | undefined,
  shareOfWhole: number,
): void {
  for (let credit = from; credit < to; credit++) {
    if (isPaid && isPaid[first + credit] === 0) continue;
    const own = share ? (amount * share(first + credit)) / shareOfWhole : amount;
    earned[credit] = values[first + credit]! < 0 ? -own : own;
  }
}

/** Writes a line for each of the unit's credits `[from, to)`; at `line` the returned sum is that of the rounded amounts × denominator. */
function addEach(
  { at, mode }: Rounding,
  { first, earned }: NarrowUnit,
  lines: Lines,
  from: number,
  to: number,
  denominator: number,
): number {
  const { credit, exact, amountMinor } = lines;
  const shift = lines.count - from;
  lines.count += to - from;
  let sum = 0;
  for (let index = from; index < to; index++) {
    credit[index + shift] = first + index;
    exact[index + shift] = earned[index]!;
    sum += earned[index]!;
  }
  if (at !== "line") return sum;
  return roundEach(exact, amountMinor, from + shift, to + shift, denominator, mode) * denominator;
}

/** As `addEach` where only some credits are paid, or earlier ones are paid anew: their lines hold what has changed. */
function addChanged(
  { isPaid, rounding: { at, mode } }: NarrowComponent,
  { first, earned, before }: NarrowUnit,
  lines: Lines,
  from: number,
  start: number,
  count: number,
  changed: boolean,
  denominator: number,
): number {
  let sum = 0;
  for (let credit = from; credit < count; credit++) {
    if (isPaid && isPaid[first + credit] === 0) continue;
    const amount = earned[credit]!;
    const old = changed && credit < start ? before[credit]! : 0;
    if (credit < start && amount === old) continue;
    const rounded = at === "line" ? roundQuotient(amount, denominator, mode) - roundQuotient(old, denominator, mode) : 0;
    sum += at === "line" ? rounded * denominator : amount - old;
    lines.add(first + credit, amount - old, rounded);
  }
  return sum;
}

function positionAt(values: Float64Array, first: number, count: number): number {
  let sum = 0;
  for (let index = first; index < first + count; index++) sum += values[index]!;
  return sum;
}

function bound(value: number, floor: number, cap: number): number {
  return Math.min(Math.max(value, floor), cap);
}

function dealBounds(value: number, floor: number, cap: number): number {
  return value < 0 ? -bound(-value, floor, cap) : bound(value, floor, cap);
}
