import { sql } from "kysely";
import type { SignedIn } from "../../access/session.ts";
import { seesPay } from "../../access/store.ts";
import type { Transaction } from "../../app/database/store.ts";
import type { Reasoned } from "./reasoned.ts";
import { CREDITED_REASONS, OPEN_REASONS, UNPAID_REASONS } from "./reasons.ts";
import type { NewOwnership, OwnershipPreview, TransactionKey } from "./schemas.ts";

/** The kind of changes that give transactions other owners, and of those that take them back. */
export const OWNERSHIP = "ownership";

export function undoReason(change: number): string {
  return `Ownership change ${change} undone`;
}

/** The transactions of the worklist with the names of what they refer to. */
export function worklistRows(tx: Transaction, { company }: SignedIn, { ids, codes }: Reasoned) {
  const reason = sql<string>`(${[...UNPAID_REASONS]}::text[])[w.code]`;
  const isOneOf = (reasons: ReadonlySet<string>) => sql<boolean>`${reason} = any (${[...reasons]}::text[])`;
  return tx
    .selectFrom(
      sql<{ id: number; code: number }>`(select * from unnest(${ids}::bigint[], ${codes}::integer[]) as found (id, code))`.as("w"),
    )
    .innerJoin("transactions as t", (join) => join.onRef("t.transaction_id", "=", "w.id").on("t.company_id", "=", company.id))
    .leftJoin("customers as c", (join) => join.onRef("c.company_id", "=", "t.company_id").onRef("c.customer", "=", "t.customer"))
    .leftJoin("products as p", (join) => join.onRef("p.company_id", "=", "t.company_id").onRef("p.product", "=", "t.product"))
    .leftJoin("people_personal as n", (join) => join.onRef("n.company_id", "=", "t.company_id").onRef("n.participant", "=", "t.owner"))
    .select(["t.source", "t.transaction", "t.line", "t.kind", "t.date", "t.customer", "c.name as customerName", "t.product"])
    .select(["p.name as productName", "t.owner", "n.name as ownerName", "t.position", "t.amount", "t.change_number as change"])
    .select((e) => [e.fn.coalesce("t.currency", e.val(company.currency)).as("currency"), reason.as("reason")])
    .select([isOneOf(CREDITED_REASONS).as("credited"), isOneOf(OPEN_REASONS).as("open")]);
}

/** Rows of transactions that the latest published imports hold back because of their splits, and that no import has taken since. */
export async function heldBack(tx: Transaction, companyId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct r.value)::int as count from import_rejections r
    where r.company_id = ${companyId} and r.code = 'split-refused'
      and not exists (select from transactions t where t.company_id = r.company_id and t.transaction = r.value and t.voided_at_change is null)`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}

/** Changes of ownership with how many transactions each concerned. */
export function ownershipRows(tx: Transaction, companyId: number) {
  return tx
    .selectFrom("changes as c")
    .select(["c.change_number as change", "c.recorded_at as at", "c.actor", "c.reason"])
    .select((e) =>
      e
        .selectFrom("history as h")
        .select(sql<number>`count(distinct (h.row_key ->> 'source', h.row_key ->> 'transaction', h.row_key ->> 'line'))::int`.as("count"))
        .whereRef("h.company_id", "=", "c.company_id")
        .whereRef("h.superseded_by", "=", "c.change_number")
        .where("h.table_name", "=", "transactions")
        .as("transactions"),
    )
    .select(
      sql<boolean>`exists (select from changes u where u.company_id = c.company_id and u.kind = ${OWNERSHIP}
      and u.reason = 'Ownership change ' || c.change_number || ' undone')`.as("undone"),
    )
    .select(sql<boolean>`c.reason ~ '^Ownership change \\d+ undone$'`.as("undo"))
    .where("c.company_id", "=", companyId)
    .where("c.kind", "=", OWNERSHIP);
}

export async function isUndone(tx: Transaction, companyId: number, change: number): Promise<boolean> {
  const found = await tx
    .selectFrom("changes")
    .select("change_number")
    .where("company_id", "=", companyId)
    .where("kind", "=", OWNERSHIP)
    .where("reason", "=", undoReason(change))
    .where("change_number", "<>", sql<number>`attain_change()`)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * What a session sees of a preview, which the engine worked out on all rows: row security decides on the transactions, on whose credit and on
 * whose pay, as it would on rows. Undefined where it does not see each of the transactions.
 */
export async function asSeen(
  tx: Transaction,
  companyId: number,
  keys: readonly TransactionKey[],
  preview: OwnershipPreview,
): Promise<OwnershipPreview | undefined> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${keysOf(keys)}
    join transactions t on t.company_id = ${companyId} and (t.source, t.transaction, t.line) = (k.source, k.transaction, k.line)`.execute(
    tx,
  );
  if (rows[0]?.count !== keys.length) return undefined;
  const named = [...new Set(preview.credits.map(({ participant }) => participant))];
  const hidden = new Set(await unknownParticipants(tx, companyId, named));
  const credits = preview.credits.filter(({ participant }) => !hidden.has(participant));
  const people = named.length - hidden.size;
  if (preview.pay === null) return { ...preview, credits, people };
  const pay: NonNullable<OwnershipPreview["pay"]>[number][] = [];
  for (const moved of preview.pay) if (await seesPay(tx, moved.participant)) pay.push(moved);
  return { ...preview, credits, people, pay };
}

