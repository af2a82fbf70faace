import { sql } from "kysely";
import type { Transaction } from "../store.ts";

export type ArchivedTable = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
  readonly sequences: readonly string[];
};

/**
 * Every table that a backup carries, from the catalog: all but the migrator's, the staging of unfinished imports,
 * live sessions (a copy of the database must not sign anybody in), and what is derived (`reports`), part of the program (`protections`) or soon over (`rate_limits`, `outbox`), in an order in which foreign keys hold. Columns leave out computed ones; `sequences` are the columns numbered by the database.
 */
export async function archivedTables(tx: Transaction): Promise<ArchivedTable[]> {
  const { rows } = await sql<ArchivedTable>`
    select
      c.relname as name,
      (select json_agg(a.attname order by a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select json_agg(a.attname order by position) from pg_index i, unnest(i.indkey) with ordinality as key (attnum, position)
        join pg_attribute a on a.attnum = key.attnum where i.indrelid = c.oid and a.attrelid = c.oid and i.indisprimary), '[]') as key,
      coalesce((select json_agg(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attidentity <> ''), '[]') as sequences
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not like 'kysely%' and c.relname not like '%\\_staging' and c.relname not in ('session', 'verification', 'reports', 'protections', 'rate_limits', 'outbox')
    order by (select count(*) from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'), c.relname`.execute(tx);
  return rows;
}

/** A name quoted for a statement that cannot take it as a parameter (COPY). */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function columnList(table: ArchivedTable): string {
  return table.columns.map(quoted).join(", ");
}
