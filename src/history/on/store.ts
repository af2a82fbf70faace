import { sql } from "kysely";
import type { Transaction } from "../../app/database/store.ts";

/** The number of the last change that was recorded by the end of a day in UTC; 0 for none. */
export async function lastChangeBy(tx: Transaction, companyId: number, day: string): Promise<number> {
  const row = await tx
    .selectFrom("changes")
    .select("change_number")
    .where("company_id", "=", companyId)
    .where("recorded_at", "<", sql<Date>`((${day}::date + 1)::timestamp at time zone 'UTC')`)
    .orderBy("change_number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.change_number ?? 0;
}
