import { formatDay, OPEN_END } from "../calendar/day.ts";
import { type FiscalCalendar, hasCalendar, periodAt } from "../calendar/fiscal.ts";
import { suggestion } from "../plans/suggest.ts";
import { refuse } from "../table/refusal.ts";
import type { Row } from "../table/row.ts";
import type { CellRefusal } from "./row-problem.ts";

/** A quota with a calendar gets the end of the period that begins on its first day; both must agree. */
export function completeQuota(row: Row, calendar: FiscalCalendar): Row | CellRefusal {
  const name = row.get("calendar");
  const from = row.get("from");
  if (typeof name !== "string" || typeof from !== "number") return row;
  if (!hasCalendar(calendar, name)) {
    return {
      column: "calendar",
      refusal: refuse(
        "unknown-calendar",
        "is not a calendar of the company",
        suggestion(name, ["month", "quarter", "year", ...calendar.custom.keys()], "Declare it in company.json"),
      ),
    };
  }
  const period = periodAt(calendar, name, from);
  if (period?.from !== from) {
    const there = period
      ? `the ${name} of that day, ${period.name}, begins on ${formatDay(period.from)}`
      : `there is no ${name} on that day`;
    return { column: "from", refusal: refuse("invalid-interval", there, "Give the first day of a period of the calendar") };
  }
  const to = row.get("to");
  if (to !== undefined && to !== period.to)
    return {
      column: "to",
      refusal: refuse(
        "invalid-interval",
        `${period.name} lasts until before ${formatDay(period.to)}`,
        "Leave `to` blank, or drop the calendar",
      ),
    };
  return period.to === OPEN_END ? row : new Map(row).set("to", period.to);
}
