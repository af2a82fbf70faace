import { sql } from "kysely";
import type { Known } from "../../app/database/as-of.ts";
import type { Transaction } from "../../app/database/store.ts";

/** Plan versions with what their documents say at the top. */
export function planRows(tx: Transaction, { known }: { readonly known: Known }) {
  return tx
    .selectFrom(known("plans").as("p"))
    .select(["p.set", "p.plan", "p.version", "p.hash", "p.change_number as change"])
    .select([
      sql<string>`p.document ->> 'name'`.as("name"),
      sql<string>`p.document ->> 'currency'`.as("currency"),
      sql<string>`p.document ->> 'payPeriod'`.as("payPeriod"),
      sql<string>`(p.document -> 'effective' ->> 'from')::date`.as("from"),
      sql<string | null>`(p.document -> 'effective' ->> 'to')::date`.as("to"),
      sql<number>`jsonb_array_length(p.document -> 'components')`.as("components"),
    ]);
}
