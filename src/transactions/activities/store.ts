import { sql, type SqlBool } from "kysely";
import { withinReach } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import type { Known } from "../../app/database/as-of.ts";
import type { Transaction } from "../../app/database/store.ts";
import { dayOfOpportunity } from "../opportunities/store.ts";

/** Activities within the session's reach: those that were done there, and those for opportunities there. */
export function activityRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }) {
  const done = withinReach(session, "opportunities.read", { owner: "a.owner", day: "a.date" });
  const forDeal = withinReach(session, "opportunities.read", { owner: "o.owner", day: dayOfOpportunity });
  return tx
    .selectFrom(known("activities").as("a"))
    .leftJoin(known("opportunities").as("o"), "o.opportunity", "a.opportunity")
    .leftJoin(known("customers").as("c"), "c.customer", "a.customer")
    .leftJoin(known("people_personal").as("n"), "n.participant", "a.owner")
    .select(["a.activity", "a.kind", "a.date", "a.owner", "n.name as ownerName", "a.customer", "c.name as customerName"])
    .select(["a.opportunity", "o.name as opportunityName", "a.minutes"])
    .where(sql<SqlBool>`(${done} or ${forDeal})`);
}
