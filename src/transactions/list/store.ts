import { sql } from "kysely";
import type { SignedIn } from "../../access/session.ts";
import type { Known } from "../../app/database/as-of.ts";
import { attributeList } from "../../app/database/fields.ts";
import type { Transaction } from "../../app/database/store.ts";
import { withinTransactions } from "../store.ts";

/** Transactions within the session's reach, with the names of what they refer to. */
export function transactionRows(tx: Transaction, { known, session }: { readonly known: Known; readonly session: SignedIn }) {
  return tx
    .selectFrom(known("transactions").as("t"))
    .leftJoin(known("customers").as("c"), "c.customer", "t.customer")
    .leftJoin(known("products").as("p"), "p.product", "t.product")
    .leftJoin(known("territories").as("y"), "y.territory", "t.territory")
    .leftJoin(known("people_personal").as("n"), "n.participant", "t.owner")
    .select(["t.source", "t.transaction", "t.line", "t.kind", "t.order", "t.original", "t.date"])
    .select(["t.order_date as orderDate", "t.invoice_date as invoiceDate", "t.payment_date as paymentDate"])
    .select(["t.customer", "c.name as customerName", "t.product", "p.name as productName", "t.territory", "y.name as territoryName"])
    .select(["t.owner", "n.name as ownerName", "t.position", "t.amount", "t.margin", "t.quantity", "t.change_number as change"])
    .select((e) => [
      e.fn.coalesce("t.currency", e.val(session.company.currency)).as("currency"),
      sql<boolean>`t.voided_at_change is not null`.as("voided"),
      attributeList("t.attributes").as("attributes"),
    ])
    .where(withinTransactions(session));
}
