import { sql } from "kysely";
import type { Transaction } from "../../app/database/store.ts";

/** The day of the company's earliest transaction that the session sees; null where there is none. */
export async function firstTransactionDay(tx: Transaction, companyId: number): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`select min(date)::text as day from transactions 
    where company_id = ${companyId} and voided_at_change is null`.execute(tx);
  return rows[0]?.day ?? null;
}
