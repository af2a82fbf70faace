import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import type { Store, Transaction } from "../database/store.ts";
import type { Randomness } from "./kit/ports.ts";
import type { Begun, KeyedRequest, Replays } from "./kit/replay.ts";

/** How long an answer is kept: a day and a second one, for whoever comes back late. */
const KEPT_HOURS = 48;
/** How long a request may work under a key. If it has no answer by then, its process has ended. */
const LEASE_SECONDS = 120;
const POLL_MS = 100;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Answers in the table `idempotency_keys`. They may hold secrets that are shown once, so they are sealed by the key that the caller keeps. */
export function newReplays(store: Store, random: Randomness): Replays {
  return {
    begin: (request) => store.system((tx) => begin(tx, request)),
    async finish(request, { status, mediaType, body }) {
      const sealed = seal(request, body, random.bytes(NONCE_BYTES));
      await store.system((tx) =>
        at(tx, request)
          .set({ status, media_type: mediaType, body: sealed, expires_at: sql<Date>`now() + make_interval(hours => ${KEPT_HOURS})` })
          .execute(),
      );
    },
    wait: async () => {
      await setTimeout(POLL_MS);
    },
  };
}

async function begin(tx: Transaction, request: KeyedRequest): Promise<Begun> {
  const { companyId, actor, contentHash } = request;
  await tx
    .deleteFrom("idempotency_keys")
    .where("company_id", "=", companyId)
    .where("actor", "=", actor)
    .where("expires_at", "<", sql<Date>`now()`)
    .execute();
  const taken = await tx
    .insertInto("idempotency_keys")
    .values({
      company_id: companyId,
      actor,
      key_hash: hashOf(request),
      content_hash: contentHash,
      begun_at: sql<Date>`now()`,
      lease_until: sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`,
      expires_at: sql<Date>`now() + make_interval(hours => ${KEPT_HOURS})`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (taken.numInsertedOrUpdatedRows === 1n) return { state: "first" };
  const found = await tx
    .selectFrom("idempotency_keys")
    .select(["content_hash", "status", "media_type", "body", sql<boolean>`lease_until < now()`.as("over")])
    .where("company_id", "=", companyId)
    .where("actor", "=", actor)
    .where("key_hash", "=", hashOf(request))
    .executeTakeFirst();
  if (!found) return { state: "running" };
  if (found.content_hash !== contentHash) return { state: "other-content" };
  if (found.status === null || found.body === null) return { state: found.over ? "lost" : "running" };
  return { state: "done", answer: { status: found.status, mediaType: found.media_type, body: unseal(request, found.body) } };
}

function at(tx: Transaction, request: KeyedRequest) {
  return tx
    .updateTable("idempotency_keys")
    .where("company_id", "=", request.companyId)
    .where("actor", "=", request.actor)
    .where("key_hash", "=", hashOf(request));
}

function hashOf({ key }: KeyedRequest): string {
  return createHash("sha256").update(`idempotency ${key}`).digest("base64url");
}

function sealingKey({ companyId, actor, key }: KeyedRequest): Buffer {
  return Buffer.from(hkdfSync("sha256", key, `${companyId} ${actor}`, "attain idempotent answer", 32));
}

function seal(request: KeyedRequest, body: Uint8Array, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv("aes-256-gcm", sealingKey(request), nonce);
  return Buffer.concat([nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()]);
}

function unseal(request: KeyedRequest, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(request), sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
