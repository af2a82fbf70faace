import { type Day, OPEN_END, OPEN_START } from "../../calendar/day.ts";
import { hasCalendar, periodsBetween } from "../../calendar/fiscal.ts";
import type { Interval, Period } from "../../calendar/period.ts";
import { BLANK_DAY } from "../../table/column.ts";
import type { Company, Inputs } from "../inputs.ts";

/** From the first to the day after the last date on which there is a transaction, a quota or a custom window; undefined when there is none. */
export function horizonOf({ transactions, quotas, company }: Inputs): Interval | undefined {
  let first = OPEN_END;
  let last = OPEN_START;
  for (const { days } of [transactions.date, transactions.orderDate, transactions.invoiceDate, transactions.paymentDate]) {
    const seen = extremes(days);
    first = Math.min(first, seen.first);
    last = Math.max(last, seen.last);
  }
  for (const { from, to } of [...quotas, ...[...company.calendar.custom.values()].flat()]) {
    first = Math.min(first, from);
    last = Math.max(last, to === OPEN_END ? from : to - 1);
  }
  return first <= last ? { from: first, to: last + 1 } : undefined;
}

function extremes(days: Int32Array): { readonly first: Day; readonly last: Day } {
  let first = OPEN_END;
  let last = OPEN_START;
  for (let row = 0; row < days.length; row++) {
    const day = days[row]!;
    if (day > last) last = day;
    if (day < first && day !== BLANK_DAY) first = day;
  }
  return { first, last };
}

/** The periods of one calendar that touch the horizon, and the period of each of its days (-1: none, for calendars with gaps). */
export type DayTable = { readonly periods: readonly Period[]; readonly first: Day; readonly index: Int32Array };

export function dayTable({ calendar }: Company, name: string, horizon: Interval): DayTable {
  const periods = hasCalendar(calendar, name) ? periodsBetween(calendar, name, horizon.from, horizon.to) : [];
  const index = new Int32Array(horizon.to - horizon.from).fill(-1);
  periods.forEach((period, code) =>
    index.fill(code, Math.max(period.from, horizon.from) - horizon.from, Math.min(period.to, horizon.to) - horizon.from),
  );
  return { periods, first: horizon.from, index };
}
