import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { z } from "zod";
import { withinReach } from "../access/reach/store.ts";
import type { Known } from "../app/database/as-of.ts";
import type { Transaction as DatabaseTransaction } from "../app/database/store.ts";
import { formatMinor } from "../money/money.ts";
import type { earningSchema, linkedSchema, transactionSchema } from "./schemas.ts";
import { TRANSACTION_KINDS } from "./tables.ts";

export type TransactionKey = { readonly source: string; readonly transaction: string; readonly line: string };
type TransactionPage = z.infer<typeof transactionSchema>;
type Earning = z.infer<typeof earningSchema>;
type Linked = z.infer<typeof linkedSchema>;

/** The transactions `t` within a session's reach: those that are owned there, and those that a published calculation credits there. */
export function withinTransactions(session: Parameters<typeof withinReach>[0]): RawBuilder<SqlBool> {
  const owned = withinReach(session, "transactions.read", { owner: "t.owner", day: "t.date" });
  const credited = withinReach(session, "transactions.read", { owner: "credited.participant", day: "credited.date" });
  const published = sql`join calculations as made on made.company_id = credited.company_id and made.calculation_id = credited.calculation_id
    where credited.company_id = ${session.company.id} and made.published_change is not null and ${credited}`;
  // Whoever leads very many sees most rows: each is asked as it is read, and a page ends after so many.
  if (session.leadsMany)
    return sql<SqlBool>`(${owned} or exists (select from credits as credited ${published} and credited.transaction_id = t.transaction_id))`;
  // An array, not a subquery: with it an index finds the rows.
  return sql<SqlBool>`(${owned} or t.transaction_id = any (array(
    select credited.transaction_id from credits as credited ${published})))`;
}

/** One line of a transaction with its names, splits and what it earned, as known now or at a change (pay: now); undefined when there is none to see. */
export async function readTransaction(
  tx: DatabaseTransaction,
  { companyId, known }: { readonly companyId: number; readonly known: Known },
  key: TransactionKey,
  companyCurrency: string,
  within: RawBuilder<SqlBool>,
): Promise<TransactionPage | undefined> {
  const row = await tx
    .selectFrom(known("transactions").as("t"))
    .leftJoin(known("customers").as("c"), "c.customer", "t.customer")
    .leftJoin(known("products").as("p"), "p.product", "t.product")
    .leftJoin(known("territories").as("y"), "y.territory", "t.territory")
    .leftJoin(known("people_personal").as("o"), "o.participant", "t.owner")
    .selectAll("t")
    .select(["c.name as customer_name", "p.name as product_name", "y.name as territory_name", "o.name as owner_name"])
    .where("t.source", "=", key.source)
    .where("t.transaction", "=", key.transaction)
    .where("t.line", "=", key.line)
    .where(within)
    .executeTakeFirst();
  if (!row) return undefined;
  const { source, transaction, line, order, original, date, customer, product, territory, owner, position, amount, margin, quantity } = row;
  return {
    source,
    transaction,
    line,
    order,
    original,
    date,
    customer,
    product,
    territory,
    owner,
    position,
    amount,
    margin,
    quantity,
    kind: TRANSACTION_KINDS.find((kind) => kind === row.kind) ?? "order",
    orderDate: row.order_date,
    invoiceDate: row.invoice_date,
    paymentDate: row.payment_date,
    customerName: row.customer_name,
    productName: row.product_name,
    territoryName: row.territory_name,
    ownerName: row.owner_name,
    currency: row.currency ?? companyCurrency,
    voided: row.voided_at_change !== null,
    change: row.change_number,
    attributes: Object.entries(row.attributes).map(([name, value]) => ({ name, value: String(value) })),
    splits: await splitsOf(tx, known, key),
    linked: await linkedTo(tx, known, { ...key, original }, companyCurrency, within),
    earnings: await earningsOf(tx, companyId, row.transaction_id),
  };
}

function splitsOf(tx: DatabaseTransaction, known: Known, key: TransactionKey): Promise<TransactionPage["splits"]> {
  return tx
    .selectFrom(known("splits").as("s"))
    .select(["kind", "party", "role", "share"])
    .where("source", "=", key.source)
    .where("transaction", "=", key.transaction)
    .where("line", "=", key.line)
    .orderBy("kind")
    .orderBy("party")
    .orderBy("role")
    .execute();
}

/** So many lines that are linked are shown. */
const LINKED_MAX = 50;

/**
 * The line's original and what names it as its original, oldest first. An original is written as "T1" (all lines of T1) or "T1/1".
 * Only live lines within `within`.
 */
async function linkedTo(
  tx: DatabaseTransaction,
  known: Known,
  { source, transaction, line, original }: TransactionKey & { readonly original: string | null },
  companyCurrency: string,
  within: RawBuilder<SqlBool>,
): Promise<Linked[]> {
  const isOriginal = sql<SqlBool>`(t.transaction = ${original} or (t.transaction || '/' || t.line) = ${original})`;
  const rows = await tx
    .selectFrom(known("transactions").as("t"))
    .select(["t.source", "t.transaction", "t.line", "t.kind", "t.date", "t.amount", isOriginal.as("isOriginal")])
    .select((e) => e.fn.coalesce("t.currency", e.val(companyCurrency)).as("currency"))
    .where("t.source", "=", source)
    .where("t.voided_at_change", "is", null)
    .where((e) =>
      e.or([
        e("t.original", "in", [transaction, `${transaction}/${line}`]),
        ...(original === null ? [] : [e("t.transaction", "in", transactionsNamed(original)).and(isOriginal)]),
      ]),
    )
    .where(within)
    .orderBy("t.date")
    .orderBy("t.transaction")
    .orderBy("t.line")
    .limit(LINKED_MAX)
    .execute();
  return rows.map(({ isOriginal: first, kind, ...row }) => ({
    ...row,
    relation: first ? "original" : "follows",
    kind: TRANSACTION_KINDS.find((each) => each === kind) ?? "order",
  }));
}

/** The transactions that "a/b/1" may mean: itself, and what stands before its last stroke. */
function transactionsNamed(original: string): string[] {
  const stroke = original.lastIndexOf("/");
  return stroke < 0 ? [original] : [original, original.slice(0, stroke)];
}

/** The lines that the transaction made on statements of calculations that count: the latest of each plan set and period. */
async function earningsOf(tx: DatabaseTransaction, companyId: number, transactionId: number): Promise<Earning[]> {
  const { rows } = await sql<Omit<Earning, "amount" | "lineNo"> & { amount_minor: number; line_no: number }>`
    select c.set, c.state, l.participant, coalesce(person.name, l.participant) as name, l.period, l.component, l.line_no, l.amount_minor, l.currency
    from statement_lines l
    join calculations c on c.company_id = l.company_id and c.calculation_id = l.calculation_id and c.state in ('published', 'draft')
    left join people_personal person on person.company_id = l.company_id and person.participant = l.participant
    where l.company_id = ${companyId} and l.transaction_id = ${transactionId}
      and l.calculation_id = (
        select max(s.calculation_id) from statements s join calculations k on k.company_id = s.company_id and k.calculation_id = s.calculation_id
        where s.company_id = l.company_id and s.participant = l.participant and s.period = l.period and s.currency = l.currency
          and k.set = c.set and k.state in ('published', 'draft'))
    order by c.set, name, l.period, l.line_no`.execute(tx);
  return rows.map(({ amount_minor, line_no, ...row }) => ({
    ...row,
    lineNo: line_no,
    amount: formatMinor(BigInt(amount_minor), row.currency),
  }));
}
