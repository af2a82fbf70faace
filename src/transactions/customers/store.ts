import { sql, type SqlBool } from "kysely";
import { reachOfActor } from "../../access/permissions.ts";
import type { SignedIn } from "../../access/session.ts";
import type { Known } from "../../app/database/as-of.ts";
import { attributeList } from "../../app/database/fields.ts";
import type { Transaction } from "../../app/database/store.ts";
import { withinTransactions } from "../store.ts";

/** Customers with the names of their territories; where the reach is less than the company, those of transactions within it. */
export function customerRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }) {
  const whole = reachOfActor(session, "customers.read") === "company";
  const sales = sql`transactions t where t.company_id = ${session.company.id} and ${withinTransactions(session)}`;
  const sold = session.leadsMany
    ? sql<SqlBool>`exists (select from ${sales} and t.customer = c.customer)`
    : sql<SqlBool>`c.customer in (select t.customer from ${sales})`;
  return tx
    .selectFrom(known("customers").as("c"))
    .leftJoin(known("territories").as("y"), "y.territory", "c.territory")
    .select(["c.customer", "c.name", "c.segment", "c.territory", "y.name as territoryName"])
    .select(attributeList("c.attributes").as("attributes"))
    .$if(!whole, (query) => query.where(sold));
}
