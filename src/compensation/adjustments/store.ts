import { sql } from "kysely";
import type { Known } from "../../app/database/as-of.ts";
import type { Transaction } from "../../app/database/store.ts";

/** Adjustments with the names of whose pay they are and of the user who made them. Row security leaves them to those who see all pay. */
export function adjustmentRows(tx: Transaction, { known, companyId }: { readonly known: Known; readonly companyId: number }) {
  return tx
    .selectFrom(known("adjustments").as("a"))
    .leftJoin(known("people_personal").as("n"), "n.participant", "a.participant")
    .leftJoin("changes as c", (join) => join.onRef("c.change_number", "=", "a.change_number").on("c.company_id", "=", companyId))
    .innerJoin("companies as o", (join) => join.on("o.company_id", "=", companyId))
    .select(["a.adjustment", "a.participant", "n.name", "a.set", "a.calendar", "a.date", "a.amount", "a.reason"])
    .select(sql<string>`coalesce(a.currency, o.currency)`.as("currency"))
    .select(sql<number>`a.change_number`.as("change"))
    .select("c.actor as author");
}
