import { divideRound } from "../../money/round.ts";
import type { Curve } from "../earning/scale.ts";
import { allocateLines } from "./allocate-lines.ts";
import { BONUS, CAP, FLOOR, type Lines, type Unrounded } from "./lines.ts";
import type { UnitJob } from "./unit-job.ts";

/** What a position from ever up to x has earned. */
export function earnedUpTo({ edges, rates, offsets }: Curve<bigint>, position: bigint): bigint {
  let band = 0;
  while (band < edges.length && position >= (edges[band] ?? 0n)) band += 1;
  return (rates[band] ?? 0n) * position + (offsets[band] ?? 0n);
}

/**
 * The lines of one component in one unit, pay period by pay period, exact at any size. `values` are the measure's values of the
 * unit's credits. Amounts that are rounded with those of other units are left at 0 and returned.
 */
export function settleWide(job: UnitJob, values: readonly bigint[], lines: Lines): Unrounded[] {
  const {
    terms,
    rounding: { at, mode },
  } = job;
  const unrounded: Unrounded[] = [];
  const state = { earned: [] as bigint[], bonus: 0n, adjustment: 0n, roundedAdjustment: 0n, kind: CAP, pay: 0n };
  job.periods.forEach((period, index) => {
    const from = lines.count;
    lines.begin(job.unit, period);
    const count = job.counts[index] ?? 0;
    const open = job.open[index] === true;
    const earned = open ? earnings(job, values, count, index) : Array.from({ length: count }, () => 0n);
    const start = state.earned.length;
    earned.forEach((amount, credit) => {
      if (terms.shape === "once" || (job.isPaid && job.isPaid[job.first + credit] === 0)) return;
      const before = state.earned[credit] ?? 0n;
      const change = divideRound(amount, terms.denominator, mode) - divideRound(before, terms.denominator, mode);
      if (credit < start && amount === before) return;
      const fact = job.facts?.get(credit);
      if (fact) lines.given.set(lines.count, fact.amountsMinor[index] ?? 0n);
      lines.addWide(job.first + credit, amount - before, at === "line" ? change : 0n);
    });
    const bonus = open && terms.shape === "once" && positionAt(job, values, count) >= job.edge ? terms.amount : 0n;
    const bonusChange = divideRound(bonus, terms.denominator, mode) - divideRound(state.bonus, terms.denominator, mode);
    if (bonus !== state.bonus) lines.addWide(BONUS, bonus - state.bonus, at === "line" ? bonusChange : 0n);
    const rounded = (sum: bigint, amount: bigint): bigint =>
      sum + (at === "line" ? divideRound(amount, terms.denominator, mode) * terms.denominator : amount);
    const sum = [...earned, bonus].reduce(rounded, 0n);
    const bounded = open ? bound(sum, terms.floor, terms.cap) : 0n;
    const adjustment = bounded - sum;
    const pay = divideRound(bounded, terms.denominator, mode);
    const roundedAdjustment = at === "line" ? pay - sum / terms.denominator : 0n;
    if (adjustment !== state.adjustment) {
      if (adjustment !== 0n) state.kind = adjustment < 0n ? CAP : FLOOR;
      lines.addWide(state.kind, adjustment - state.adjustment, at === "line" ? roundedAdjustment - state.roundedAdjustment : 0n);
    }
    if (at === "window") allocate(lines, from, pay - state.pay, terms.denominator);
    else if (at !== "line" && lines.count > from) unrounded.push({ unit: job.unit, period, from, to: lines.count });
    Object.assign(state, { earned, bonus, adjustment, roundedAdjustment, pay });
  });
  return unrounded;
}

/** Earnings of the first `count` credits to the end of a pay period, after the bounds on one deal; credits that are not paid earn 0. */
function earnings(
  { terms, first, isPaid, share, shareOfWhole, curves, facts }: UnitJob,
  values: readonly bigint[],
  count: number,
  period: number,
): bigint[] {
  const curve = curves[period];
  let position = 0n;
  return values.slice(0, count).map((value, credit) => {
    const before = position;
    position += value * terms.stretch;
    if (isPaid && isPaid[first + credit] === 0) return 0n;
    const given = facts?.get(credit)?.earned;
    if (given) return given[period] ?? 0n;
    if (curve) return dealBounds(earnedUpTo(curve, position) - earnedUpTo(curve, before), terms.dealFloor, terms.dealCap);
    if (terms.shape !== "each") return 0n;
    const amount = share ? (terms.amount * share(first + credit)) / shareOfWhole : terms.amount;
    return dealBounds(value < 0n ? -amount : amount, terms.dealFloor, terms.dealCap);
  });
}

function positionAt({ terms }: UnitJob, values: readonly bigint[], count: number): bigint {
  return values.slice(0, count).reduce((sum, value) => sum + value, 0n) * terms.stretch;
}

function bound(value: bigint, floor: bigint | undefined, cap: bigint | undefined): bigint {
  const raised = floor !== undefined && value < floor ? floor : value;
  return cap !== undefined && raised > cap ? cap : raised;
}

/** Bounds on one deal's earning, mirrored for earnings below zero. */
function dealBounds(value: bigint, floor: bigint | undefined, cap: bigint | undefined): bigint {
  return value < 0n ? -bound(-value, floor, cap) : bound(value, floor, cap);
}

function allocate(lines: Lines, from: number, total: bigint, denominator: bigint): void {
  const exact = Array.from({ length: lines.count - from }, (_, index) => lines.exactOf(from + index));
  const given = exact.map((_, index) => lines.given.get(from + index));
  allocateLines(total, exact, denominator, given).forEach((amount, index) => lines.setAmount(from + index, amount));
}
