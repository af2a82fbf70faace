import type { Known } from "../../app/database/as-of.ts";
import { attributeList } from "../../app/database/fields.ts";
import type { Transaction } from "../../app/database/store.ts";

/** Products. */
export function productRows(tx: Transaction, { known }: { readonly known: Known }) {
  return tx
    .selectFrom(known("products").as("p"))
    .select(["p.product", "p.name", "p.family", "p.price"])
    .select(attributeList("p.attributes").as("attributes"));
}
