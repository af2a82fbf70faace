import { sql } from "kysely";
import type { SignedIn } from "../../access/session.ts";
import { withinReach } from "../../access/reach/store.ts";
import type { Known } from "../../app/database/as-of.ts";
import { attributeList } from "../../app/database/fields.ts";
import type { Transaction } from "../../app/database/store.ts";

/** The business date of the opportunity `o`: a closed one is of the day it closed, an open one of today. */
export const dayOfOpportunity = sql`least(coalesce(o.closed, current_date), current_date)`;

/** Opportunities within the session's reach, with the names of what they refer to. */
export function opportunityRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }) {
  return tx
    .selectFrom(known("opportunities").as("o"))
    .leftJoin(known("customers").as("c"), "c.customer", "o.customer")
    .leftJoin(known("products").as("p"), "p.product", "o.product")
    .leftJoin(known("people_personal").as("n"), "n.participant", "o.owner")
    .select(["o.opportunity", "o.name", "o.customer", "c.name as customerName", "o.product", "p.name as productName", "o.owner"])
    .select(["n.name as ownerName", "o.stage", "o.outcome", "o.amount", "o.opened", "o.closed"])
    .select((e) => e.fn.coalesce("o.currency", e.val(session.company.currency)).as("currency"))
    .select(attributeList("o.attributes").as("attributes"))
    .where(withinReach(session, "opportunities.read", { owner: "o.owner", day: dayOfOpportunity }));
}
