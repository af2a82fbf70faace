import { type Day, formatDay, OPEN_END, OPEN_START } from "../../calendar/day.ts";
import { daysOnPlan, versionsOf } from "../attainment/versions.ts";
import { FormulaCache, SeatFormulas } from "../formulas.ts";
import type { PreparedInputs } from "../prepare.ts";

/** A stretch of days on which somebody's seat is on a plan, with the version in force. Half-open; an open end is OPEN_END. */
export type SeatOnPlan = {
  readonly participant: string;
  readonly name: string;
  readonly position: string;
  readonly title: string;
  readonly version: string;
  readonly from: Day;
  readonly to: Day;
};

/** Who is on a plan when, by the code that the calculation asks. In the order of participants, seats and days. */
export function seatsOnPlan({ inputs, ownership: { directory } }: PreparedInputs, set: string, plan: string): SeatOnPlan[] {
  const versions = versionsOf(inputs.plans, set);
  const members = versions.flatMap((version, index) => (version.plan.plan === plan ? [index] : []));
  const formulas = new SeatFormulas(new FormulaCache(inputs.company.attributes), directory);
  return daysOnPlan(inputs, directory, versions, members, formulas).flatMap((stretches, pair) => {
    const participant = directory.participants[directory.pairParticipant[pair] ?? -1];
    const position = directory.positions[directory.pairPosition[pair] ?? -1];
    if (!participant || !position) return [];
    const seat = { participant: participant.id, name: participant.name, position: position.id, title: position.title };
    return stretches.map(({ version, from, to }) => ({ ...seat, version: versions[version]?.plan.version ?? "", from, to }));
  });
}

type Stretch = { readonly from: Day; readonly to: Day };

/** The day of a stretch that is nearest to a day. */
export function nearestDay({ from, to }: Stretch, day: Day): Day {
  return Math.max(from, Math.min(day, to - 1));
}

/**
 * The day of a stretch whose curve says most: the nearest to `day` on which the seat has one of the quotas that the plan measures against;
 * where it has none in the stretch, the nearest at all. Quotas of a past quarter are drawn for that quarter, not asked for anew today.
 */
export function quotaDay(stretch: Stretch, quotas: readonly Stretch[], day: Day): Day {
  const days = quotas
    .map(({ from, to }) => ({ from: Math.max(from, stretch.from), to: Math.min(to, stretch.to) }))
    .filter(({ from, to }) => from < to)
    .map((inside) => nearestDay(inside, day));
  const [nearest] = days.toSorted((a, b) => Math.abs(a - day) - Math.abs(b - day));
  return nearest ?? nearestDay(stretch, day);
}

/** A day as lists show it: null where it is open. */
export function openDay(day: Day): string | null {
  return day <= OPEN_START || day >= OPEN_END ? null : formatDay(day);
}
