import type { Interval } from "../../calendar/period.ts";
import { compare, isZero, ONE } from "../../money/rational.ts";
import type { ReportingLine } from "../inputs.ts";
import { compareText, type Directory, occupantsOn, stretches as stretchesOf } from "./directory.ts";
import type { ShareTable } from "./shares.ts";

/**
 * Dated lists in flat arrays for the loops over credits: the stretches of owner `i` stand at `start[i]` to `start[i + 1]`,
 * each holding on the days `[from, to)` with one value.
 */
export type Stretches = { readonly start: Int32Array; readonly from: Int32Array; readonly to: Int32Array; readonly value: Int32Array };

function flatten(lists: readonly (readonly (Interval & { readonly value: number })[])[]): Stretches {
  const total = lists.reduce((sum, list) => sum + list.length, 0);
  const flat = {
    start: new Int32Array(lists.length + 1),
    from: new Int32Array(total),
    to: new Int32Array(total),
    value: new Int32Array(total),
  };
  let next = 0;
  lists.forEach((list, owner) => {
    for (const { from, to, value } of list) {
      flat.from[next] = from;
      flat.to[next] = to;
      flat.value[next] = value;
      next += 1;
    }
    flat.start[owner + 1] = next;
  });
  return flat;
}

/** The value on `day`, or `none` when no stretch holds it. */
export function valueOn(stretches: Stretches, owner: number, day: number, none: number): number {
  const { start, from, to, value } = stretches;
  const end = start[owner + 1]!;
  for (let index = start[owner]!; index < end; index++) if (from[index]! <= day && day < to[index]!) return value[index]!;
  return none;
}

export const NO_SEAT = -1;
export const SEVERAL_SEATS = -2;

/** The seat that each participant holds by day: a seat's code, or SEVERAL_SEATS. */
export function seatsHeld({ holdings }: Directory): Stretches {
  return flatten(
    holdings.map((list) =>
      list.length === 1
        ? list.map(({ from, to, position }) => ({ from, to, value: position }))
        : stretchesOf(list).flatMap(({ from, to }) => {
            const seats = new Set(list.filter((holding) => holding.from <= from && from < holding.to).map(({ position }) => position));
            const [only] = seats;
            return only === undefined ? [] : [{ from, to, value: seats.size > 1 ? SEVERAL_SEATS : only }];
          }),
    ),
  );
}

/** One of several occupants of a seat, or the only one of a part of it: whose credits are a share of the seat's. */
export type SharedOccupant = { readonly pair: number; readonly share: number };
/** Who occupies a seat: a pair's code of 0 or more has the whole seat; -1 - i means the shared occupants of `groups[i]`. */
export type SeatOccupants = { readonly byDay: Stretches; readonly groups: readonly (readonly SharedOccupant[])[] };

/** The occupants of each seat by day; ways of sharing are entered in `shares`. */
export function seatOccupants({ occupancies }: Directory, shares: ShareTable): SeatOccupants {
  const groups: SharedOccupant[][] = [];
  const byDay = flatten(
    occupancies.map((list) => {
      const [only] = list;
      if (only && list.length === 1 && only.share.numerator === only.share.denominator)
        return [{ from: only.from, to: only.to, value: only.pair }];
      return stretchesOf(list).flatMap(({ from, to }) => {
        const occupants = occupantsOn(list, from).filter(({ share }) => !isZero(share));
        const [first] = occupants;
        if (!first) return [];
        if (occupants.length === 1 && compare(first.share, ONE) === 0) return [{ from, to, value: first.pair }];
        const parts = occupants.map(({ share }) => share);
        groups.push(occupants.map(({ pair }, index) => ({ pair, share: shares.occupant(parts, index) })));
        return [{ from, to, value: -groups.length }];
      });
    }),
  );
  return { byDay, groups };
}

/** The seat above each seat by day. */
export function seatsAbove({ positions, positionCodes }: Directory, lines: readonly ReportingLine[]): Stretches {
  const above: { from: number; to: number; value: number }[][] = positions.map(() => []);
  const ordered = [...lines].sort((a, b) => a.from - b.from || compareText(a.parent, b.parent));
  for (const { position, parent, from, to } of ordered) {
    const value = positionCodes.get(parent);
    if (value !== undefined) above[positionCodes.get(position) ?? -1]?.push({ from, to, value });
  }
  return flatten(above);
}

/** A pair by the codes of a column of participants, on the days `[from, to)`; on other days, and where the seat is shared, it must be looked for. */
export type Steady = { readonly pair: Int32Array; readonly from: Int32Array; readonly to: Int32Array };

/** Participants who hold one seat for one stretch of days, in which nobody else occupies it. */
export function steady(participants: Int32Array, held: Stretches, { byDay }: SeatOccupants): Steady {
  const pair = new Int32Array(participants.length).fill(-1);
  const [from, to] = [new Int32Array(participants.length), new Int32Array(participants.length)];
  participants.forEach((participant, code) => {
    const holding = participant < 0 ? -1 : soleStretch(held, participant);
    const seat = holding < 0 ? -1 : held.value[holding]!;
    const occupancy = seat < 0 ? -1 : soleStretch(byDay, seat);
    if (occupancy < 0 || byDay.value[occupancy]! < 0) return;
    pair[code] = byDay.value[occupancy]!;
    from[code] = Math.max(held.from[holding]!, byDay.from[occupancy]!);
    to[code] = Math.min(held.to[holding]!, byDay.to[occupancy]!);
  });
  return { pair, from, to };
}

/** The place of an owner's one stretch, or -1. */
function soleStretch({ start }: Stretches, owner: number): number {
  const first = start[owner]!;
  const end = start[owner + 1]!;
  return end - first === 1 ? first : -1;
}
