import { formatDay } from "../calendar/day.ts";
import { type FiscalCalendar, hasCalendar, periodAt } from "../calendar/fiscal.ts";
import { minorDigits } from "../money/currency.ts";
import { normalise } from "../money/decimal.ts";
import { suggestion } from "../plans/suggest.ts";
import { refuse } from "../table/refusal.ts";
import { type Row, textIn } from "../table/row.ts";
import type { CellRefusal } from "./row-problem.ts";

/** An adjustment's calendar must be one of the company's with a period on its date, and its amount payable in its currency. */
export function checkAdjustment(row: Row, calendar: FiscalCalendar, currency: string): Row | CellRefusal {
  const name = textIn(row, "calendar");
  const date = row.get("date");
  const amount = row.get("amount");
  if (!hasCalendar(calendar, name))
    return {
      column: "calendar",
      refusal: refuse(
        "unknown-calendar",
        "is not a calendar of the company",
        suggestion(name, ["month", "quarter", "year", ...calendar.custom.keys()], "Declare it in company.json"),
      ),
    };
  if (typeof date === "number" && !periodAt(calendar, name, date))
    return {
      column: "date",
      refusal: refuse("invalid-interval", `the calendar ${name} has no period on ${formatDay(date)}`, "Give a day of one of its periods"),
    };
  const paid = textIn(row, "currency") || currency;
  if (typeof amount === "object" && normalise(amount).scale > minorDigits(paid))
    return {
      column: "amount",
      refusal: refuse("too-many-decimals", `has more than the ${minorDigits(paid)} decimals of ${paid}`, "Give an amount that can be paid"),
    };
  return row;
}
