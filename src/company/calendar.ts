import { OPEN_END } from "../calendar/day.ts";
import type { FiscalCalendar } from "../calendar/fiscal.ts";
import type { Period } from "../calendar/period.ts";
import type { Row } from "../table/row.ts";
import type { CompanyDocument } from "./document.ts";

/** How the company counts time: its fiscal year and, from the rows of `windows`, its custom calendars. */
export function calendarOf(company: CompanyDocument, windows: readonly Row[]): FiscalCalendar {
  const custom = new Map<string, Period[]>();
  for (const row of windows) {
    const [calendar, name, from, to] = [row.get("calendar"), row.get("window"), row.get("from"), row.get("to")];
    if (typeof calendar !== "string" || typeof name !== "string" || typeof from !== "number") continue;
    const periods = custom.get(calendar) ?? [];
    periods.push({ name, from, to: typeof to === "number" ? to : OPEN_END });
    custom.set(calendar, periods);
  }
  for (const periods of custom.values()) periods.sort((a, b) => a.from - b.from);
  return { fiscalYearStartMonth: company.fiscalYearStartMonth, custom };
}
