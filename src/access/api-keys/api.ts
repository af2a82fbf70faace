import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { callerOf } from "../../app/server/kit/caller.ts";
import { databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { newKeySecret } from "../../app/server/kit/key-secret.ts";
import type { Clock, Randomness, SignInEvents } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { type Permission, PERMISSIONS, reachOf } from "../permissions.ts";
import type { SignedIn } from "../session.ts";
import { nameField } from "../sign-ins/fields.ts";
import { writeKey } from "./key.ts";
import { addKey, keysOf, revokeKey } from "./store.ts";

const DAYS_MAX = 365;
const DAY_MS = 24 * 3_600_000;
/** Keys of one person that can be used at once. */
const KEYS_MAX = 50;

const scopeField = z.enum(PERMISSIONS);
const keySchema = z
  .object({
    apiKey: z.string().openapi({ description: "The key's id: the first part of the key, no secret" }),
    name: z.string(),
    scopes: z.array(scopeField).readonly(),
    made: z.string().openapi({ format: "date-time" }),
    expires: z.string().openapi({ format: "date-time" }),
    lastUsed: z.string().nullable().openapi({ format: "date-time", description: "To within five minutes" }),
    state: z.enum(["usable", "expired", "revoked"]),
  })
  .openapi("ApiKey");

const list = route({
  permission: "session",
  method: "get",
  path: "/api/api-keys",
  operationId: "listApiKeys",
  summary: "Your API keys, and the scopes that you may give one",
  responses: { 200: json(z.object({ items: z.array(keySchema), scopes: z.array(scopeField).readonly() }), "The newest first") },
});

const create = route({
  permission: "session",
  method: "post",
  path: "/api/api-keys",
  operationId: "createApiKey",
  summary: "Make an API key that acts as you, within its scopes and never beyond what you may do yourself at the time",
  request: {
    body: jsonBody(
      z.object({
        name: nameField,
        scopes: z.array(scopeField).min(1, "Choose at least one scope").max(PERMISSIONS.length),
        days: z.number().int().min(1).max(DAYS_MAX).openapi({ description: "Days until it expires" }),
      }),
    ),
  },
  responses: {
    201: json(
      z
        .object({
          apiKey: z.string(),
          key: z.string().openapi({ description: "Send it as `Authorization: Bearer …`; shown now and never again" }),
        })
        .openapi("NewApiKey"),
      "Made",
    ),
  },
});

const revoke = route({
  permission: "session",
  method: "post",
  path: "/api/api-keys/{apiKey}/revoke",
  operationId: "revokeApiKey",
  summary: "Revoke one of your API keys, effective with its next request",
  request: { params: z.object({ apiKey: z.string().min(1).max(64) }) },
  responses: { 204: { description: "Revoked" } },
});

export type ApiKeyDeps = { readonly store: Store; readonly clock: Clock; readonly random: Randomness; readonly events: SignInEvents };

export function apiKeyRoutes({ store, clock, random, events }: ApiKeyDeps) {
  const ownKeys = (session: SignedIn) => store.as(databaseSession(session), (tx) => keysOf(tx, session.company.id, session.user.id));
  return routes()
    .openapi(list, async (context) => {
      const session = sessionOf(context);
      const nowMs = clock.nowMs();
      const items = (await ownKeys(session)).map((key) => ({
        apiKey: key.apiKey,
        name: key.name,
        scopes: key.scopes,
        made: key.madeAt.toISOString(),
        expires: key.expiresAt.toISOString(),
        lastUsed: key.lastUsedAt?.toISOString() ?? null,
        state: stateOf(key, nowMs),
      }));
      return context.json({ items, scopes: scopesOf(session) }, 200);
    })
    .openapi(create, async (context) => {
      const session = sessionOf(context);
      if (session.secondFactorNeeded) throw new Problem("second-factor-needed");
      const { name, scopes, days } = context.req.valid("json");
      requireOwnScopes(session, scopes);
      const nowMs = clock.nowMs();
      const usable = (await ownKeys(session)).filter((key) => stateOf(key, nowMs) === "usable");
      if (usable.length >= KEYS_MAX) throw new Problem("conflict", `You have ${usable.length} keys: revoke one that is no longer needed`);
      const { id, secret, secretHash } = newKeySecret(random);
      const key = { id, secretHash, name, scopes: [...new Set(scopes)], expiresAt: new Date(nowMs + days * DAY_MS) };
      await store.as(databaseSession(session), (tx) => addKey(tx, session.company.id, session.user.id, key, nowMs));
      await events.note({ kind: "key-made", userId: session.user.id, companyId: session.company.id, subject: id, ...callerOf(context) });
      return context.json({ apiKey: id, key: writeKey({ id, secret }) }, 201);
    })
    .openapi(revoke, async (context) => {
      const session = sessionOf(context);
      const { apiKey } = context.req.valid("param");
      const revoked = await store.as(databaseSession(session), (tx) =>
        revokeKey(tx, session.company.id, session.user.id, apiKey, clock.nowMs()),
      );
      if (!revoked) throw new Problem("not-found");
      await events.note({
        kind: "key-revoked",
        userId: session.user.id,
        companyId: session.company.id,
        subject: apiKey,
        ...callerOf(context),
      });
      return context.body(null, 204);
    });
}

/** What the session's user may do themselves: the most that a key of theirs can get. */
function scopesOf({ roles }: SignedIn): readonly Permission[] {
  return PERMISSIONS.filter((permission) => reachOf(roles, permission) !== undefined);
}

function requireOwnScopes(session: SignedIn, scopes: readonly Permission[]): void {
  const own = new Set(scopesOf(session));
  const index = scopes.findIndex((scope) => !own.has(scope));
  if (index < 0) return;
  const message = `Your roles do not allow ${scopes[index]}`;
  throw new Problem("invalid-input", message, { errors: [{ place: `body.scopes.${index}`, message }] });
}

function stateOf(key: { readonly expiresAt: Date; readonly revokedAt: Date | null }, nowMs: number): "usable" | "expired" | "revoked" {
  if (key.revokedAt !== null) return "revoked";
  return key.expiresAt.getTime() <= nowMs ? "expired" : "usable";
}
