import type { Day } from "../../calendar/day.ts";
import { contains } from "../../calendar/period.ts";
import type { PreparedInputs } from "../prepare.ts";

/** A participant in a seat on a day. */
export type HeldSeat = {
  readonly participant: string;
  readonly name: string;
  readonly position: string;
  readonly title: string;
  readonly role: string;
};

/** Who sits where on a day and is employed then, in the order of participants and seats. */
export function heldSeats({ ownership: { directory } }: PreparedInputs, day: Day): HeldSeat[] {
  return directory.pairDays.flatMap((days, pair) => {
    const participant = directory.participants[directory.pairParticipant[pair] ?? -1];
    const position = directory.positions[directory.pairPosition[pair] ?? -1];
    if (!participant || !position || !days.some((interval) => contains(interval, day))) return [];
    return [{ participant: participant.id, name: participant.name, position: position.id, title: position.title, role: position.role }];
  });
}
