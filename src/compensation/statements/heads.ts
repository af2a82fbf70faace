import { firstPayPeriod, touchesSpan } from "../attainment/totals.ts";
import type { Calculated } from "../calculate.ts";
import { lowerBound } from "../order.ts";
import type { Adjustments } from "../adjustments/place.ts";
import type { PlanRun, Run } from "../plan-run.ts";

/** One statement before its lines are gathered. Codes are of the calculation's directory and calendars. */
export type StatementHead = {
  readonly participant: string;
  readonly name: string;
  readonly period: string;
  readonly from: number;
  readonly to: number;
  readonly currency: string;
  readonly participantCode: number;
  readonly calendar: string;
  /** In the calendar's table; NO_PERIOD for a period without any day of a transaction, quota or window: an adjustment alone makes its statement. */
  readonly periodIndex: number;
};
export const NO_PERIOD = -1;

/** Calendars by which the units of a plan are paid. */
export function payCalendars({ plan, units }: PlanRun): ReadonlySet<string> {
  const measured = new Set(plan.measures.filter(({ window }) => window === units.calendar).map(({ name }) => name));
  return new Set([
    plan.payPeriod,
    ...plan.components.filter(({ measure }) => measured.has(measure)).map(({ payPeriod }) => payPeriod ?? plan.payPeriod),
  ]);
}

/** One statement per participant, pay period and currency that touches a unit; ordered by participant, then time. */
export function statementHeads({ run, plans, adjustments }: Calculated): StatementHead[] {
  const { participants, pairParticipant } = run.context.directory;
  const heads: StatementHead[] = [];
  const seen = new Map<string, Uint8Array>();
  const places = plans.flatMap((plan) =>
    [...payCalendars(plan)].map((calendar) => ({ calendar, units: plan.units, currency: plan.plan.currency })),
  );
  for (const { calendar, units, currency } of places) {
    const table = run.calendar(calendar);
    const count = table.periods.length;
    const key = `${calendar}\u0000${currency}`;
    const known = seen.get(key) ?? new Uint8Array(participants.length * count);
    seen.set(key, known);
    for (let unit = 0; unit < units.count; unit++) {
      const participantCode = pairParticipant[units.pair[unit]!]!;
      for (
        let periodIndex = firstPayPeriod(units, unit, table);
        periodIndex < count && table.periods[periodIndex]!.from < units.to[unit]!;
        periodIndex++
      ) {
        if (!touchesSpan(units, unit, table.periods[periodIndex]!)) continue;
        const place = participantCode * count + periodIndex;
        if (known[place] === 1) continue;
        known[place] = 1;
        const person = participants[participantCode];
        const period = table.periods[periodIndex];
        if (person && period)
          heads.push({
            participant: person.id,
            name: person.name,
            period: period.name,
            from: period.from,
            to: period.to,
            currency,
            participantCode,
            calendar,
            periodIndex,
          });
      }
    }
  }
  addAdjusted(heads, adjustments, run);
  return heads.sort(
    (a, b) =>
      a.participantCode - b.participantCode ||
      a.from - b.from ||
      a.to - b.to ||
      compare(a.calendar, b.calendar) ||
      compare(a.currency, b.currency),
  );
}

/** A statement for each adjustment of a period in which its person has none. */
function addAdjusted(heads: StatementHead[], { placed }: Adjustments, { context: { directory }, calendar }: Run): void {
  if (placed.length === 0) return;
  const keyOf = (participantCode: number, from: number, name: string, currency: string): string =>
    JSON.stringify([participantCode, from, name, currency]);
  const known = new Set(heads.map((head) => keyOf(head.participantCode, head.from, head.calendar, head.currency)));
  for (const { adjustment, period } of placed) {
    const participantCode = directory.participantCodes.get(adjustment.participant);
    const person = participantCode === undefined ? undefined : directory.participants[participantCode];
    if (participantCode === undefined || !person) continue;
    const key = keyOf(participantCode, period.from, adjustment.calendar, adjustment.currency);
    if (known.has(key)) continue;
    known.add(key);
    heads.push({
      participant: person.id,
      name: person.name,
      period: period.name,
      from: period.from,
      to: period.to,
      currency: adjustment.currency,
      participantCode,
      calendar: adjustment.calendar,
      periodIndex: calendar(adjustment.calendar).periods.findIndex(({ from }) => from === period.from),
    });
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The units `[from, to)` of a participant: units are ordered by pair, pairs by participant. */
export function unitsOf({ units, run }: PlanRun, participantCode: number): { readonly from: number; readonly to: number } {
  const { pairParticipant } = run.context.directory;
  const first = lowerBound(pairParticipant, 0, pairParticipant.length, participantCode);
  const last = lowerBound(pairParticipant, first, pairParticipant.length, participantCode + 1);
  return { from: lowerBound(units.pair, 0, units.count, first), to: lowerBound(units.pair, 0, units.count, last) };
}
