import { type UnitTable, unitAt } from "../attainment/units.ts";
import { toRational } from "../../money/decimal.ts";
import type { CreditRule, Plan } from "../../plans/plan.ts";
import { BLANK_DAY } from "../../table/column.ts";
import type { FormulaProblem } from "../formulas.ts";
import type { Candidates } from "./candidates.ts";
import { NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import type { Conditions } from "./conditions.ts";
import type { ReportCredit } from "./direct-and-split.ts";
import { type Ownership, partyParticipant, partySeat, type SeatProblem, seatProblem } from "./ownership.ts";
import { valueOn } from "./seats.ts";
import { shareOf, textAt } from "./split-parts.ts";

type OverlayRule = Extract<CreditRule, { kind: "overlay" }>;

/** Reports a share that has no value, once a unit and formula. */
export type ReportShare = (problem: FormulaProblem, unit: number, transaction: number) => void;

/** Credits on top: named seats for every matching transaction, and parties of splits of kind overlay with the rule's role. */
export function creditOverlays(
  plan: Plan,
  context: Ownership,
  units: UnitTable,
  conditions: Conditions,
  candidates: Candidates,
  report: ReportCredit,
  reportShare: ReportShare,
  seatProblems: SeatProblem[],
): void {
  plan.credits.forEach((rule, place) => {
    if (rule.kind !== "overlay") return;
    const overlay = new Overlay(rule, place, context, units, conditions, candidates, report, reportShare);
    if (rule.role !== undefined) overlay.creditRole(rule.role, seatProblems);
    if (rule.positions) overlay.creditPositions([...rule.positions].sort());
  });
}

class Overlay {
  readonly #rule: OverlayRule;
  readonly #place: number;
  readonly #context: Ownership;
  readonly #units: UnitTable;
  readonly #conditions: Conditions;
  readonly #candidates: Candidates;
  readonly #report: ReportCredit;
  readonly #reportShare: ReportShare;
  readonly #days: Int32Array;

  constructor(
    rule: OverlayRule,
    place: number,
    context: Ownership,
    units: UnitTable,
    conditions: Conditions,
    candidates: Candidates,
    report: ReportCredit,
    reportShare: ReportShare,
  ) {
    this.#rule = rule;
    this.#place = place;
    this.#context = context;
    this.#units = units;
    this.#conditions = conditions;
    this.#candidates = candidates;
    this.#report = report;
    this.#reportShare = reportShare;
    this.#days = context.transactions[rule.date ?? "date"].days;
  }

  creditPositions(positions: readonly string[]): void {
    const seats = positions.flatMap((id) => this.#context.directory.positionCodes.get(id) ?? []);
    const values = this.#conditions.test(this.#rule.where)?.values;
    for (let transaction = 0; transaction < this.#context.transactions.count; transaction++) {
      const day = this.#days[transaction]!;
      if (day === BLANK_DAY || values?.[transaction] === 0) continue;
      for (const seat of seats) this.#creditSeat(seat, transaction, day, 0);
    }
  }

  creditRole(role: string, seatProblems: SeatProblem[]): void {
    const { slots } = this.#context;
    if (!slots) return;
    for (let transaction = 0; transaction < slots.splitStart.length; transaction++) {
      const day = this.#days[transaction]!;
      if (day === BLANK_DAY) continue;
      for (let slot = slots.start[transaction]!; slot < slots.splitStart[transaction]!; slot++) {
        if (textAt(slots.columns.role, slots.row[slot]!) !== role) continue;
        const seat = partySeat(this.#context, slots, slot, day);
        const participant = partyParticipant(this.#context, slots, slot);
        if (seat >= 0) this.#creditSeat(seat, transaction, day, slot + 1);
        else if (participant >= 0) seatProblems.push(seatProblem(transaction, participant, seat, day));
      }
    }
  }

  #creditSeat(seat: number, transaction: number, day: number, party: number): void {
    const { byDay, groups } = this.#context.occupants;
    const occupant = valueOn(byDay, seat, day, Number.MIN_SAFE_INTEGER);
    if (occupant >= 0) this.#creditPair(occupant, 0, transaction, day, party);
    else for (const { pair, share } of groups[-1 - occupant] ?? []) this.#creditPair(pair, share, transaction, day, party);
  }

  #creditPair(pair: number, occupantShare: number, transaction: number, day: number, party: number): void {
    const unit = unitAt(this.#units, pair, day);
    if (unit < 0) return;
    const test = this.#conditions.test(this.#rule.where);
    const result = !test ? TRUE : test.values ? test.values[transaction]! : test.at(transaction, pair, day);
    if (result === NO_VALUE) this.#report("no-value", unit, transaction, this.#rule.where ?? "", day);
    if (result !== TRUE) return;
    const share = this.#shareOf(transaction, pair, day, party);
    if (!share.ok) return this.#reportShare(share.problem, unit, transaction);
    this.#candidates.add(unit, transaction, party, this.#context.shares.onTop(occupantShare, share.value), day, this.#place);
  }

  #shareOf(transaction: number, pair: number, day: number, party: number): ReturnType<Conditions["share"]> {
    const { slots } = this.#context;
    if (party > 0 && slots)
      return { ok: true, value: shareOf(slots.columns, slots.row[party - 1]!) ?? toRational({ unscaled: 0n, scale: 0 }) };
    return this.#conditions.share(this.#rule.share ?? "100%", transaction, pair, day);
  }
}
