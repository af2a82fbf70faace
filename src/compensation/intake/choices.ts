import { type Day, formatDay, OPEN_START } from "../../calendar/day.ts";
import { periodAt } from "../../calendar/fiscal.ts";
import { measurable, type MeasureUnit, measureUnit } from "../../plans/measures.ts";
import { calendarNames } from "../../plans/context.ts";
import type { PreparedInputs } from "../prepare.ts";
import { heldSeats } from "./held.ts";

/** What there is for a plan to take in, to measure and to pay by, counted on one day. */
export type PlanChoices = {
  readonly titles: readonly CountedName[];
  readonly roles: readonly CountedName[];
  /** Every seat, with the ids of who holds it on the day. */
  readonly seats: readonly { readonly position: string; readonly title: string; readonly participants: readonly string[] }[];
  readonly measured: readonly { readonly name: string; readonly unit: MeasureUnit }[];
  readonly quotas: readonly QuotaChoice[];
  readonly calendars: readonly string[];
  /** Ids of the plans that there are. */
  readonly plans: readonly string[];
  /** The first day of the earliest quota; null without quotas. */
  readonly begins: string | null;
};

/** `people`: who holds one of the seats on the day. */
export type CountedName = { readonly name: string; readonly seats: number; readonly people: number };

/** A name under which there are quotas. `calendar`: whose periods the most of them are for. `titles`: of the seats that have them, none when one of these has no title. */
export type QuotaChoice = { readonly name: string; readonly calendar: string | null; readonly titles: readonly string[] };

export function choicesOf(present: PreparedInputs, day: Day): PlanChoices {
  const { inputs } = present;
  const held = heldSeats(present, day);
  const holders = Map.groupBy(held, ({ position }) => position);
  const positions = [...inputs.positions.values()];
  const counted = (field: "title" | "role"): CountedName[] =>
    [...Map.groupBy(positions, (position) => position[field])]
      .filter(([name]) => name !== "")
      .map(([name, seats]) => ({
        name,
        seats: seats.length,
        people: new Set(seats.flatMap(({ id }) => (holders.get(id) ?? []).map(({ participant }) => participant))).size,
      }))
      .sort((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1));
  const { attributes, calendar } = inputs.company;
  const measure = (of: string) => measureUnit({ name: of, credits: [], of, window: "month" }, attributes) ?? "units";
  const first = Math.min(...inputs.quotas.map(({ from }) => from));
  return {
    titles: counted("title"),
    roles: counted("role"),
    seats: positions.map(({ id, title }) => ({
      position: id,
      title,
      participants: (holders.get(id) ?? []).map(({ participant }) => participant),
    })),
    measured: measurable(attributes).map((name) => ({ name, unit: measure(name) })),
    quotas: quotaChoices(present),
    calendars: calendarNames({ attributes, calendars: new Set(calendar.custom.keys()) }),
    plans: [...new Set(inputs.plans.map(({ plan }) => plan))].sort(),
    begins: Number.isFinite(first) && first > OPEN_START ? formatDay(first) : null,
  };
}

function quotaChoices({ inputs }: PreparedInputs): QuotaChoice[] {
  const calendars = calendarNames({ attributes: new Map(), calendars: new Set(inputs.company.calendar.custom.keys()) });
  return [...Map.groupBy(inputs.quotas, ({ measure }) => measure)].map(([name, rows]) => {
    const fits = (calendar: string): number =>
      rows.filter(({ from, to }) => {
        const period = periodAt(inputs.company.calendar, calendar, from);
        return period?.from === from && period.to === to;
      }).length;
    const best = calendars.map((calendar) => ({ calendar, count: fits(calendar) })).sort((a, b) => b.count - a.count)[0];
    const titles = new Set(rows.map(({ position }) => inputs.positions.get(position)?.title ?? ""));
    return { name, calendar: best && best.count > 0 ? best.calendar : null, titles: titles.has("") ? [] : [...titles].sort() };
  });
}
