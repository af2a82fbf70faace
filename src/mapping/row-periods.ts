import { parseDay } from "../calendar/day.ts";
import { type FiscalCalendar, periodAt, periodsBetween } from "../calendar/fiscal.ts";
import type { Period } from "../calendar/period.ts";
import type { Formats } from "../table/formats.ts";
import type { Refusal } from "../table/problem.ts";
import { isRefusal, refuse } from "../table/refusal.ts";
import type { MappedTable } from "./shape.ts";
import { formattedReader, type SourceNames, type SourceRow } from "./source-row.ts";

/** The periods a row stands for: undefined when the mapping names none. */
export type PeriodsOf = (row: SourceRow) => readonly Period[] | Refusal;

export function compilePeriods(
  { repeat, period }: MappedTable,
  calendar: FiscalCalendar,
  formats: Formats,
  names: SourceNames,
): PeriodsOf | undefined {
  if (repeat) {
    const periods = periodsBetween(calendar, repeat.calendar, parseDay(repeat.from) ?? 0, parseDay(repeat.to) ?? 0);
    return () => periods;
  }
  const at = period && names.get(period.at);
  if (!period || !at) return undefined;
  const readDay = formattedReader({ name: period.at, type: "date", help: "" }, formats, { amountDigits: 0 });
  return (row) => {
    const day = readDay(at.text(row), at.typed(row));
    if (isRefusal(day)) return day;
    const found = typeof day === "number" ? periodAt(calendar, period.calendar, day) : undefined;
    return found
      ? [found]
      : refuse(
          "unknown-calendar",
          `no ${period.calendar} holds ${JSON.stringify(at.text(row))}`,
          "Correct the day, or add the window to the calendar",
        );
  };
}
