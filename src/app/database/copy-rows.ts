import { sql } from "kysely";
import type { Database } from "./schema.ts";
import type { Store, Transaction } from "./store.ts";

/**
 * Loads binary COPY chunks into a table under row security, which COPY itself refuses: into a temporary table first,
 * then by one insert that the policies check. Gives the number of rows. `columns` are the columns of the chunks, in order;
 * the table's other columns take their defaults.
 */
export async function copyRows(
  store: Store,
  tx: Transaction,
  table: keyof Database,
  columns: readonly string[],
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const temporary = `loading_${table}`;
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`create temporary table ${sql.table(temporary)} on commit drop as select ${list} from ${sql.table(table)} with no data`.execute(
    tx,
  );
  const names = columns.map((column) => `"${column}"`).join(", ");
  const count = await store.copyIn(tx, `copy "${temporary}" (${names}) from stdin (format binary)`, chunks);
  await sql`insert into ${sql.table(table)} (${list}) select ${list} from ${sql.table(temporary)}`.execute(tx);
  await sql`drop table ${sql.table(temporary)}`.execute(tx);
  return count;
}
