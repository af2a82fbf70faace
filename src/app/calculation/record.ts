import { sql } from "kysely";
import type { Session, Store, Transaction } from "../database/store.ts";
import { hasEnded, LEASE_SECONDS, OWNER } from "../import/lease.ts";
import { VERSION } from "../version.ts";
import type { PlanVersion } from "./load.ts";

/** What is asked for: `period` is one pay period's name, or ALL_PERIODS. */
export type CalculationRequest = {
  readonly set: string;
  readonly period: string;
  readonly publish: boolean;
  readonly acceptFindings: boolean;
};

/** How far the rows of a calculation are committed: so many credits and so many statements with their lines, in the engine's order. Together with the inputs' change number enough to go on. */
export type CalculationProgress = {
  readonly publish: boolean;
  readonly acceptFindings: boolean;
  readonly credits: number;
  readonly statements: number;
};

/** The right to write one calculation: ends when another process claims it. */
export type CalculationClaim = {
  readonly session: Session;
  readonly calculationId: number;
  readonly attempt: number;
  readonly set: string;
  readonly period: string;
  readonly inputChange: number;
};

/** Another process has taken the calculation over. */
export class LostCalculationError extends Error {
  override readonly name = "LostCalculationError";
}

function leaseEnd() {
  return sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`;
}

/** Records a new calculation that runs in this process. */
export async function createCalculation(
  store: Store,
  session: Session,
  { set, period, publish, acceptFindings }: CalculationRequest,
  inputChange: number,
): Promise<CalculationClaim> {
  const progress: CalculationProgress = { publish, acceptFindings, credits: 0, statements: 0 };
  const { calculation_id: calculationId } = await store.as(session, (tx) =>
    tx
      .insertInto("calculations")
      .values({
        company_id: session.companyId,
        set,
        period,
        input_change_number: inputChange,
        engine_version: VERSION,
        actor: session.actor,
        state: "running",
        progress: JSON.stringify(progress),
        attempt: 1,
        lease_owner: OWNER,
        lease_until: leaseEnd(),
      })
      .returning("calculation_id")
      .executeTakeFirstOrThrow(),
  );
  return { session, calculationId, attempt: 1, set, period, inputChange };
}

/**
 * Inside every transaction that writes results: locks the calculation's row, proves that the claim still holds, prolongs it and keeps how far
 * the written table has come. Call it last: credits and statements are written side by side, and the lock lasts until the commit.
 */
export async function saveProgress(
  tx: Transaction,
  claim: CalculationClaim,
  written: Partial<Pick<CalculationProgress, "credits" | "statements">>,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("calculations")
    .set({ progress: sql`progress || ${JSON.stringify(written)}::jsonb`, lease_until: leaseEnd() })
    .where("company_id", "=", claim.session.companyId)
    .where("calculation_id", "=", claim.calculationId)
    .where("attempt", "=", claim.attempt)
    .where("lease_owner", "=", OWNER)
    .where("state", "=", "running")
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new LostCalculationError(`Calculation ${claim.calculationId} goes on in another process`);
}

export async function savePlanVersions(
  store: Store,
  { session, calculationId }: CalculationClaim,
  versions: readonly PlanVersion[],
): Promise<void> {
  await store.as(session, (tx) =>
    tx
      .updateTable("calculations")
      .set({ plan_versions: JSON.stringify(versions) })
      .where("company_id", "=", session.companyId)
      .where("calculation_id", "=", calculationId)
      .execute(),
  );
}

/** Removes a calculation that was never published, with everything it wrote. */
export async function removeCalculation(tx: Transaction, companyId: number, calculationId: number): Promise<void> {
  for (const table of ["statement_lines", "credits", "statements", "calculation_summaries", "calculations"] as const)
    await tx.deleteFrom(table).where("company_id", "=", companyId).where("calculation_id", "=", calculationId).execute();
}

/** Claims every unfinished calculation whose process has ended; those of living ones are left alone. */
export async function claimUnfinished(
  store: Store,
): Promise<readonly { readonly claim: CalculationClaim; readonly progress: CalculationProgress }[]> {
  return store.system(async (tx) => {
    const open = await tx
      .selectFrom("calculations")
      .select([
        "company_id",
        "calculation_id",
        "attempt",
        "set",
        "period",
        "input_change_number",
        "engine_version",
        "actor",
        "progress",
        "lease_owner",
        sql<boolean>`lease_until < now()`.as("expired"),
      ])
      .where("state", "=", "running")
      .orderBy("calculation_id")
      .forUpdate()
      .skipLocked()
      .execute();
    const claimed = [];
    for (const row of open) {
      if (!row.expired && !hasEnded(row.lease_owner ?? "")) continue;
      const attempt = row.attempt + 1;
      await tx
        .updateTable("calculations")
        .set({ attempt, lease_owner: OWNER, lease_until: leaseEnd() })
        .where("company_id", "=", row.company_id)
        .where("calculation_id", "=", row.calculation_id)
        .execute();
      const session: Session = { companyId: row.company_id, actor: row.actor, roles: "system" };
      const progress = row.engine_version === VERSION ? row.progress : await beginAgain(tx, row);
      claimed.push({
        claim: {
          session,
          calculationId: row.calculation_id,
          attempt,
          set: row.set,
          period: row.period,
          inputChange: row.input_change_number,
        },
        progress,
      });
    }
    return claimed;
  });
}

/** What another version of the engine wrote is taken back: a calculation is the work of one version. */
async function beginAgain(
  tx: Transaction,
  row: { readonly company_id: number; readonly calculation_id: number; readonly progress: CalculationProgress },
): Promise<CalculationProgress> {
  for (const table of ["statement_lines", "credits", "statements", "calculation_summaries"] as const)
    await tx.deleteFrom(table).where("company_id", "=", row.company_id).where("calculation_id", "=", row.calculation_id).execute();
  const progress: CalculationProgress = { ...row.progress, credits: 0, statements: 0 };
  await tx
    .updateTable("calculations")
    .set({ engine_version: VERSION, progress: JSON.stringify(progress) })
    .where("company_id", "=", row.company_id)
    .where("calculation_id", "=", row.calculation_id)
    .execute();
  return progress;
}
