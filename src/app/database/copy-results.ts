import type { Store, Transaction } from "./store.ts";

/** What a calculation writes, a row a participant or more: may come by the million. */
export const RESULT_TABLES = ["statements", "statement_lines", "credits"] as const;
export type ResultTable = (typeof RESULT_TABLES)[number];

/**
 * Loads binary COPY chunks into the partition that holds the rows of a result table (migration 0007). No policy checks them: run as system,
 * in a transaction that has proven the right to write. Gives the number of rows. `columns` are the columns of the chunks, in order.
 */
export function copyResults(
  store: Store,
  tx: Transaction,
  table: ResultTable,
  columns: readonly string[],
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const names = columns.map((column) => `"${column}"`).join(", ");
  return store.copyIn(tx, `copy "${table}_all" (${names}) from stdin (format binary)`, chunks);
}
