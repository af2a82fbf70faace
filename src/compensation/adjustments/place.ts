import { formatDay, type Day } from "../../calendar/day.ts";
import { periodAt } from "../../calendar/fiscal.ts";
import type { Period } from "../../calendar/period.ts";
import type { Adjustment, Inputs } from "../inputs.ts";
import type { StatementHead } from "../statements/heads.ts";
import type { Finding } from "../statements/statement.ts";

/** The name under which adjustments stand among a statement's components. */
export const ADJUSTMENT = "adjustment";

/** An adjustment with the pay period it belongs to. */
export type PlacedAdjustment = { readonly adjustment: Adjustment; readonly period: Period };
export type Adjustments = { readonly placed: readonly PlacedAdjustment[]; readonly findings: readonly Finding[] };

/** The adjustments of a plan set, of one participant where named, by id; one whose calendar has no period on its date is a finding instead. */
export function placeAdjustments({ adjustments, company }: Inputs, set: string, participant: string | undefined): Adjustments {
  const own = adjustments
    .filter((each) => each.set === set && (participant === undefined || each.participant === participant))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const placed: PlacedAdjustment[] = [];
  const findings: Finding[] = [];
  for (const adjustment of own) {
    const period = periodAt(company.calendar, adjustment.calendar, adjustment.date);
    if (period) placed.push({ adjustment, period });
    else findings.push(withoutPeriod(adjustment));
  }
  return { placed, findings };
}

function withoutPeriod({
  id,
  participant,
  calendar,
  date,
}: {
  readonly id: string;
  readonly participant: string;
  readonly calendar: string;
  readonly date: Day;
}): Finding {
  return {
    code: "adjustment-without-period",
    blocking: true,
    participant,
    message: `The adjustment ${id} is of ${formatDay(date)}, on which the calendar ${calendar} has no period.`,
    fix: "Correct its date or calendar, or void it.",
  };
}

/** The adjustments of one statement, by id. */
export function adjustmentsOf({ placed }: Adjustments, head: StatementHead): readonly Adjustment[] {
  return placed
    .filter(
      ({ adjustment, period }) =>
        adjustment.participant === head.participant &&
        adjustment.currency === head.currency &&
        adjustment.calendar === head.calendar &&
        period.from === head.from,
    )
    .map(({ adjustment }) => adjustment);
}
