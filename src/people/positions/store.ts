import { sql } from "kysely";
import { seatWithinReach } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import type { Known } from "../../app/database/as-of.ts";
import type { Transaction } from "../../app/database/store.ts";

type Occupant = { participant: string; name: string; share: string };

/** Seats within the session's reach on a day, the seat above each, and who sits in it then. */
export function positionRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }, on: string) {
  return tx
    .selectFrom(known("positions").as("p"))
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom(known("reporting_lines").as("l"))
          .select("l.parent")
          .whereRef("l.position", "=", "p.position")
          .where("l.from", "<=", on)
          .where("l.to", ">", on)
          .limit(1)
          .as("line"),
      (join) => join.onTrue(),
    )
    .leftJoin(known("positions").as("above"), (join) => join.on("above.position", "=", sql<string>`coalesce(line.parent, p.parent)`))
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom(known("assignments").as("a"))
          .leftJoin(known("people_personal").as("n"), "n.participant", "a.participant")
          .select([
            sql<
              Occupant[]
            >`coalesce(jsonb_agg(jsonb_build_object('participant', a.participant, 'name', coalesce(n.name, a.participant), 'share', a.share::text) order by a.participant), '[]')`.as(
              "list",
            ),
            sql<string | null>`string_agg(coalesce(n.name, a.participant), ', ' order by a.participant)`.as("names"),
          ])
          .whereRef("a.position", "=", "p.position")
          .where("a.from", "<=", on)
          .where("a.to", ">", on)
          .as("occupants"),
      (join) => join.onTrue(),
    )
    .select(["p.position", "p.title", "p.role", "above.position as parent", "above.title as parentTitle"])
    .select([
      sql<Occupant[]>`coalesce(occupants.list, '[]')`.as("occupants"),
      sql<string | null>`occupants.names`.as("occupantNames"),
      sql<boolean>`occupants.names is null`.as("vacant"),
    ])
    .where(seatWithinReach(session, "people.read", { position: "p.position", from: sql`${on}::date`, to: sql`${on}::date + 1` }));
}
