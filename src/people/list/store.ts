import { sql } from "kysely";
import { withinReach } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import type { Known } from "../../app/database/as-of.ts";
import type { Transaction } from "../../app/database/store.ts";

/**
 * Participants within the session's reach, and where each sits on a day: the seat with the largest share, and who sits above it.
 * A dated reporting line stands before the seat's undated parent.
 */
export function personRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }, on: string) {
  return tx
    .selectFrom(known("people").as("p"))
    .leftJoin(known("people_personal").as("n"), "n.participant", "p.participant")
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom(known("assignments").as("a"))
          .select(["a.position", "a.share"])
          .whereRef("a.participant", "=", "p.participant")
          .where("a.from", "<=", on)
          .where("a.to", ">", on)
          .orderBy("a.share", "desc")
          .orderBy("a.position")
          .limit(1)
          .as("seat"),
      (join) => join.onTrue(),
    )
    .leftJoin(known("positions").as("s"), "s.position", "seat.position")
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom(known("reporting_lines").as("l"))
          .select("l.parent")
          .whereRef("l.position", "=", "seat.position")
          .where("l.from", "<=", on)
          .where("l.to", ">", on)
          .limit(1)
          .as("line"),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom(known("assignments").as("b"))
          .leftJoin(known("people_personal").as("m"), "m.participant", "b.participant")
          .select(["b.participant", "m.name"])
          // A subselect, not the expression itself: below row security no index is used for what PostgreSQL cannot prove to leak nothing.
          .where("b.position", "=", sql<string>`(select coalesce(line.parent, s.parent))`)
          .where("b.from", "<=", on)
          .where("b.to", ">", on)
          .orderBy("b.share", "desc")
          .orderBy("b.participant")
          .limit(1)
          .as("above"),
      (join) => join.onTrue(),
    )
    .select(["p.participant", "n.name", "n.email", "p.hired", "p.left", "seat.position", "s.title", "s.role"])
    .select(["above.participant as manager", "above.name as managerName"])
    .select((e) => [
      e.fn.coalesce("p.currency", e.val(session.company.currency)).as("currency"),
      sql<boolean>`p.hired <= ${on}::date and ${on}::date < p."left"`.as("employed"),
      sql<string | null>`coalesce(line.parent, s.parent)`.as("managerPosition"),
    ])
    .where(withinReach(session, "people.read", { owner: "p.participant" }));
}
