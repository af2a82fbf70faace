import { sql } from "kysely";
import { withinReach } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import type { Known } from "../../app/database/as-of.ts";
import type { Transaction } from "../../app/database/store.ts";
import { dayOfOpportunity } from "../opportunities/store.ts";

/** The stages of the opportunities within the session's reach, and for how many days each lasted until now or until the deal closed. */
export function stageRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }) {
  const end = sql`case when h."to" < 'infinity' then h."to" when o.outcome = 'open' then current_date else coalesce(o.closed, current_date) end`;
  return tx
    .selectFrom(known("stage_history").as("h"))
    .innerJoin(known("opportunities").as("o"), "o.opportunity", "h.opportunity")
    .select(["h.opportunity", "o.name", "h.stage", "h.from", "h.to"])
    .select(sql<number>`greatest(${end} - h."from", 0)`.as("days"))
    .where(withinReach(session, "opportunities.read", { owner: "o.owner", day: dayOfOpportunity }));
}
