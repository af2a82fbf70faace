import { sql } from "kysely";
import type { Transaction } from "./store.ts";

/** Tables that may come by the million and are staged; the rows of all others fit in memory until they are published. */
export const STAGED_TABLES = ["transactions", "splits"] as const;
export type StagedTable = (typeof STAGED_TABLES)[number];

/** Kind of a row in the staging of splits that only says: a split of this transaction was refused. */
export const REFUSED_SPLIT = "refused";

/** The import's own partition, the target of its COPY. */
export function stagingTable(table: StagedTable, importId: number): string {
  if (!Number.isSafeInteger(importId) || importId < 0) throw new RangeError(`import id ${importId}`);
  return `${table}_staging_${importId}`;
}

/**
 * Creates the import's partitions of the staging tables, unless they exist (a resumed import). Run as system. `unlogged`: they are
 * not written to the log, and a crash of the database itself empties them.
 */
export async function openStaging(tx: Transaction, importId: number, unlogged = false): Promise<void> {
  for (const table of STAGED_TABLES) {
    const parent = sql.table(`${table}_staging`);
    await sql`create ${sql.raw(unlogged ? "unlogged " : "")}table if not exists ${sql.table(stagingTable(table, importId))} partition of ${parent} for values in (${sql.lit(importId)})`.execute(
      tx,
    );
  }
}

/** Statistics for the planner before publishing: without them an anti-join of a million rows may loop for ever. */
export async function analyzeStaging(tx: Transaction, importId: number): Promise<void> {
  for (const table of STAGED_TABLES) await sql`analyze ${sql.table(stagingTable(table, importId))}`.execute(tx);
}

/** Drops what an import staged, after it was published or cancelled. Run as system. */
export async function dropStaging(tx: Transaction, importId: number): Promise<void> {
  for (const table of STAGED_TABLES) await sql`drop table if exists ${sql.table(stagingTable(table, importId))}`.execute(tx);
}

/** Removes rows of batches after `lastBatch`, so that a resumed import continues from its last committed progress. */
export async function dropBatchesAfter(tx: Transaction, importId: number, lastBatch: number): Promise<void> {
  for (const table of STAGED_TABLES) {
    await sql`delete from ${sql.table(stagingTable(table, importId))} where batch > ${lastBatch}`.execute(tx);
  }
}

/** How many rows stand in the import's partition. */
export async function countStaged(tx: Transaction, table: StagedTable, importId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(stagingTable(table, importId))}`.execute(tx);
  return rows[0]?.count ?? 0;
}
