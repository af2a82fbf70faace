import { type RawBuilder, sql } from "kysely";
import { HISTORIC_TABLES } from "../../src/app/database/as-of.ts";
import type { Store, Transaction } from "../../src/app/database/store.ts";

/** One text that stands for everything a company put in: the rows of every table without the numbers that the database gave them. */
export function inputsOf(store: Store): Promise<string> {
  return store.system(async (tx) => {
    const parts: string[] = [];
    for (const table of HISTORIC_TABLES)
      parts.push(
        `${table} ${await hashOf(tx, sql`select to_jsonb(t) - array['company_id', 'transaction_id', 'change_number'] as content from ${sql.table(table)} t`)}`,
      );
    return parts.join("\n");
  });
}

/** One text that stands for everything a participant can see: statements, lines and credits of the published calculations. */
export function resultsOf(store: Store): Promise<string> {
  return store.system(async (tx) => {
    const parts: string[] = [];
    for (const table of ["statements", "statement_lines", "credits"] as const)
      parts.push(
        `${table} ${await hashOf(tx, sql`select to_jsonb(t) - array['calculation_id'] as content from ${sql.table(table)} t join calculations c using (company_id, calculation_id) where c.state = 'published'`)}`,
      );
    return parts.join("\n");
  });
}

async function hashOf(tx: Transaction, rows: RawBuilder<unknown>): Promise<string> {
  const found = await sql<{
    text: string;
  }>`select count(*) || ' ' || coalesce(md5(string_agg(hash, '' order by hash)), '') as text from (select md5(content::text) as hash from (${rows}) r) hashed`.execute(
    tx,
  );
  return found.rows[0]?.text ?? "";
}

/** What has not ended: imports, calculations, staging tables. Empty when there is nothing. */
export async function leftovers(store: Store): Promise<string> {
  return store.system(async (tx) => {
    const { rows } = await sql<{ what: string }>`
      select 'import ' || import_id as what from imports where state = 'staging'
      union all select 'calculation ' || calculation_id from calculations where state = 'running'
      union all select 'table ' || relname from pg_class where relispartition and relname like '%\\_staging\\_%'`.execute(tx);
    return rows.map(({ what }) => what).join(", ");
  });
}
