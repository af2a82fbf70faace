import { type RawBuilder, sql } from "kysely";

/** Attributes (a jsonb object) as a list of their names and values, by name. */
export function attributeList(column: string): RawBuilder<{ name: string; value: string }[]> {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('name', entry.key, 'value', coalesce(entry.value, '')) order by entry.key), '[]') from jsonb_each_text(${sql.ref(column)}) entry)`;
}
