import { sql } from "kysely";
import type { Session, Store, Transaction } from "../database/store.ts";
import { dropBatchesAfter, dropStaging, openStaging, type StagedTable } from "../database/staging.ts";
import type { Difference } from "./differences.ts";
import { hasEnded, LEASE_SECONDS, OWNER } from "./lease.ts";
import type { LeftOut, LeftOutBySource } from "./left-out.ts";
import type { UnknownValue } from "./known-values.ts";
import type { TableCounts } from "./result.ts";

/** What was asked for: enough to begin again in another process. */
export type ImportRequest = {
  readonly paths: readonly string[];
  readonly mapping: string | null;
  readonly replace: readonly string[];
  readonly dryRun: boolean;
};
/** A file as it was when the import began. `path` is absolute. */
export type ImportedFile = { readonly name: string; readonly path: string; readonly bytes: number; readonly hash: string };
/** How far staging has come: every row of source `source` up to `line` is committed in batches before `batch`. */
export type Position = { readonly source: number; readonly line: number; readonly batch: number };
/** Rows read, refused, found again with the same content, and standing in the staging. */
export type StagedCounts = { readonly read: number; readonly rejected: number; readonly collapsed: number; readonly staged: number };
/** The `progress` of an import's row. */
export type Progress = {
  readonly request: ImportRequest;
  readonly position: Position;
  readonly tables: Readonly<Record<StagedTable, StagedCounts>>;
  readonly leftOut: LeftOutBySource;
};

/** What a preview keeps. */
export type Found = {
  readonly counts: ReadonlyMap<string, TableCounts>;
  readonly differences: readonly Difference[];
  readonly unknown: readonly UnknownValue[];
  readonly leftOut: readonly LeftOut[];
};

/** The right to write one import: ends when another process claims it. */
export type Claim = { readonly companyId: number; readonly importId: number; readonly attempt: number; readonly actor: string };

/** Another process has taken the import over: this one must stop without a trace. */
export class LostClaimError extends Error {
  override readonly name = "LostClaimError";
}

const NOTHING: StagedCounts = { read: 0, rejected: 0, collapsed: 0, staged: 0 };
export function progressAtStart(request: ImportRequest): Progress {
  return { request, position: { source: 0, line: 0, batch: 0 }, tables: { transactions: NOTHING, splits: NOTHING }, leftOut: {} };
}

/** Records a new import, claimed by this process, with its staging. */
export async function createImport(
  store: Store,
  session: Session,
  request: ImportRequest,
  files: readonly ImportedFile[],
  mode: "upsert" | "replace",
): Promise<Claim> {
  return store.system(async (tx) => {
    const progress = progressAtStart(request);
    const { import_id: importId } = await tx
      .insertInto("imports")
      .values({
        company_id: session.companyId,
        actor: session.actor,
        mode,
        files: JSON.stringify(files),
        progress: JSON.stringify(progress),
        attempt: 1,
        lease_owner: OWNER,
        lease_until: leaseEnd(),
      })
      .returning("import_id")
      .executeTakeFirstOrThrow();
    // The embedded database ends with its process, so there what is staged must be in the log to be found again.
    await openStaging(tx, importId, store.kind === "postgres");
    return { companyId: session.companyId, importId, attempt: 1, actor: session.actor };
  });
}

function leaseEnd() {
  return sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`;
}

/** Inside every transaction of an import: locks its row, proves that the claim still holds and prolongs it. */
export function holdClaim(tx: Transaction, claim: Claim): Promise<void> {
  return updateHeld(tx, claim, {});
}

/** `holdClaim` that also keeps how far the import has come. */
export function saveProgress(tx: Transaction, claim: Claim, progress: Progress): Promise<void> {
  return updateHeld(tx, claim, { progress: JSON.stringify(progress) });
}

async function updateHeld(tx: Transaction, claim: Claim, values: { readonly progress?: string }): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("imports")
    .set({ ...values, lease_until: leaseEnd() })
    .where("company_id", "=", claim.companyId)
    .where("import_id", "=", claim.importId)
    .where("attempt", "=", claim.attempt)
    .where("lease_owner", "=", OWNER)
    .where("state", "=", "staging")
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new LostClaimError(`Import ${claim.importId} goes on in another process`);
}

/** Ends an import that publishes nothing and drops its staging. A preview keeps what it found. */
export async function endImport(
  store: Store,
  claim: Claim,
  state: "preview" | "cancelled" | "failed",
  error: string | null,
  found?: Found,
): Promise<void> {
  await store.system(async (tx) => {
    await holdClaim(tx, claim);
    await tx
      .updateTable("imports")
      .set({
        state,
        error,
        finished_at: sql<Date>`now()`,
        ...(found && {
          counts: JSON.stringify(Object.fromEntries(found.counts)),
          differences: JSON.stringify(found.differences),
          unknown: JSON.stringify(found.unknown),
          left_out: JSON.stringify(found.leftOut),
        }),
      })
      .where("company_id", "=", claim.companyId)
      .where("import_id", "=", claim.importId)
      .execute();
    await dropStaging(tx, claim.importId);
  });
}

/** Begins staging anew: what was staged and refused so far is taken back. */
export async function restartStaging(store: Store, claim: Claim, request: ImportRequest): Promise<Progress> {
  const progress = progressAtStart(request);
  await store.system(async (tx) => {
    await saveProgress(tx, claim, progress);
    await dropBatchesAfter(tx, claim.importId, -1);
    await tx.deleteFrom("import_rejections").where("company_id", "=", claim.companyId).where("import_id", "=", claim.importId).execute();
  });
  return progress;
}

/** An import whose process has ended, claimed by this one. */
export type Claimed = { readonly claim: Claim; readonly progress: Progress; readonly files: readonly ImportedFile[] };

/** Claims every unfinished import whose process has ended; those of living ones are left alone. */
export async function claimUnfinished(store: Store): Promise<readonly Claimed[]> {
  return store.system(async (tx) => {
    const open = await tx
      .selectFrom("imports")
      .select([
        "company_id",
        "import_id",
        "attempt",
        "actor",
        "progress",
        "files",
        "lease_owner",
        sql<boolean>`lease_until < now()`.as("expired"),
      ])
      .where("state", "=", "staging")
      .orderBy("import_id")
      .forUpdate()
      .skipLocked()
      .execute();
    const claimed: Claimed[] = [];
    for (const row of open) {
      if (!row.expired && !hasEnded(row.lease_owner ?? "")) continue;
      const attempt = row.attempt + 1;
      await tx
        .updateTable("imports")
        .set({ attempt, lease_owner: OWNER, lease_until: leaseEnd() })
        .where("company_id", "=", row.company_id)
        .where("import_id", "=", row.import_id)
        .execute();
      claimed.push({
        claim: { companyId: row.company_id, importId: row.import_id, attempt, actor: row.actor },
        progress: row.progress,
        files: row.files,
      });
    }
    return claimed;
  });
}
