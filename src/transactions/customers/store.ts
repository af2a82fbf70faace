import type { Known } from "../../app/database/as-of.ts";
import { attributeList } from "../../app/database/fields.ts";
import type { Transaction } from "../../app/database/store.ts";

/** Customers with the names of their territories. */
export function customerRows(tx: Transaction, { known }: { readonly known: Known }) {
  return tx
    .selectFrom(known("customers").as("c"))
    .leftJoin(known("territories").as("y"), "y.territory", "c.territory")
    .select(["c.customer", "c.name", "c.segment", "c.territory", "y.name as territoryName"])
    .select(attributeList("c.attributes").as("attributes"));
}
