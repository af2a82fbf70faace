import { sql } from "kysely";
import { seatWithinReach } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import type { Known } from "../../app/database/as-of.ts";
import type { Transaction } from "../../app/database/store.ts";

/** Dated reporting lines of seats within the session's reach, with the titles of both seats. */
export function reportingLineRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }) {
  return tx
    .selectFrom(known("reporting_lines").as("l"))
    .leftJoin(known("positions").as("p"), "p.position", "l.position")
    .leftJoin(known("positions").as("above"), "above.position", "l.parent")
    .select(["l.position", "p.title", "l.parent", "above.title as parentTitle", "l.from", "l.to"])
    .where(seatWithinReach(session, "people.read", { position: "l.position", from: sql.ref("l.from"), to: sql.ref("l.to") }));
}
