import { type Day, formatDay, OPEN_END, OPEN_START, parseDay } from "../../../calendar/day.ts";
import { periodsBetween } from "../../../calendar/fiscal.ts";
import { type Interval, intersect, type Period } from "../../../calendar/period.ts";
import type { Plan } from "../../../plans/plan.ts";
import type { Company, Quota } from "../../inputs.ts";

/** How many transactions there are on a day. */
export type DayCount = { readonly day: string; readonly transactions: number };

/** A pay period of a plan set that has transactions or quotas on days on which one of its plans is in force. */
export type PayPeriod = {
  readonly period: string;
  readonly from: string;
  /** The day after its last; null: it has no end. */
  readonly to: string | null;
  readonly transactions: number;
  /** Whether it has ended by today. */
  readonly complete: boolean;
};

type Known = {
  readonly company: Company;
  readonly plans: readonly Plan[];
  readonly quotas: readonly Quota[];
  readonly days: readonly DayCount[];
  readonly today: Day;
};

/** The pay periods of a plan set for which there is something to calculate, the latest first. */
export function payPeriods({ company, plans, quotas, days, today }: Known, set: string): PayPeriod[] {
  const found = new Map<string, Period>();
  for (const plan of plans.filter((each) => each.set === set)) {
    const inForce = {
      from: parseDay(plan.effective.from) ?? OPEN_START,
      to: (plan.effective.to && parseDay(plan.effective.to)) || OPEN_END,
    };
    const calendars = new Set([plan.payPeriod, ...plan.components.flatMap(({ payPeriod }) => payPeriod ?? [])]);
    for (const { from, to } of touched(days, quotas))
      for (const calendar of calendars) {
        const span = intersect(inForce, { from, to });
        for (const period of span ? periodsBetween(company.calendar, calendar, span.from, span.to) : []) found.set(period.name, period);
      }
  }
  return [...found.values()]
    .sort((a, b) => b.to - a.to || b.from - a.from || (a.name < b.name ? -1 : 1))
    .map((period) => ({
      period: period.name,
      from: formatDay(period.from),
      to: period.to >= OPEN_END ? null : formatDay(period.to),
      transactions: days.reduce((sum, { day, transactions }) => {
        const at = parseDay(day);
        return at !== undefined && period.from <= at && at < period.to ? sum + transactions : sum;
      }, 0),
      complete: period.to <= today,
    }));
}

/** The stretches of days with a transaction or a quota, each once. */
function touched(days: readonly DayCount[], quotas: readonly Quota[]): readonly Interval[] {
  const ofDays = days.flatMap(({ day }) => parseDay(day) ?? []).map((from) => ({ from, to: from + 1 }));
  const ofQuotas = quotas.filter(({ from, to }) => from > OPEN_START && to < OPEN_END);
  return [...new Map([...ofDays, ...ofQuotas].map(({ from, to }) => [`${from} ${to}`, { from, to }])).values()];
}

/** The period that one calculates next: the latest complete one that is not published, or the latest complete one; undefined where none has ended. */
export function nextPeriod(
  periods: readonly { readonly period: string; readonly complete: boolean; readonly published: boolean }[],
): string | undefined {
  const complete = periods.filter((period) => period.complete);
  return (complete.find(({ published }) => !published) ?? complete[0])?.period;
}
