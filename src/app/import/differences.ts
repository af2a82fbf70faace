import { type RawBuilder, sql } from "kysely";
import { asOf, HISTORIC_TABLES, type HistoricTable } from "../database/as-of.ts";
import type { Transaction } from "../database/store.ts";

/** One row that an import makes, changes or removes: its content before and after, by the database's columns. */
export type Difference = {
  readonly table: string;
  readonly kind: "new" | "changed" | "removed";
  readonly key: Readonly<Record<string, unknown>>;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
};

const DIFFERENCES_MAX = 20;
/** New rows that are shown of each table, so that no table hides the others. */
const NEW_MAX = 5;
/** Columns that say nothing of the business. */
const INTERNAL = ["company_id", "change_number", "bucket", "transaction_id"];

/** The first rows that differ by the change that is being published: those that change or go first, then new ones. */
export async function differencesOf(tx: Transaction, companyId: number, changeNumber: number): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  for (const table of HISTORIC_TABLES) {
    if (found.length >= DIFFERENCES_MAX) return found;
    found.push(...(await changed(tx, companyId, changeNumber, table, DIFFERENCES_MAX - found.length)));
  }
  for (const table of HISTORIC_TABLES) {
    if (found.length >= DIFFERENCES_MAX) return found;
    if (table !== "companies")
      found.push(...(await added(tx, companyId, changeNumber, table, Math.min(NEW_MAX, DIFFERENCES_MAX - found.length))));
  }
  return found;
}

async function changed(
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  table: HistoricTable,
  limit: number,
): Promise<Difference[]> {
  const { rows } = await sql<{ key: Difference["key"]; before: Record<string, unknown> }>`
    select row_key as key, row - ${INTERNAL}::text[] as before from history
    where company_id = ${companyId} and table_name = ${table} and superseded_by = ${changeNumber} order by history_id limit ${limit}`.execute(
    tx,
  );
  const differences: Difference[] = [];
  for (const { key, before } of rows) {
    const { rows: live } = await sql<{ after: Record<string, unknown> }>`
      select to_jsonb(t) - ${INTERNAL}::text[] as after from ${sql.table(table)} t where t.company_id = ${companyId} and ${matches(table, key)}`.execute(
      tx,
    );
    const after = live[0]?.after;
    const removed =
      after === undefined ||
      ((after["voided_at_change"] ?? null) !== (before["voided_at_change"] ?? null) && after["voided_at_change"] !== null);
    differences.push({ table, kind: removed ? "removed" : "changed", key, before, after: removed ? null : (after ?? null) });
  }
  return differences;
}

async function added(tx: Transaction, companyId: number, changeNumber: number, table: HistoricTable, limit: number): Promise<Difference[]> {
  const keys = await keyColumns(tx, table);
  const { rows } = await sql<{ after: Record<string, unknown> }>`
    select to_jsonb(t) - ${INTERNAL}::text[] as after from ${sql.table(table)} t
    where t.company_id = ${companyId} and t.change_number = ${changeNumber}
      and not exists (select from ${asOf(table, companyId, changeNumber - 1)} o where ${sql.join(
        keys.map((key) => sql`${sql.ref(`o.${key}`)} = ${sql.ref(`t.${key}`)}`),
        sql` and `,
      )})
    limit ${limit}`.execute(tx);
  return rows.map(({ after }) => ({
    table,
    kind: "new",
    key: Object.fromEntries(keys.map((key) => [key, after[key]])),
    before: null,
    after,
  }));
}

/** The columns by which the history knows the rows of a table: the arguments of its trigger. */
export async function keyColumns(tx: Transaction, table: HistoricTable): Promise<readonly string[]> {
  const { rows } = await sql<{ keys: string }>`
    select encode(tgargs, 'escape') as keys from pg_trigger where tgrelid = ${table}::regclass and tgname = 'keep_history'`.execute(tx);
  return (rows[0]?.keys ?? "").split("\\000").filter((key) => key !== "");
}

/** The condition on `t` for the row with a key of the history. */
export function matches(table: HistoricTable, key: Readonly<Record<string, unknown>>): RawBuilder<unknown> {
  return sql.join(
    Object.entries(key).map(([column, value]) => {
      const text = String(value);
      if (column === "from") return sql`${sql.ref(`t.${column}`)} = ${text}::date`;
      return column === "company_id" || (column === "version" && table === "plans")
        ? sql`${sql.ref(`t.${column}`)}::text = ${text}`
        : sql`${sql.ref(`t.${column}`)} = ${text}`;
    }),
    sql` and `,
  );
}
