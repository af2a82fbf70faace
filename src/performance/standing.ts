import type { Day } from "../calendar/day.ts";
import { formatDay, OPEN_END } from "../calendar/day.ts";
import { type Calculation, type Statement, type StatementHead, toStatement } from "../compensation/engine.ts";
import { withoutLines } from "../compensation/statements/build.ts";

/** Where somebody stands in one pay period, on everything that is known. */
export type Standing = {
  readonly statement: Statement;
  /** Whole days of the period, and how many of them are over by the end of the day that is asked about; null for a period without end. */
  readonly days: { readonly passed: number; readonly all: number } | null;
};

/**
 * The pay periods of a participant that hold the day; where none does because all are over, the last ones. Periods that only begin later
 * are not given: nothing can be said of them yet.
 */
export function presentHeads(calculation: Calculation, participant: string, day: Day): StatementHead[] {
  const begun = (headsByParticipant(calculation).get(participant) ?? []).filter(({ from }) => from <= day);
  const present = begun.filter(({ to }) => day < to);
  if (present.length > 0) return present;
  const last = begun.reduce((latest, { to }) => Math.max(latest, to), Number.NEGATIVE_INFINITY);
  return begun.filter(({ to }) => to === last);
}

const byParticipant = new WeakMap<Calculation, ReadonlyMap<string, readonly StatementHead[]>>();

/** The statements of a calculation by participant, sorted out once: a manager of many asks for each of them. */
function headsByParticipant(calculation: Calculation): ReadonlyMap<string, readonly StatementHead[]> {
  const heads = byParticipant.get(calculation) ?? Map.groupBy(calculation.statements, ({ participant }) => participant);
  byParticipant.set(calculation, heads);
  return heads;
}

export function standingOf(calculation: Calculation, head: StatementHead, day: Day): Standing {
  return { statement: toStatement(calculation, head), days: daysOf(head, day) };
}

export function daysOf(head: Pick<StatementHead, "from" | "to">, day: Day): Standing["days"] {
  const all = head.to - head.from;
  return head.to === OPEN_END ? null : { passed: Math.min(Math.max(day - head.from + 1, 0), all), all };
}

/** What a manager is told of one of their people: the first of their present pay periods. */
export type MemberStanding = Pick<Statement, "period" | "currency"> & {
  readonly amount: string;
  /** The first measure with a quota. */
  readonly measure: Statement["measures"][number] | null;
  readonly pacePercent: string | null;
  /** Whether a finding keeps it from being paid. */
  readonly isBlocked: boolean;
};

/** Null for whoever has no statement. */
export function memberStanding(calculation: Calculation, participant: string, day: Day): MemberStanding | null {
  const [head] = presentHeads(calculation, participant, day);
  if (!head) return null;
  const { period, currency, totals, measures, findings } = withoutLines(calculation.columns, head);
  return {
    period,
    currency,
    amount: totals.amount,
    measure: measures.find(({ attainmentPercent }) => attainmentPercent !== null) ?? null,
    pacePercent: pacePercent({ days: daysOf(head, day) }),
    isBlocked: findings.some(({ blocking }) => blocking),
  };
}

/** Attainment that an even pace would have reached by the end of the day, in percent with one decimal: "57.6". */
export function pacePercent({ days }: Pick<Standing, "days">): string | null {
  if (days === null || days.all === 0) return null;
  const tenths = Math.round((1000 * days.passed) / days.all);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** How an interval's days read in an answer: the end is null where it is open. */
export function datesOf({ from, to }: Pick<StatementHead, "from" | "to">): { readonly from: string; readonly to: string | null } {
  return { from: formatDay(from), to: to === OPEN_END ? null : formatDay(to) };
}
