import { type UnitTable, unitAt } from "../attainment/units.ts";
import type { CreditRule } from "../../plans/plan.ts";
import type { Candidates } from "./candidates.ts";
import { NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import type { Test } from "./conditions.ts";
import type { ReportCredit } from "./direct-and-split.ts";
import type { Owned } from "./owned.ts";
import type { DateKind, Ownership } from "./ownership.ts";
import type { SeatRows } from "./rows.ts";
import { NO_SEAT, valueOn } from "./seats.ts";

/** A roll-up rule with the units it credits, one for each calendar that its plan version measures by. */
export type RollUp = {
  readonly rule: Extract<CreditRule, { kind: "roll-up" }>;
  readonly place: number;
  readonly test: Test | undefined;
  readonly targets: readonly { readonly units: UnitTable; readonly candidates: Candidates; readonly report: ReportCredit }[];
};

/**
 * Climbs from each credited seat through the reporting lines of the credit's day. From the seat next above upwards, every roll-up
 * rule of an occupant's plan may credit it; a residual rule does so only while no seat in between has.
 */
export function creditRollUps(context: Ownership, date: DateKind, owned: Owned, rollUps: readonly RollUp[]): void {
  const rules = rollUps.filter(({ rule }) => (rule.date ?? "date") === date);
  if (rules.length === 0) return;
  const { days } = owned;
  const seats = owned.seats();
  const depthMax = context.directory.positions.length;
  for (let row = 0; row < seats.count; row++) {
    const day = days[seats.transaction[row]!]!;
    let seat = seats.seat[row]!;
    let isTaken = false;
    for (let level = 1; level <= depthMax; level++) {
      seat = valueOn(context.above, seat, day, NO_SEAT);
      if (seat < 0 || seat === seats.seat[row]) break;
      if (creditSeat(context, rules, seats, row, day, seat, level, isTaken)) isTaken = true;
    }
  }
}

/** Whether any rule credited the seat. */
function creditSeat(
  context: Ownership,
  rules: readonly RollUp[],
  rows: SeatRows,
  row: number,
  day: number,
  seat: number,
  level: number,
  isTaken: boolean,
): boolean {
  const { byDay, groups } = context.occupants;
  const occupant = valueOn(byDay, seat, day, Number.MIN_SAFE_INTEGER);
  const occupants = occupant >= 0 ? [{ pair: occupant, share: 0 }] : (groups[-1 - occupant] ?? []);
  let found = false;
  for (const rollUp of rules) {
    if (rollUp.rule.levels !== undefined && level > rollUp.rule.levels) continue;
    if (isTaken && rollUp.rule.basis === "residual") continue;
    for (const { pair, share } of occupants) if (creditPair(rollUp, rows, row, day, pair, share)) found = true;
  }
  return found;
}

function creditPair({ place, test, targets }: RollUp, rows: SeatRows, row: number, day: number, pair: number, share: number): boolean {
  const transaction = rows.transaction[row]!;
  let found = false;
  for (const { units, candidates, report } of targets) {
    const unit = unitAt(units, pair, day);
    if (unit < 0) continue;
    const result = !test ? TRUE : test.values ? test.values[transaction]! : test.at(transaction, pair, day);
    if (result === NO_VALUE) report("no-value", unit, transaction, test?.where ?? "", day);
    if (result !== TRUE) continue;
    candidates.add(unit, transaction, rows.party?.[row] ?? 0, share, day, place);
    found = true;
  }
  return found;
}
