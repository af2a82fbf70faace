import { type Curve, narrowCurve } from "../earning/scale.ts";
import { SAFE } from "../crediting/shares.ts";
import { allocateNumbers } from "./allocate-lines.ts";
import { BONUS, CAP, FLOOR, type Lines, type Unrounded } from "./lines.ts";
import { roundQuotient } from "./round-number.ts";
import type { UnitJob } from "./unit-job.ts";

/** Buffers for the credits of one unit, used again for the next. */
export class Scratch {
  earned = new Float64Array(0);
  before = new Float64Array(0);

  reserve(count: number): void {
    if (count <= this.earned.length) return;
    this.earned = new Float64Array(count * 2);
    this.before = new Float64Array(count * 2);
  }
}

/** The job's whole numbers as floating point numbers, or undefined when a sum could pass 2^53 and lose exactness. */
export function narrowJob(job: UnitJob, values: Float64Array): NarrowJob | undefined {
  const { terms, first } = job;
  const count = job.counts.at(-1) ?? 0;
  const stretch = Number(terms.stretch);
  let size = 0;
  for (let index = first; index < first + count; index++) size += Math.abs(values[index]!);
  const reach = size * stretch;
  if (!(reach <= SAFE)) return undefined;
  const curves = new Map<Curve<bigint>, Curve<number>>();
  let steepest = 0;
  for (const curve of job.curves) {
    if (curves.has(curve)) continue;
    const narrow = narrowCurve(curve, reach);
    if (!narrow) return undefined;
    curves.set(curve, narrow);
    for (const rate of narrow.rates) steepest = Math.max(steepest, Math.abs(rate));
  }
  const denominator = Number(terms.denominator);
  const amount = Number(terms.amount);
  const optional = (value: bigint | undefined): number | undefined => (value === undefined ? undefined : Number(value));
  const bounds = { dealCap: optional(terms.dealCap), dealFloor: optional(terms.dealFloor), cap: optional(terms.cap), floor: optional(terms.floor) };
  const each = denominator + Math.abs(amount) + Math.abs(bounds.dealFloor ?? 0) + Math.abs(bounds.dealCap ?? 0);
  const most = reach * steepest + (count + 1) * each + Math.abs(bounds.cap ?? 0) + Math.abs(bounds.floor ?? 0);
  const edge = Number(job.edge);
  if (!(most <= SAFE / 8) || !(Math.abs(edge) <= SAFE) || !(Math.abs(amount) * Number(job.shareOfWhole) <= SAFE)) return undefined;
  return { stretch, denominator, amount, ...bounds, edge, curves: job.curves.map((curve) => curves.get(curve)) };
}

export type NarrowJob = {
  readonly stretch: number;
  readonly denominator: number;
  readonly amount: number;
  readonly dealCap: number | undefined;
  readonly dealFloor: number | undefined;
  readonly cap: number | undefined;
  readonly floor: number | undefined;
  readonly edge: number;
  readonly curves: readonly (Curve<number> | undefined)[];
};

/** As `settleWide`, in numbers that `narrowJob` has proven small enough. */
export function settleNarrow(job: UnitJob, narrow: NarrowJob, values: Float64Array, lines: Lines, scratch: Scratch): Unrounded[] {
  const { rounding: { at, mode }, terms } = job;
  const { denominator } = narrow;
  const unrounded: Unrounded[] = [];
  scratch.reserve(job.counts.at(-1) ?? 0);
  let start = 0;
  let curve: Curve<number> | undefined;
  let wasOpen = false;
  let bonusBefore = 0;
  let adjustmentBefore = 0;
  let roundedAdjustment = 0;
  let kind = CAP;
  let payBefore = 0;
  let sum = 0;
  for (let index = 0; index < job.periods.length; index++) {
    const period = job.periods[index]!;
    const from = lines.count;
    const count = job.counts[index]!;
    const open = job.open[index]!;
    lines.reserve(count + 2);
    if (terms.shape !== "once") {
      const changed = open !== wasOpen || (open && narrow.curves[index] !== curve);
      if (changed) [scratch.before, scratch.earned] = [scratch.earned, scratch.before];
      if (changed && !open) scratch.earned.fill(0, 0, count);
      if (open) earn(job, narrow, narrow.curves[index], values, changed ? 0 : start, count, scratch.earned);
      else if (!changed) scratch.earned.fill(0, start, count);
      sum += addLines(job, lines, period, changed ? 0 : start, start, count, scratch, changed, denominator);
    }
    const bonus = open && terms.shape === "once" && positionAt(values, job.first, count) * narrow.stretch >= narrow.edge ? narrow.amount : 0;
    if (bonus !== bonusBefore) {
      const change = roundQuotient(bonus, denominator, mode) - roundQuotient(bonusBefore, denominator, mode);
      lines.add(job.unit, BONUS, period, bonus - bonusBefore, at === "line" ? change : 0);
      sum += at === "line" ? change * denominator : bonus - bonusBefore;
    }
    const bounded = open ? bound(sum, narrow.floor, narrow.cap) : 0;
    const adjustment = bounded - sum;
    const pay = roundQuotient(bounded, denominator, mode);
    if (adjustment !== adjustmentBefore) {
      if (adjustment !== 0) kind = adjustment < 0 ? CAP : FLOOR;
      lines.add(job.unit, kind, period, adjustment - adjustmentBefore, at === "line" ? pay - sum / denominator - roundedAdjustment : 0);
    }
    if (at === "line") roundedAdjustment = pay - sum / denominator;
    if (at === "window") allocateNumbers(pay - payBefore, lines.exact, denominator, from, lines.count, lines.amountMinor);
    else if (at !== "line" && lines.count > from) unrounded.push({ unit: job.unit, period, from, to: lines.count });
    start = count;
    curve = narrow.curves[index];
    wasOpen = open;
    bonusBefore = bonus;
    adjustmentBefore = adjustment;
    payBefore = pay;
  }
  return unrounded;
}

