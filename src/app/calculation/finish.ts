import { sql } from "kysely";
import { type Finding, type Summary } from "../../compensation/engine.ts";
import type { CurrencyTotal } from "../../compensation/statements/totals.ts";
import { ALL_PERIODS } from "../../compensation/statements/store.ts";
import type { Store, Transaction } from "../database/store.ts";
import { type CalculationClaim, removeCalculation } from "./record.ts";

/** What a calculation came to, for its list and its report. */
export type CalculationSummary = {
  readonly counts: Summary;
  readonly statements: number;
  readonly totals: readonly CurrencyTotal[];
  readonly blocking: number;
  readonly findings: readonly Finding[];
};

/** Makes a written calculation a draft, and removes earlier drafts of the same plan set and period. */
export async function finishDraft(
  store: Store,
  { session, calculationId, attempt, set, period }: CalculationClaim,
  summary: CalculationSummary,
): Promise<void> {
  await store.as(session, async (tx) => {
    const finished = await tx
      .updateTable("calculations")
      .set({ state: "draft", lease_owner: null, lease_until: null })
      .where("company_id", "=", session.companyId)
      .where("calculation_id", "=", calculationId)
      .where("attempt", "=", attempt)
      .where("state", "=", "running")
      .executeTakeFirst();
    if (finished.numUpdatedRows !== 1n) throw new Error(`Calculation ${calculationId} goes on in another process`);
    await tx
      .insertInto("calculation_summaries")
      .values({ company_id: session.companyId, calculation_id: calculationId, summary: JSON.stringify(summary) })
      .execute();
    const old = await tx
      .selectFrom("calculations")
      .select("calculation_id")
      .where("company_id", "=", session.companyId)
      .where("set", "=", set)
      .where("period", "=", period)
      .where("state", "=", "draft")
      .where("calculation_id", "<", calculationId)
      .execute();
    for (const draft of old) await removeCalculation(tx, session.companyId, draft.calculation_id);
  });
}

/** Publishes a draft under a change number of its own; published calculations that it covers are superseded, never overwritten. */
export async function publishCalculation(store: Store, { session, calculationId, set, period }: CalculationClaim): Promise<number> {
  const reason = `Calculation ${calculationId} of plan set ${set}, ${period === ALL_PERIODS ? "all periods" : period}`;
  return store.publish(session, { reason, kind: "calculation" }, async (tx, changeNumber) => {
    await supersede(tx, session.companyId, set, period, changeNumber);
    const published = await tx
      .updateTable("calculations")
      .set({ state: "published", published_change: changeNumber })
      .where("company_id", "=", session.companyId)
      .where("calculation_id", "=", calculationId)
      .where("state", "=", "draft")
      .executeTakeFirst();
    if (published.numUpdatedRows !== 1n) throw new Error(`Calculation ${calculationId} is no draft any more`);
    return changeNumber;
  });
}

async function supersede(tx: Transaction, companyId: number, set: string, period: string, changeNumber: number): Promise<void> {
  await tx
    .updateTable("calculations")
    .set({ state: "superseded", superseded_change: changeNumber })
    .where("company_id", "=", companyId)
    .where("set", "=", set)
    .where("state", "=", "published")
    .where(sql<boolean>`(period = ${period} or ${period} = ${ALL_PERIODS})`)
    .execute();
}

/** What publishing would supersede. */
export async function toBeSuperseded(
  store: Store,
  { session, set, period }: Pick<CalculationClaim, "session" | "set" | "period">,
): Promise<readonly number[]> {
  const found = await store.as(session, (tx) =>
    tx
      .selectFrom("calculations")
      .select("calculation_id")
      .where("company_id", "=", session.companyId)
      .where("set", "=", set)
      .where("state", "=", "published")
      .where(sql<boolean>`(period = ${period} or ${period} = ${ALL_PERIODS})`)
      .orderBy("calculation_id")
      .execute(),
  );
  return found.map((row) => row.calculation_id);
}
