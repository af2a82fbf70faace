import type { Day } from "../../calendar/day.ts";
import { type Interval, intersect } from "../../calendar/period.ts";
import { toRational } from "../../money/decimal.ts";
import { add, type Rational } from "../../money/rational.ts";
import type { Assignment, Inputs, Participant, Position } from "../inputs.ts";

/** A participant in a seat on the days `[from, to)` with a share of the seat (1 = all of it). */
export type Occupancy = { readonly pair: number; readonly from: Day; readonly to: Day; readonly share: Rational };
/** A seat that a participant holds on the days `[from, to)`. */
export type Holding = { readonly position: number; readonly from: Day; readonly to: Day };

/**
 * People and seats under dense codes, in the order of their ids so that no result depends on the order of the inputs.
 * A pair is a participant in a seat: statements, units and credits hang on pairs.
 */
export type Directory = {
  readonly participants: readonly Participant[];
  readonly positions: readonly Position[];
  readonly participantCodes: ReadonlyMap<string, number>;
  readonly positionCodes: ReadonlyMap<string, number>;
  readonly pairParticipant: Int32Array;
  readonly pairPosition: Int32Array;
  /** Days on which the pair is both assigned and employed; ordered, apart. */
  readonly pairDays: readonly (readonly Interval[])[];
  readonly occupancies: readonly (readonly Occupancy[])[];
  readonly holdings: readonly (readonly Holding[])[];
};

/** Order of texts by their UTF-16 code units: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Assignments that name an unknown participant or seat are left out: the assembly of inputs refuses them. */
export function directory(inputs: Inputs): Directory {
  const participants = [...inputs.participants.values()].sort((a, b) => compareText(a.id, b.id));
  const positions = [...inputs.positions.values()].sort((a, b) => compareText(a.id, b.id));
  const participantCodes = new Map(participants.map((participant, code) => [participant.id, code]));
  const positionCodes = new Map(positions.map((position, code) => [position.id, code]));
  const known = inputs.assignments.filter(
    ({ participant, position, from, to }) => participantCodes.has(participant) && positionCodes.has(position) && from < to,
  );
  const ordered = known.sort((a, b) => compareText(a.participant, b.participant) || compareText(a.position, b.position) || a.from - b.from);
  const pairParticipant: number[] = [];
  const pairPosition: number[] = [];
  const pairDays: Interval[][] = [];
  const occupancies: Occupancy[][] = positions.map(() => []);
  const holdings: Holding[][] = participants.map(() => []);
  let last: Assignment | undefined;
  for (const assignment of ordered) {
    const participant = participantCodes.get(assignment.participant) ?? 0;
    const position = positionCodes.get(assignment.position) ?? 0;
    if (last?.participant !== assignment.participant || last.position !== assignment.position) {
      pairParticipant.push(participant);
      pairPosition.push(position);
      pairDays.push([]);
    }
    last = assignment;
    const { from, to } = assignment;
    occupancies[position]?.push({ pair: pairParticipant.length - 1, from, to, share: toRational(assignment.share) });
    holdings[participant]?.push({ position, from, to });
    const person = participants[participant];
    const days = person && intersect(assignment, { from: person.hired, to: person.left });
    if (days) pairDays[pairDays.length - 1]?.push(days);
  }
  return {
    participants,
    positions,
    participantCodes,
    positionCodes,
    occupancies,
    holdings,
    pairParticipant: Int32Array.from(pairParticipant),
    pairPosition: Int32Array.from(pairPosition),
    pairDays: pairDays.map((days) => (days.length > 1 ? union(days) : days)),
  };
}

/** The same days as ordered intervals that neither touch nor overlap. */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: { from: Day; to: Day }[] = [];
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** The stretches between the first and the last bound on which nothing in `intervals` begins or ends. */
export function stretches(intervals: readonly Interval[]): Interval[] {
  const bounds = [...new Set(intervals.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  return bounds.slice(1).map((to, index) => ({ from: bounds[index] ?? to, to }));
}

/** Occupants of one day in the order of their participants, a participant's several assignments added up. */
export function occupantsOn(occupancies: readonly Occupancy[], day: Day): { readonly pair: number; readonly share: Rational }[] {
  const shares = new Map<number, Rational>();
  for (const { pair, from, to, share } of occupancies) {
    if (from > day || day >= to) continue;
    const before = shares.get(pair);
    shares.set(pair, before ? add(before, share) : share);
  }
  return [...shares].map(([pair, share]) => ({ pair, share })).sort((a, b) => a.pair - b.pair);
}