/** Earnings of the credits `[from, to)` of the unit, into `earned`. The position is carried from the unit's first credit. */
function earn(job: UnitJob, narrow: NarrowJob, curve: Curve<number> | undefined, values: Float64Array, from: number, to: number, earned: Float64Array): void {
  const { first, isPaid } = job;
  const hasDealBounds = narrow.dealCap !== undefined || narrow.dealFloor !== undefined;
  if (curve) climb(curve, narrow.stretch, values, first, from, to, earned);
  else each(job, narrow.amount, values, from, to, earned);
  if (!isPaid && !hasDealBounds) return;
  for (let credit = from; credit < to; credit++) {
    if (isPaid && isPaid[first + credit] === 0) earned[credit] = 0;
    else if (hasDealBounds) earned[credit] = dealBounds(earned[credit]!, narrow.dealFloor, narrow.dealCap);
  }
}

/** Walks along the curve: a credit earns what the position has earned after it less what it had before. */
function climb({ edges, rates, offsets }: Curve<number>, stretch: number, values: Float64Array, first: number, from: number, to: number, earned: Float64Array): void {
  let position = positionAt(values, first, from) * stretch;
  let band = 0;
  while (band < edges.length && position >= edges[band]!) band += 1;
  let before = rates[band]! * position + offsets[band]!;
  for (let credit = from; credit < to; credit++) {
    position += values[first + credit]! * stretch;
    while (band < edges.length && position >= edges[band]!) band += 1;
    while (band > 0 && position < edges[band - 1]!) band -= 1;
    const after = rates[band]! * position + offsets[band]!;
    earned[credit] = after - before;
    before = after;
  }
}

function each({ first, share, shareOfWhole, isPaid }: UnitJob, amount: number, values: Float64Array, from: number, to: number, earned: Float64Array): void {
  for (let credit = from; credit < to; credit++) {
    if (isPaid && isPaid[first + credit] === 0) continue;
    const own = share ? (amount * Number(share(first + credit))) / Number(shareOfWhole) : amount;
    earned[credit] = values[first + credit]! < 0 ? -own : own;
  }
}

/** Writes the credits' lines of one pay period; returns by how much the sum to date has changed (at `line`: the rounded sum × denominator). */
function addLines(job: UnitJob, lines: Lines, period: number, from: number, start: number, count: number, scratch: Scratch, changed: boolean, denominator: number): number {
  const { unit, first, isPaid, rounding: { at, mode } } = job;
  const { earned, before } = scratch;
  const atLine = at === "line";
  let sum = 0;
  for (let credit = from; credit < count; credit++) {
    if (isPaid && isPaid[first + credit] === 0) continue;
    const amount = earned[credit]!;
    const old = changed && credit < start ? before[credit]! : 0;
    if (credit < start && amount === old) continue;
    let rounded = 0;
    if (atLine) {
      rounded = roundQuotient(amount, denominator, mode) - (old === 0 ? 0 : roundQuotient(old, denominator, mode));
      sum += rounded * denominator;
    } else sum += amount - old;
    lines.add(unit, first + credit, period, amount - old, rounded);
  }
  return sum;
}

function positionAt(values: Float64Array, first: number, count: number): number {
  let sum = 0;
  for (let index = first; index < first + count; index++) sum += values[index]!;
  return sum;
}

function bound(value: number, floor: number | undefined, cap: number | undefined): number {
  const raised = floor !== undefined && value < floor ? floor : value;
  return cap !== undefined && raised > cap ? cap : raised;
}

function dealBounds(value: number, floor: number | undefined, cap: number | undefined): number {
  return value < 0 ? -bound(-value, floor, cap) : bound(value, floor, cap);
}
