import { type RawBuilder, sql } from "kysely";
import { splits, transactions } from "../../transactions/tables.ts";
import { run } from "../database/dialect.ts";
import { analyzeStaging, stagingTable } from "../database/staging.ts";
import type { Transaction } from "../database/store.ts";
import type { ReplaceScope } from "../files/inputs.ts";
import type { Claim } from "./record.ts";
import { storedColumns } from "./stored-columns.ts";

export type Written = { readonly new: number; readonly changed: number; readonly voided: number };

const affected = async (statement: RawBuilder<unknown>, tx: Transaction): Promise<number> =>
  Number((await statement.execute(tx)).numAffectedRows ?? 0n);

/** Merges the staged transactions into the company's: new ones are inserted, those that differ updated (the old version goes to history). */
export async function publishTransactions(
  tx: Transaction,
  { companyId, importId }: Claim,
  changeNumber: number,
  replaced: readonly ReplaceScope[],
): Promise<Written> {
  const staged = sql.table(stagingTable("transactions", importId));
  const columns = [...storedColumns(transactions).map(({ column }) => column), "attributes"];
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const sameKey = sql`t.company_id = ${companyId} and t.source = s.source and t.transaction = s.transaction and t.line = s.line`;
  const { known, empty } = (
    await sql<{
      known: boolean;
      empty: boolean;
    }>`select exists (select from transactions where company_id = ${companyId}) as known, not exists (select from transactions) as empty`.execute(
      tx,
    )
  ).rows[0] ?? { known: true, empty: false };
  if (known) await analyzeStaging(tx, importId);
  const absent = known ? sql`where not exists (select from transactions t where ${sameKey})` : sql``;
  await sql`set local enable_nestloop = off`.execute(tx);
  const insert = () =>
    affected(
      sql`insert into transactions (company_id, change_number, ${list}) select ${companyId}::bigint, ${changeNumber}::bigint, ${list} from ${staged} s ${absent}`,
      tx,
    );
  const inserted = empty ? await withoutIndexes(tx, insert) : await insert();
  if (!known) return { new: inserted, changed: 0, voided: 0 };
  const content = columns.filter((column) => !transactions.key.includes(column));
  const changed = await affected(
    sql`update transactions t set ${sql.join(content.map((column) => sql`${sql.ref(column)} = ${sql.ref(`s.${column}`)}`))}, voided_at_change = null, change_number = ${changeNumber}
      from ${staged} s
      where ${sameKey} and t.change_number <> ${changeNumber}
        and (t.voided_at_change is not null or (${sql.join(content.map((column) => sql.ref(`t.${column}`)))}) is distinct from (${sql.join(content.map((column) => sql.ref(`s.${column}`)))}))`,
    tx,
  );
  let voided = 0;
  for (const scope of replaced) voided += await voidAbsent(tx, companyId, changeNumber, staged, scope);
  return { new: inserted, changed, voided };
}

/**
 * The first rows of an empty table are inserted before its indexes are built: sorting once costs a fraction of a million insertions at
 * random places. A key that stands twice is refused by the build. Nobody waits for the lock: there is nothing to read yet.
 */
async function withoutIndexes<T>(tx: Transaction, insert: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ drop: string; build: string }>`
    select case when k.oid is null then format('drop index %I', c.relname) else format('alter table transactions drop constraint %I', k.conname) end as drop,
      case when k.oid is null then pg_get_indexdef(c.oid) else format('alter table transactions add constraint %I %s', k.conname, pg_get_constraintdef(k.oid)) end as build
    from pg_index i join pg_class c on c.oid = i.indexrelid left join pg_constraint k on k.conindid = c.oid
    where i.indrelid = 'transactions'::regclass order by i.indexrelid`.execute(tx);
  for (const { drop } of rows) await run(tx, drop);
  const result = await insert();
  for (const { build } of rows) await run(tx, build);
  return result;
}

/** Rows of the source and date range that a replacing file no longer has are voided: kept, but they count no more. */
async function voidAbsent(
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  staged: RawBuilder<unknown>,
  { source, from, to }: ReplaceScope,
): Promise<number> {
  return affected(
    sql`update transactions t set voided_at_change = ${changeNumber}, change_number = ${changeNumber}
      where t.company_id = ${companyId} and t.source = ${source} and t.voided_at_change is null
        and t.date >= coalesce(${from}::date, '-infinity') and t.date < coalesce(${to}::date, 'infinity')
        and not exists (select from ${staged} s where s.source = t.source and s.transaction = t.transaction and s.line = t.line)`,
    tx,
  );
}

/** The parties of a transaction are replaced together: a party that its splits of one kind no longer name is removed. */
export async function publishSplits(tx: Transaction, { companyId, importId }: Claim, changeNumber: number): Promise<Written> {
  const staged = sql.table(stagingTable("splits", importId));
  const columns = storedColumns(splits).map(({ column }) => column);
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const sameLine = sql`s.source = t.source and s.transaction = t.transaction and s.line = t.line and s.kind = t.kind`;
  const sameKey = sql`${sameLine} and s.party = t.party and s.role = t.role`;
  await sql`set local enable_nestloop = off`.execute(tx);
  const removed = await affected(
    sql`delete from splits t where t.company_id = ${companyId} and exists (select from ${staged} s where ${sameLine}) and not exists (select from ${staged} s where ${sameKey})`,
    tx,
  );
  const changed = await affected(
    sql`update splits t set share = s.share, change_number = ${changeNumber} from ${staged} s where t.company_id = ${companyId} and ${sameKey} and t.share <> s.share`,
    tx,
  );
  const inserted = await affected(
    sql`insert into splits (company_id, change_number, ${list}) select ${companyId}::bigint, ${changeNumber}::bigint, ${list} from ${staged} s
      where not exists (select from splits t where t.company_id = ${companyId} and ${sameKey})`,
    tx,
  );
  return { new: inserted, changed, voided: removed };
}
