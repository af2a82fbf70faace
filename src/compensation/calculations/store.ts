import { sql } from "kysely";
import type { z } from "zod";
import type { Transaction } from "../../app/database/store.ts";
import { changedInputs } from "../comparison/store.ts";
import type { Finding } from "../statements/statement.ts";
import { groupFindings } from "./findings.ts";
import type { calculationPageSchema, calculationSchema } from "./schemas.ts";

/** The company's calculations. */
export function calculationRows(tx: Transaction, companyId: number) {
  return tx
    .selectFrom(calculationQuery(tx, companyId).as("c"))
    .select(["c.calculation_id as calculation", "c.set", "c.period", "c.state", "c.created_at as calculatedAt", "c.error"])
    .select(["c.input_change_number as inputChange", "c.engine_version as engineVersion", "c.statements"])
    .select(
      sql<object>`(select coalesce(jsonb_agg(jsonb_build_object('plan', v ->> 'plan', 'version', v ->> 'version')), '[]')
        from jsonb_array_elements(c.plan_versions) v)`.as("plans"),
    );
}

function calculationQuery(tx: Transaction, companyId: number) {
  return tx
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
    .where("c.company_id", "=", companyId);
}

type CalculationRow = Awaited<ReturnType<ReturnType<typeof calculationQuery>["executeTakeFirstOrThrow"]>>;

function calculationOf(row: CalculationRow): z.infer<typeof calculationSchema> {
  return {
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
  };
}

/** What `calculation_summaries` keeps of a calculation (app/calculation/finish.ts). */
type StoredSummary = {
  readonly counts: { readonly transactions: number; readonly credited: number; readonly withoutOwner: number };
  readonly totals: readonly { readonly currency: string; readonly amount: string; readonly statements: number }[];
  readonly blocking: number;
  readonly findings: readonly Finding[];
};

/** One calculation with its totals and findings, and which inputs have changed since; undefined when there is none to see. */
export async function readCalculation(
  tx: Transaction,
  companyId: number,
  calculation: number,
): Promise<z.infer<typeof calculationPageSchema> | undefined> {
  const row = await calculationQuery(tx, companyId)
    .select("c.published_change")
    .where("c.calculation_id", "=", calculation)
    .executeTakeFirst();
  if (!row) return undefined;
  const stored = await tx
    .selectFrom("calculation_summaries")
    .select("summary")
    .where("company_id", "=", companyId)
    .where("calculation_id", "=", calculation)
    .executeTakeFirst();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by finishDraft alone
  const summary = stored?.summary as StoredSummary | undefined;
  const { transactions: count, credited, withoutOwner } = summary?.counts ?? {};
  const later = await changedInputs(tx, companyId, { from: row.input_change_number, to: Number.MAX_SAFE_INTEGER });
  return {
    ...calculationOf(row),
    publishedChange: row.published_change,
    totals: summary?.totals ?? [],
    transactions: count === undefined || credited === undefined || withoutOwner === undefined ? null : { count, credited, withoutOwner },
    blocking: summary?.blocking ?? 0,
    findings: groupFindings(summary?.findings ?? []),
    later: later.map(({ table, added, changed, voided }) => ({ table, rows: added + changed + voided })),
  };
}
