import type { Known } from "../app/database/as-of.ts";
import { attributeList } from "../app/database/fields.ts";
import type { Transaction } from "../app/database/store.ts";

/** Territories with the names of those above. */
export function territoryRows(tx: Transaction, { known }: { readonly known: Known }) {
  return tx
    .selectFrom(known("territories").as("y"))
    .leftJoin(known("territories").as("above"), "above.territory", "y.parent")
    .select(["y.territory", "y.name", "y.parent", "above.name as parentName"])
    .select(attributeList("y.attributes").as("attributes"));
}
