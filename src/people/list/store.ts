import { type RawBuilder, sql } from "kysely";
import { withinReach } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import type { Known } from "../../app/database/as-of.ts";
import type { Transaction } from "../../app/database/store.ts";

/**
 * Participants within the session's reach, and where each sits on a day: the seat with the largest share, and who sits above it.
 * A dated reporting line stands before the seat's undated parent. What is looked up stands in the fields, so that it is looked up for the
 * rows of the page alone where the list is not sorted by it.
 */
export function personRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }, on: string) {
  const holds = (row: string) => sql`${sql.ref(`${row}.from`)} <= ${on} and ${sql.ref(`${row}.to`)} > ${on}`;
  const seat: Field = sql`(select a.position from ${known("assignments")} as a where a.participant = p.participant and ${holds("a")}
    order by a.share desc, a.position limit 1)`;
  const ofSeat = (column: string): Field =>
    sql`(select ${sql.ref(`s.${column}`)} from ${known("positions")} as s where s.position = ${seat})`;
  const line: Field = sql`(select l.parent from ${known("reporting_lines")} as l where l.position = ${seat} and ${holds("l")} limit 1)`;
  const above: Field = sql`coalesce(${line}, ${ofSeat("parent")})`;
  const manager: Field = sql`(select b.participant from ${known("assignments")} as b where b.position = ${above} and ${holds("b")}
    order by b.share desc, b.participant limit 1)`;
  const managerName: Field = sql`(select m.name from ${known("people_personal")} as m where m.participant = ${manager})`;
  return tx
    .selectFrom(known("people").as("p"))
    .leftJoin(known("people_personal").as("n"), "n.participant", "p.participant")
    .select(["p.participant", "n.name", "n.email", "p.hired", "p.left"])
    .select([seat.as("position"), ofSeat("title").as("title"), ofSeat("role").as("role")])
    .select([manager.as("manager"), managerName.as("managerName"), above.as("managerPosition")])
    .select((e) => [
      e.fn.coalesce("p.currency", e.val(session.company.currency)).as("currency"),
      sql<boolean>`p.hired <= ${on}::date and ${on}::date < p."left"`.as("employed"),
    ])
    .where(withinReach(session, "people.read", { owner: "p.participant" }));
}

type Field = RawBuilder<string | null>;
