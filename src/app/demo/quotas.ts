import type { Day } from "../../calendar/day.ts";
import type { Achievements, QuotaMeasure } from "./achievements.ts";
import { type Organisation, SEATS, type Title } from "./organisation.ts";
import { PATCHES } from "./territories.ts";
import { growth, quarterAt, seasonOfQuarter, type Timeline } from "./timeline.ts";

export type DemoQuota = { readonly seat: string; readonly measure: QuotaMeasure; readonly quarter: number; readonly dollars: number };

/** The share of seats and quarters that reach their quota, as surveys of the field have it. */
const REACHED = 0.6;

type Level = { readonly title: Title; readonly measure: QuotaMeasure; readonly seasonal: boolean; readonly roundTo: number };
const LEVELS: readonly Level[] = [
  { title: "Account executive", measure: "bookings", seasonal: true, roundTo: 5000 },
  { title: "Account manager", measure: "margin", seasonal: false, roundTo: 1000 },
  { title: "Account manager", measure: "renewals", seasonal: false, roundTo: 1000 },
  { title: "Solutions engineer", measure: "supported", seasonal: true, roundTo: 5000 },
];
const LEADERS: readonly Title[] = ["Sales manager", "Regional director", "Chief revenue officer"];

/**
 * Quotas of every seat and quarter. Those of one role are equal but for season, growth and the ramp of who is new: their level is the one
 * that six of ten seats and quarters reach. A leader's is a share of the team's together, one that six of ten reach too.
 */
export function quotasOf(timeline: Timeline, organisation: Organisation, achieved: Achievements): readonly DemoQuota[] {
  const own = LEVELS.flatMap((level) => levelled(timeline, organisation, achieved, level));
  return [...own, ...leaders(timeline, organisation, achieved, own)];
}

function levelled(
  timeline: Timeline,
  organisation: Organisation,
  achieved: Achievements,
  { title, measure, seasonal, roundTo }: Level,
): DemoQuota[] {
  const cells = SEATS.filter((seat) => seat.title === title).flatMap(({ seat }) =>
    timeline.quarters.flatMap(({ from }, quarter) => {
      const factor = (seasonal ? seasonOfQuarter(from) : 1) * growth(timeline, from) * expected(organisation, seat, from, timeline.from);
      return quarter < firstQuarter(seat) ? [] : [{ seat, quarter, factor }];
    }),
  );
  const reached = cells
    .filter(({ seat, quarter }) => isFull(timeline, organisation, seat, quarter))
    .map(({ seat, quarter, factor }) => achieved.of(measure, seat, quarter) / factor)
    .toSorted((a, b) => b - a);
  const level = (reached[Math.floor(reached.length * REACHED)] ?? 0) / 100;
  return cells.map(({ seat, quarter, factor }) => ({
    seat,
    measure,
    quarter,
    dollars: Math.max(1, Math.round((level * factor) / roundTo)) * roundTo,
  }));
}

/** The quarter is over, and one person sat in the seat throughout. */
function isFull(timeline: Timeline, organisation: Organisation, seat: string, quarter: number): boolean {
  const { from, to } = quarterAt(timeline, quarter);
  const occupant = organisation.occupant(seat, from);
  return to <= timeline.today && occupant !== undefined && occupant === organisation.occupant(seat, to - 1);
}

/** Who is new has half a quota in the first quarter and three quarters of one in the second. */
function expected(organisation: Organisation, seat: string, day: Day, since: Day): number {
  const spell = organisation.spells.findLast((held) => held.seat === seat && held.from <= day);
  if (!spell || spell.from <= since) return 1;
  return day - spell.from < 80 ? 0.5 : day - spell.from < 170 ? 0.75 : 1;
}

function firstQuarter(seat: string): number {
  return PATCHES.find((patch) => patch.seat === seat)?.growth?.quarter ?? 0;
}

function leaders(timeline: Timeline, organisation: Organisation, achieved: Achievements, own: readonly DemoQuota[]): DemoQuota[] {
  const keepers = SEATS.filter(({ title }) => title === "Account manager").map(({ seat }) => seat);
  const ordersOfOne =
    mean(keepers.flatMap((seat) => timeline.quarters.slice(0, -1).map((_, quarter) => achieved.of("team", seat, quarter)))) / 100;
  const cells = SEATS.filter(({ title }) => LEADERS.includes(title)).flatMap(({ seat: leader }) =>
    timeline.quarters.map(({ from }, quarter) => {
      const below = SEATS.filter(({ seat }) => isBelow(organisation, seat, leader, from)).map(({ seat }) => seat);
      const quotas = own.filter((each) => each.measure === "bookings" && each.quarter === quarter && below.includes(each.seat));
      const kept = below.filter((seat) => keepers.includes(seat)).length * ordersOfOne;
      const sold = sum(below.map((seat) => achieved.of("bookings", seat, quarter) + achieved.of("team", seat, quarter))) / 100;
      return { seat: leader, quarter, together: sum(quotas.map(({ dollars }) => dollars)) + kept, sold };
    }),
  );
  const reached = cells.filter(({ quarter }) => quarter < timeline.quarters.length - 1).map(({ sold, together }) => sold / together);
  const share = reached.toSorted((a, b) => b - a)[Math.floor(reached.length * REACHED)] ?? 1;
  return cells.map(({ seat, quarter, together }) => ({
    seat,
    measure: "team",
    quarter,
    dollars: Math.round((together * share) / 10_000) * 10_000,
  }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function isBelow(organisation: Organisation, seat: string, leader: string, day: Day): boolean {
  const parent = organisation.lines.find((line) => line.seat === seat && line.from <= day && day < line.to)?.parent;
  return parent !== undefined && (parent === leader || isBelow(organisation, parent, leader, day));
}
