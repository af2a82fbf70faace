import type { Role } from "../../access/permissions.ts";
import type { Day } from "../../calendar/day.ts";
import type { Organisation } from "./organisation.ts";

/** Someone whom a visitor of the demo company can be: one for each role. */
export type Entrant = {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  /** The participant that they are; null: nobody who is paid by a plan. */
  readonly participant: string | null;
};

/** The seven people to enter as. The rep is the one at the tier's edge, the manager theirs, the executive at the top. */
export function entrantsOf(
  organisation: Organisation,
  rep: { readonly participant: string; readonly seat: string },
  today: Day,
): readonly Entrant[] {
  const boss = organisation.lines.find(({ seat, from, to }) => seat === rep.seat && from <= today && today < to)?.parent ?? "";
  const participant = (role: Role, id: string | undefined): Entrant => {
    const person = organisation.people.find((each) => each.participant === id);
    if (!person) throw new RangeError(`Nobody is there to enter as ${role}`);
    return { role, name: person.name, email: person.email, participant: person.participant };
  };
  return [
    participant("rep", rep.participant),
    participant("manager", organisation.occupant(boss, today)?.participant),
    { role: "sales-operations", name: "Robin Sale", email: "robin.sale@example.com", participant: null },
    { role: "compensation-administrator", name: "Casey Compton", email: "casey.compton@example.com", participant: null },
    { role: "finance", name: "Fran Ledger", email: "fran.ledger@example.com", participant: null },
    participant("executive", organisation.occupant("cro", today)?.participant),
    { role: "administrator", name: "Alex Minton", email: "alex.minton@example.com", participant: null },
  ];
}
