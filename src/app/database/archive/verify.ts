import { sql } from "kysely";
import type { Store, Transaction } from "../store.ts";
import { archivedTables } from "./catalog.ts";
import type { ArchivedTable } from "./catalog.ts";
import { INVARIANTS } from "./invariants.ts";

/** `hash` depends on the rows alone, not on their order or the engine. */
export type TableState = { readonly table: string; readonly rows: number; readonly hash: string };
export type Violation = { readonly invariant: string; readonly companyId: number; readonly detail: string };
export type Verification = { readonly tables: readonly TableState[]; readonly violations: readonly Violation[] };

/** Violations reported for each invariant at most. */
const REPORTED_MAX = 20;

/** Proves the stored data: a hash of every table's rows, to compare two databases, and the invariants of invariants.ts. */
export async function verifyStore(store: Store): Promise<Verification> {
  return store.snapshot(async (tx) => {
    const tables: TableState[] = [];
    const archived = await archivedTables(tx);
    for (const table of archived) tables.push(await tableState(tx, table));
    return { tables, violations: await violationsOf(tx) };
  });
}

async function tableState(tx: Transaction, table: ArchivedTable): Promise<TableState> {
  const row = sql`row(${sql.join(table.columns.map((column) => sql.ref(column)))})::text`;
  const { rows } = await sql<{ rows: number; hash: string }>`
    select count(*) as rows, coalesce(sum(('x' || substr(md5(${row}), 1, 15))::bit(60)::bigint), 0)::text as hash from ${sql.table(table.name)}`.execute(
    tx,
  );
  return { table: table.name, rows: rows[0]?.rows ?? 0, hash: rows[0]?.hash ?? "0" };
}

async function violationsOf(tx: Transaction): Promise<Violation[]> {
  const violations: Violation[] = [];
  for (const { name, violations: query } of INVARIANTS) {
    const { rows } = await sql<{
      company_id: number;
      detail: string;
    }>`select company_id, detail from (${query}) as found order by 1, 2 limit ${REPORTED_MAX}`.execute(tx);
    violations.push(...rows.map((row) => ({ invariant: name, companyId: row.company_id, detail: row.detail })));
  }
  return violations;
}
