import type { Inputs } from "../../src/compensation/inputs.ts";
import type { Party, Transaction } from "./facts.ts";
import { textOrder, toFraction } from "./facts.ts";
import { type Fraction, minus, ONE, sum } from "./fraction.ts";

/** The one seat a participant holds on a day, or why there is none. */
export function seatHeld(
  inputs: Inputs,
  participant: string,
  day: number,
): { seat: string } | { finding: "ambiguous-seat" | "owner-without-seat" } {
  const seats = new Set(
    inputs.assignments.filter((row) => row.participant === participant && row.from <= day && day < row.to).map((row) => row.position),
  );
  const [seat] = seats;
  if (seat === undefined) return { finding: "owner-without-seat" };
  return seats.size > 1 ? { finding: "ambiguous-seat" } : { seat };
}

/** The seat that owns a transaction on a day. */
export function ownerSeat(inputs: Inputs, transaction: Transaction, day: number): string | undefined {
  const named = transaction.texts.get("position");
  const owner = transaction.texts.get("owner");
  if (named !== undefined) return named;
  const held = owner === undefined ? undefined : seatHeld(inputs, owner, day);
  return held !== undefined && "seat" in held ? held.seat : undefined;
}

export function partySeat(inputs: Inputs, party: Party, day: number): string | undefined {
  if (party.participant === undefined) return party.position;
  const held = seatHeld(inputs, party.participant, day);
  return "seat" in held ? held.seat : undefined;
}

/** Occupants of a seat on a day by participant id, with their shares; what is unfilled is nobody's, last. */
export function occupantsOf(inputs: Inputs, position: string, day: number): { participant: string | undefined; share: Fraction }[] {
  const rows = inputs.assignments.filter((row) => row.position === position && row.from <= day && day < row.to);
  const occupants: { participant: string | undefined; share: Fraction }[] = rows
    .map(({ participant, share }) => ({ participant, share: toFraction({ unscaled: share.unscaled, decimals: share.scale }) }))
    .sort((a, b) => textOrder(a.participant, b.participant));
  const rest = minus(ONE, sum(occupants.map(({ share }) => share)));
  return rest[0] > 0n ? [...occupants, { participant: undefined, share: rest }] : occupants;
}

/** The seats above a seat on a day, nearest first. */
export function seatsAbove(inputs: Inputs, position: string, day: number): string[] {
  const above: string[] = [];
  for (let seat = parentOf(inputs, position, day); seat !== undefined && !above.includes(seat); seat = parentOf(inputs, seat, day))
    above.push(seat);
  return above;
}

function parentOf(inputs: Inputs, position: string, day: number): string | undefined {
  return inputs.reportingLines.find((line) => line.position === position && line.from <= day && day < line.to)?.parent;
}
