import { formatDay } from "../../calendar/day.ts";
import { touchesSpan } from "../attainment/totals.ts";
import type { UnitTable } from "../attainment/units.ts";
import type { Calculated } from "../calculate.ts";
import type { SeatProblem } from "../crediting/ownership.ts";
import { textAt, totalOf } from "../crediting/split-parts.ts";
import { splitFindings } from "../findings.ts";
import { NO_PERIOD, payCalendars, type StatementHead } from "./heads.ts";
import type { Finding } from "./statement.ts";

/** Findings of one statement: those of its units, and of its person's seats in the period. */
export function findingsOf(calculated: Calculated, head: StatementHead): Finding[] {
  const { run } = calculated;
  const {
    log,
    context: { directory },
  } = run;
  const standing = calendarsOfUnits(calculated, head.currency);
  const ofUnits = log.all.filter(
    ({ units, unit }) =>
      head.periodIndex !== NO_PERIOD &&
      standing.get(units)?.has(head.calendar) &&
      directory.pairParticipant[units.pair[unit]!] === head.participantCode &&
      touchesSpan(units, unit, head),
  );
  const ofSeats = calculated.owned
    .problems(calculated.versions)
    .filter(({ participant, day }) => participant === head.participantCode && head.from <= day && day < head.to);
  return [...ofUnits.map(({ finding }) => finding), ...seatFindings(calculated, ofSeats)];
}

/** Pay calendars on whose statements the findings of a unit table stand; those of a plan's bounds on the plan's own. */
function calendarsOfUnits({ plans, bounded }: Calculated, currency: string): ReadonlyMap<UnitTable, ReadonlySet<string>> {
  return new Map([
    ...plans.filter(({ plan }) => plan.currency === currency).map((plan) => [plan.units, payCalendars(plan)] as const),
    ...bounded.filter(({ plan }) => plan.currency === currency).map(({ plan, units }) => [units, new Set([plan.payPeriod])] as const),
  ]);
}

/** All findings of a calculation, each once. */
export function allFindings(calculated: Calculated): Finding[] {
  const {
    run: { log, context },
  } = calculated;
  const { slots } = context;
  const ofSplits = slots ? splitFindings(context, (transaction) => totalOf(slots, transaction)) : [];
  return [
    ...ofSplits,
    ...log.all.map(({ finding }) => finding),
    ...seatFindings(calculated, calculated.owned.problems(calculated.versions)),
    ...calculated.adjustments.findings,
  ];
}

/** One finding a person and code, naming the first transaction and how many there are. */
function seatFindings({ run: { log, context } }: Calculated, problems: readonly SeatProblem[]): Finding[] {
  const groups = new Map<string, SeatProblem[]>();
  for (const problem of problems) {
    const key = `${problem.participant} ${problem.code}`;
    const known = groups.get(key);
    if (known) known.push(problem);
    else groups.set(key, [problem]);
  }
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ code, participant, transaction, day }) => {
      const person = context.directory.participants[participant]?.id ?? "";
      const more = group.length > 1 ? ` (and of ${group.length - 1} more)` : "";
      return {
        code,
        blocking: true,
        participant: person,
        transaction: textAt(context.transactions.transaction, transaction),
        message:
          code === "ambiguous-seat"
            ? `"${person}" holds several seats on ${formatDay(day)}, the credit date of ${log.describe(transaction)}${more}.`
            : `"${person}" holds no seat on ${formatDay(day)}, the credit date of ${log.describe(transaction)}${more}.`,
        fix:
          code === "ambiguous-seat"
            ? "Name the seat in the transaction's position."
            : "Assign the person to a seat on that day, or correct the transaction's owner.",
      };
    }),
  );
}