/** Those of the transactions that are not there any more, or were changed after change `seen`. */
export async function changedSince(
  tx: Transaction,
  companyId: number,
  keys: readonly TransactionKey[],
  seen: number,
): Promise<{ readonly missing: string[]; readonly changed: string[] }> {
  const { rows } = await sql<{ transaction: string; missing: boolean; changed: boolean }>`
    select k.transaction, t.transaction_id is null as missing, coalesce(t.change_number > ${seen}, false) or exists (
        select from splits s where s.company_id = ${companyId} and (s.source, s.transaction, s.line) = (k.source, k.transaction, k.line) and s.change_number > ${seen}
      ) as changed
    from ${keysOf(keys)} left join transactions t on t.company_id = ${companyId}
      and (t.source, t.transaction, t.line) = (k.source, k.transaction, k.line) and t.voided_at_change is null`.execute(tx);
  const named = (wanted: "missing" | "changed"): string[] => rows.filter((row) => row[wanted]).map(({ transaction }) => transaction);
  return { missing: named("missing"), changed: named("changed") };
}

/** Gives transactions other owners under the change that is being published: one owner, or a split between several. */
export async function setOwners(
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  { transactions, owners }: NewOwnership,
): Promise<void> {
  const only = owners.length === 1 ? owners[0]?.participant : undefined;
  await sql`
    update transactions t set position = null, change_number = ${changeNumber}${only === undefined ? sql`` : sql`, owner = ${only}`}
    from ${keysOf(transactions)}
    where t.company_id = ${companyId} and (t.source, t.transaction, t.line) = (k.source, k.transaction, k.line)`.execute(tx);
  await sql`
    delete from splits s using ${keysOf(transactions)}
    where s.company_id = ${companyId} and s.kind = 'split' and (s.source, s.transaction, s.line) = (k.source, k.transaction, k.line)`.execute(
    tx,
  );
  if (only !== undefined) return;
  for (const { participant, share } of owners)
    await sql`
      insert into splits (company_id, source, transaction, line, kind, party, share)
      select ${companyId}::bigint, k.source, k.transaction, k.line, 'split', ${participant}::text, ${share}::numeric from ${keysOf(transactions)}`.execute(
      tx,
    );
}

function keysOf(keys: readonly TransactionKey[]) {
  const column = (name: keyof TransactionKey) => sql`${keys.map((key) => key[name])}::text[]`;
  return sql`unnest(${column("source")}, ${column("transaction")}, ${column("line")}) as k (source, transaction, line)`;
}

/** The participants among these that are not there. */
export async function unknownParticipants(tx: Transaction, companyId: number, wanted: readonly string[]): Promise<string[]> {
  if (wanted.length === 0) return [];
  const known = await tx
    .selectFrom("people")
    .select("participant")
    .where("company_id", "=", companyId)
    .where("participant", "in", [...wanted])
    .execute();
  const found = new Set(known.map(({ participant }) => participant));
  return wanted.filter((participant) => !found.has(participant));
}
