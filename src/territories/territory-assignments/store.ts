import { sql, type SqlBool } from "kysely";
import { reachOfActor } from "../../access/permissions.ts";
import { withinReach } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import type { Known } from "../../app/database/as-of.ts";
import type { Transaction } from "../../app/database/store.ts";

type Holder = { participant: string; name: string; from: string | null; to: string | null };

/** Days without end are null in JSON, as everywhere in the API. */
const ended = (bound: string) => sql`case when isfinite(${sql.raw(bound)}) then (${sql.raw(bound)})::text end`;
const FROM = `greatest(s."from", a."from")`;
const TO = `least(s."to", a."to")`;

/**
 * Which seat covers which territory, and who holds the seat meanwhile. Where the reach is less than the company: seats that somebody
 * within it holds on a day of the coverage.
 */
export function territoryAssignmentRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }) {
  const held = sql<SqlBool>`exists (select from ${known("assignments")} as seat where seat.position = a.position
    and seat."from" < a."to" and a."from" < seat."to" and ${withinReach(session, "people.read", { owner: "seat.participant" })})`;
  return tx
    .selectFrom(known("territory_assignments").as("a"))
    .leftJoin(known("territories").as("y"), "y.territory", "a.territory")
    .leftJoin(known("positions").as("p"), "p.position", "a.position")
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom(known("assignments").as("s"))
          .leftJoin(known("people_personal").as("n"), "n.participant", "s.participant")
          .select([
            sql<Holder[]>`jsonb_agg(jsonb_build_object('participant', s.participant, 'name', coalesce(n.name, s.participant),
              'from', ${ended(FROM)}, 'to', ${ended(TO)}) order by s."from", s.participant)`.as("list"),
            sql<string>`string_agg(coalesce(n.name, s.participant), ', ' order by s."from", s.participant)`.as("names"),
          ])
          .whereRef("s.position", "=", "a.position")
          .whereRef("s.from", "<", "a.to")
          .whereRef("a.from", "<", "s.to")
          .as("holders"),
      (join) => join.onTrue(),
    )
    .select(["a.territory", "y.name as territoryName", "a.position", "p.title", "a.from", "a.to"])
    .select([sql<Holder[]>`coalesce(holders.list, '[]')`.as("occupants"), sql<string | null>`holders.names`.as("occupantNames")])
    .$if(reachOfActor(session, "people.read") !== "company", (query) => query.where(held));
}
