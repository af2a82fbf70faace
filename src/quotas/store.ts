import { sql } from "kysely";
import { seatWithinReach } from "../access/reach/store.ts";
import type { SignedIn } from "../access/session.ts";
import type { Known } from "../app/database/as-of.ts";
import type { Transaction } from "../app/database/store.ts";

/**
 * Quotas of seats within the session's reach, with the seat's title and who holds it in the quota's time. Both stand in the fields, so
 * that they are looked up for the rows of the page alone where the list is not sorted by them.
 */
export function quotaRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }) {
  const title = sql<string | null>`(select p.title from ${known("positions")} as p where p.position = q.position)`;
  const holders = sql<string | null>`(select string_agg(distinct coalesce(n.name, a.participant), ', ')
    from ${known("assignments")} as a left join ${known("people_personal")} as n on n.participant = a.participant
    where a.position = q.position and a."from" < q."to" and a."to" > q."from")`;
  return tx
    .selectFrom(known("quotas").as("q"))
    .select(["q.position", "q.measure", "q.from", "q.to", "q.calendar", "q.amount", "q.currency"])
    .select([title.as("title"), holders.as("holders")])
    .where(seatWithinReach(session, "quotas.read", { position: "q.position", from: sql.ref("q.from"), to: sql.ref("q.to") }));
}
