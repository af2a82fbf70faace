import { sql } from "kysely";
import type { Transaction } from "../../../app/database/store.ts";
import type { DayCount } from "./periods.ts";

/** How many transactions the company has on each day on which it has any, as far as the session sees them. */
export async function transactionDays(tx: Transaction, companyId: number): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`select date::text as day, count(*)::int as transactions from transactions
    where company_id = ${companyId} and voided_at_change is null group by date order by date`.execute(tx);
  return rows;
}

/** Plan sets and periods of which published statements count. */
export async function publishedPeriods(tx: Transaction, companyId: number): Promise<{ readonly set: string; readonly period: string }[]> {
  return tx
    .selectFrom("statements as s")
    .innerJoin("calculations as c", (join) =>
      join.onRef("c.company_id", "=", "s.company_id").onRef("c.calculation_id", "=", "s.calculation_id"),
    )
    .select(["c.set", "s.period"])
    .distinct()
    .where("s.company_id", "=", companyId)
    .where("c.state", "=", "published")
    .execute();
}
