import type { Kysely } from "kysely";
import type { Database } from "../../app/database/schema.ts";
import type { Transaction } from "../../app/database/store.ts";
import type { Permission } from "../permissions.ts";

/** The last use of a key is written at most once in so long: reading must not become writing. */
export const LAST_USE_MS = 5 * 60_000;

export type ApiKeyRow = {
  readonly apiKey: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
};

export type UsableKey = {
  readonly companyId: number;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly secondFactor: boolean;
  readonly secretHash: string;
  readonly scopes: readonly Permission[];
  readonly lastUsedAt: Date | null;
};

/** The key with this id, with its owner, unless it has expired or was revoked. */
export async function findUsableKey(database: Kysely<Database>, id: string, nowMs: number): Promise<UsableKey | undefined> {
  return database
    .selectFrom("api_keys as key")
    .innerJoin("user", "user.id", "key.user_id")
    .select([
      "key.company_id as companyId",
      "key.user_id as userId",
      "user.name",
      "user.email",
      "user.twoFactorEnabled as secondFactor",
      "key.secret_hash as secretHash",
      "key.scopes",
      "key.last_used_at as lastUsedAt",
    ])
    .where("key.api_key", "=", id)
    .where("key.revoked_at", "is", null)
    .where("key.expires_at", ">", new Date(nowMs))
    .executeTakeFirst();
}

/** Writes the use down, at most once in five minutes. Gives true for the very first one. */
export async function noteKeyUse(database: Kysely<Database>, id: string, lastUsedAt: Date | null, nowMs: number): Promise<boolean> {
  if (lastUsedAt !== null && nowMs - lastUsedAt.getTime() < LAST_USE_MS) return false;
  const update = database
    .updateTable("api_keys")
    .set({ last_used_at: new Date(nowMs) })
    .where("api_key", "=", id);
  const narrowed =
    lastUsedAt === null ? update.where("last_used_at", "is", null) : update.where("last_used_at", "<=", new Date(nowMs - LAST_USE_MS));
  const { numUpdatedRows } = await narrowed.executeTakeFirstOrThrow();
  return lastUsedAt === null && numUpdatedRows > 0n;
}

export type NewApiKey = {
  readonly id: string;
  readonly secretHash: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly expiresAt: Date;
};

export async function addKey(tx: Transaction, companyId: number, userId: string, key: NewApiKey, nowMs: number): Promise<void> {
  await tx
    .insertInto("api_keys")
    .values({
      company_id: companyId,
      api_key: key.id,
      secret_hash: key.secretHash,
      user_id: userId,
      name: key.name,
      scopes: [...key.scopes],
      made_at: new Date(nowMs),
      expires_at: key.expiresAt,
    })
    .execute();
}

/** A user's keys in the company, the newest first. */
export async function keysOf(tx: Transaction, companyId: number, userId: string): Promise<ApiKeyRow[]> {
  return tx
    .selectFrom("api_keys")
    .select([
      "api_key as apiKey",
      "name",
      "scopes",
      "made_at as madeAt",
      "expires_at as expiresAt",
      "last_used_at as lastUsedAt",
      "revoked_at as revokedAt",
    ])
    .where("company_id", "=", companyId)
    .where("user_id", "=", userId)
    .orderBy("made_at", "desc")
    .orderBy("api_key")
    .execute();
}

/** Revokes a user's key; false when there is none that still could be used. */
export async function revokeKey(tx: Transaction, companyId: number, userId: string, id: string, nowMs: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("api_keys")
    .set({ revoked_at: new Date(nowMs) })
    .where("company_id", "=", companyId)
    .where("user_id", "=", userId)
    .where("api_key", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
