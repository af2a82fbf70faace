import type { Known } from "../../app/database/as-of.ts";
import type { Transaction } from "../../app/database/store.ts";

/** Dated reporting lines with the titles of both seats. Row security leaves those that the session may see. */
export function reportingLineRows(tx: Transaction, { known }: { readonly known: Known }) {
  return tx
    .selectFrom(known("reporting_lines").as("l"))
    .leftJoin(known("positions").as("p"), "p.position", "l.position")
    .leftJoin(known("positions").as("above"), "above.position", "l.parent")
    .select(["l.position", "p.title", "l.parent", "above.title as parentTitle", "l.from", "l.to"]);
}
