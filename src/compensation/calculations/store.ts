import { sql } from "kysely";
import type { z } from "zod";
import type { Transaction } from "../../app/database/store.ts";
import type { calculationSchema } from "./schemas.ts";

/** At most `limit` calculations, the latest first, older than `before`. */
export async function listCalculations(
  tx: Transaction,
  companyId: number,
  limit: number,
  before: number | undefined,
): Promise<z.infer<typeof calculationSchema>[]> {
  const rows = await tx
    .selectFrom("calculations as c")
    .select([
      "c.calculation_id",
      "c.set",
      "c.period",
      "c.state",
      "c.created_at",
      "c.input_change_number",
      "c.engine_version",
      "c.plan_versions",
      "c.error",
    ])
    .select((e) =>
      e
        .selectFrom("statements as s")
        .select(sql<number>`count(*)::int`.as("count"))
        .whereRef("s.company_id", "=", "c.company_id")
        .whereRef("s.calculation_id", "=", "c.calculation_id")
        .as("statements"),
    )
    .where("c.company_id", "=", companyId)
    .$if(before !== undefined, (query) => query.where("c.calculation_id", "<", before ?? 0))
    .orderBy("c.calculation_id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    calculation: row.calculation_id,
    set: row.set,
    period: row.period,
    state: row.state,
    calculatedAt: row.created_at.toISOString(),
    inputChange: row.input_change_number,
    engineVersion: row.engine_version,
    plans: row.plan_versions.map(({ plan, version }) => ({ plan, version })),
    statements: row.statements ?? 0,
    error: row.error,
  }));
}
