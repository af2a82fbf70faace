import { sql } from "kysely";
import { seatWithinReach } from "../access/reach/store.ts";
import type { SignedIn } from "../access/session.ts";
import type { Known } from "../app/database/as-of.ts";
import type { Transaction } from "../app/database/store.ts";

/** Quotas of seats within the session's reach, with the seat's title and who holds it in the quota's time. */
export function quotaRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }) {
  return tx
    .selectFrom(known("quotas").as("q"))
    .leftJoin(known("positions").as("p"), "p.position", "q.position")
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom(known("assignments").as("a"))
          .leftJoin(known("people_personal").as("n"), "n.participant", "a.participant")
          .select(sql<string | null>`string_agg(distinct coalesce(n.name, a.participant), ', ')`.as("names"))
          .whereRef("a.position", "=", "q.position")
          .whereRef("a.from", "<", "q.to")
          .whereRef("a.to", ">", "q.from")
          .as("holders"),
      (join) => join.onTrue(),
    )
    .select(["q.position", "p.title", "q.measure", "q.from", "q.to", "q.calendar", "q.amount", "q.currency", "holders.names as holders"])
    .where(seatWithinReach(session, "quotas.read", { position: "q.position", from: sql.ref("q.from"), to: sql.ref("q.to") }));
}
