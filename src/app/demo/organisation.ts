import { type Day, OPEN_END } from "../../calendar/day.ts";
import { PersonNames } from "./names.ts";
import { Random } from "./random.ts";
import { PATCHES, type Region, REGIONS, TEAMS } from "./territories.ts";
import { quarterAt, type Timeline } from "./timeline.ts";
import { TRUTHS } from "./truths.ts";

export type Title =
  | "Chief revenue officer"
  | "Regional director"
  | "Director, solutions engineering"
  | "Sales manager"
  | "Account executive"
  | "Account manager"
  | "Solutions engineer";
export type Seat = {
  readonly seat: string;
  readonly title: Title;
  /** The seat above at the beginning. */
  readonly parent: string | null;
  readonly region: Region | null;
};
export type Person = { readonly participant: string; readonly name: string; readonly email: string; readonly hired: Day; left: Day };
/** A person in a seat on the days [from, to). */
export type Spell = { readonly participant: string; readonly seat: string; readonly from: Day; to: Day };
export type Line = { readonly seat: string; readonly parent: string; readonly from: Day; readonly to: Day };

/** The seats in four levels, and the overlay specialists beside them. */
export const SEATS: readonly Seat[] = [
  { seat: "cro", title: "Chief revenue officer", parent: null, region: null },
  ...REGIONS.map(({ region }): Seat => ({ seat: `dir-${region}`, title: "Regional director", parent: "cro", region })),
  { seat: "dir-solutions", title: "Director, solutions engineering", parent: "cro", region: null },
  ...TEAMS.map(({ team, region }): Seat => ({ seat: `mgr-${team}`, title: "Sales manager", parent: `dir-${region}`, region })),
  ...PATCHES.map(({ seat, team, region }): Seat => ({ seat, title: "Account executive", parent: `mgr-${team}`, region })),
  ...TEAMS.flatMap(({ team, region }) =>
    [1, 2].map((number): Seat => ({ seat: `am-${team}-${number}`, title: "Account manager", parent: `mgr-${team}`, region })),
  ),
  ...(["amer", "amer", "emea", "emea", "apac"] as const).map(
    (region, index): Seat => ({ seat: `se-${index + 1}`, title: "Solutions engineer", parent: "dir-solutions", region }),
  ),
];

/** Who sits where and when. Sixty people: six left, eight joined, two changed their seat. */
export class Organisation {
  readonly people: Person[] = [];
  readonly spells: Spell[] = [];
  readonly lines: readonly Line[];
  readonly #names: PersonNames;
  readonly #random: Random;

  constructor(seed: number, timeline: Timeline) {
    this.#random = new Random(seed, "organisation");
    this.#names = new PersonNames(this.#random);
    const opened = new Set(PATCHES.flatMap(({ growth, seat }) => (growth ? [seat] : [])));
    for (const { seat } of SEATS) if (!opened.has(seat)) this.#join(seat, timeline.from - this.#random.whole(120, 2600));
    this.#change(timeline);
    const moved = quarterAt(timeline, 6).from;
    this.lines = SEATS.flatMap(({ seat, parent }): Line[] => {
      if (parent === null) return [];
      if (seat !== "ae-east-3") return [{ seat, parent, from: timeline.from, to: OPEN_END }];
      return [
        { seat, parent, from: timeline.from, to: moved },
        { seat, parent: "mgr-central", from: moved, to: OPEN_END },
      ];
    });
  }

  /** Who sits in the seat on the day; undefined: nobody. */
  occupant(seat: string, day: Day): Person | undefined {
    const spell = this.spells.find((held) => held.seat === seat && held.from <= day && day < held.to);
    return spell && this.people.find(({ participant }) => participant === spell.participant);
  }

  /** Joiners, leavers and transfers, in the order in which they happen. */
  #change(timeline: Timeline): void {
    const start = (quarter: number): Day => quarterAt(timeline, quarter).from;
    this.#leave("ae-central-1", start(1) + 40);
    this.#join("ae-central-1", start(2));
    this.#join("ae-east-5", start(2));
    this.#leave("mgr-west", start(3));
    this.#move("ae-west-2", "mgr-west", start(3));
    this.#join("ae-west-2", start(3));
    this.#leave(TRUTHS.bottleneck.seat, start(TRUTHS.bottleneck.quarter));
    this.#join(TRUTHS.bottleneck.seat, start(TRUTHS.bottleneck.quarter + 1));
    this.#move("am-central-2", "ae-west-5", start(4));
    this.#join("am-central-2", start(4));
    this.#leave("ae-north-4", start(5));
    this.#join("ae-north-4", start(5));
    this.#leave("am-south-1", start(5) + 30);
    this.#join("am-south-1", start(6));
    this.#join("ae-pacific-5", start(6));
    // The last one left a vacant seat.
    this.#leave("ae-pacific-2", start(8) - 20);
  }

  #join(seat: string, day: Day): void {
    const participant = `e${101 + this.people.length}`;
    this.people.push({ participant, ...this.#names.next(), hired: day, left: OPEN_END });
    this.spells.push({ participant, seat, from: day, to: OPEN_END });
  }

  #leave(seat: string, day: Day): void {
    const spell = this.#holding(seat);
    spell.to = day;
    for (const person of this.people) if (person.participant === spell.participant) person.left = day;
  }

  #move(from: string, to: string, day: Day): void {
    const spell = this.#holding(from);
    spell.to = day;
    this.spells.push({ participant: spell.participant, seat: to, from: day, to: OPEN_END });
  }

  #holding(seat: string): Spell {
    const spell = this.spells.find((held) => held.seat === seat && held.to === OPEN_END);
    if (!spell) throw new RangeError(`Nobody sits in ${seat}`);
    return spell;
  }
}

/** Days since a person sits in the seat that are not yet fully productive: a share of 0.45, then 0.75, then 1, each for a quarter. Those who were there at the beginning are. */
export function ramp(timeline: Timeline, organisation: Organisation, seat: string, day: Day): number {
  const spell = organisation.spells.find((held) => held.seat === seat && held.from <= day && day < held.to);
  if (!spell || spell.from <= timeline.from) return 1;
  const days = day - spell.from;
  return days < 91 ? 0.45 : days < 182 ? 0.75 : 1;
}
