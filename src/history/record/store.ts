import { type RawBuilder, sql } from "kysely";
import type { RecordPart } from "../store.ts";
import { KEPT, type KeptTable, type KeptTableName } from "../tables.ts";

/**
 * The rows of a table that belong to a record, by the first columns of their key: `["crm", "T1", "1"]` of `splits` are those of that line.
 * Conditions compare plain columns, so that the indexes serve below row security.
 */
export function partByKey(table: KeptTableName, values: readonly string[]): RecordPart {
  const { key }: KeptTable = KEPT[table];
  const object = values.join(" / ");
  const whole = values.length === key.length;
  return {
    table,
    kept: whole ? sql`h.object = ${object}` : sql`h.object >= ${`${object} / `} and h.object < ${`${object} /!`}`,
    live: all(values.map((value, index) => sql`t.${sql.id(key[index] ?? "")}::text = ${value}`)),
  };
}

/** The rows of a table that belong to a seat. */
export function partOfSeat(table: KeptTableName, position: string): RecordPart {
  return { table, kept: sql`h.position = ${position}`, live: sql`t.position = ${position}` };
}

/** The rows of a table that name the record in a column outside their key. For small tables: no index serves. */
export function partByColumn(table: KeptTableName, column: string, value: string): RecordPart {
  return { table, kept: sql`h.row ->> ${column}::text = ${value}`, live: sql`t.${sql.id(column)} = ${value}` };
}

function all(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(conditions, sql` and `);
}

/** Whether a query gives any row. */
export async function isThere(query: { limit(count: number): { execute(): Promise<readonly unknown[]> } }): Promise<boolean> {
  return (await query.limit(1).execute()).length > 0;
}
