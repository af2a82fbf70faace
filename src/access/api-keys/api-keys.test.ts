import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bodyOf, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { inviteAndAccept, setUpCompany } from "../../../test/support/sign-in.ts";
import { keyOfHeader, readKey } from "./key.ts";

const DAY_MS = 24 * 3_600_000;
let server: TestServer;
let admin: string;
let fin: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await setUpCompany(server);
  fin = await inviteAndAccept(server, admin, { email: "fin@example.com", roles: ["finance"] });
});
afterAll(() => server.close());

type Key = { readonly apiKey: string; readonly key: string };
const make = (cookie: string, scopes: readonly string[], days = 30) =>
  server.request("/api/api-keys", { cookie, json: { name: "Warehouse", scopes, days } });
const made = async (cookie: string, scopes: readonly string[], days = 30) => bodyOf<Key>(await make(cookie, scopes, days));
const withKey = (key: string, path: string, init: { cookie?: string; json?: unknown; headers?: Record<string, string> } = {}) =>
  server.request(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${key}` } });
const problemOf = async (response: Response) => [response.status, (await bodyOf<{ code: string }>(response)).code];

test.each([
  ["no header", null, undefined],
  ["another scheme", "Basic YTpi", undefined],
  ["a key", `Bearer attain_0123456789abcdef_${"x".repeat(43)}`, { id: "0123456789abcdef", secret: "x".repeat(43) }],
  ["a short secret", "Bearer attain_0123456789abcdef_xyz", null],
  ["another's token", "Bearer ghp_0123456789abcdef", null],
  ["two tokens", `Bearer attain_0123456789abcdef_${"x".repeat(43)} more`, undefined],
])("%s in the header", (_label, header, expected) => expect(keyOfHeader(header)).toEqual(expected));

describe("a key", () => {
  test("acts as its owner within its scopes, and on nothing of the own sign-in", async () => {
    const { key, apiKey } = await made(fin, ["statements.read"]);
    expect(readKey(key)?.id).toBe(apiKey);
    expect(await bodyOf(await withKey(key, "/api/session"))).toMatchObject({ user: { email: "fin@example.com" }, roles: ["finance"] });
    expect((await withKey(key, "/api/statements")).status).toBe(200);
    expect(await problemOf(await withKey(key, "/api/calculations"))).toEqual([403, "not-permitted"]);
    for (const path of ["/api/sessions", "/api/api-keys"])
      expect(await problemOf(await withKey(key, path)), path).toEqual([403, "not-permitted"]);
    expect(await problemOf(await withKey(key, "/api/api-keys", { json: { name: "x", scopes: ["plans.read"], days: 1 } }))).toEqual([
      403,
      "not-permitted",
    ]);
  });

  test("cannot be given a scope that its owner's roles lack, nor one that is none", async () => {
    expect(await bodyOf(await make(fin, ["statements.read", "sign-ins.manage"]))).toMatchObject({
      code: "invalid-input",
      errors: [{ place: "body.scopes.1", message: "Your roles do not allow sign-ins.manage" }],
    });
    for (const wrong of [["everything"], [], ["__proto__"]]) expect((await make(fin, wrong)).status, wrong.join()).toBe(400);
    expect((await make(fin, ["plans.read"], 366)).status).toBe(400);
    const { scopes } = await bodyOf<{ scopes: string[] }>(await server.request("/api/api-keys", { cookie: fin }));
    expect(scopes).toContain("statements.read");
    expect(scopes).not.toContain("sign-ins.manage");
  });

  test("loses with its owner's role what the role gave, with the next request", async () => {
    const ex = await inviteAndAccept(server, admin, { email: "ex@example.com", roles: ["finance", "executive"] });
    const { key } = await made(ex, ["calculations.read", "plans.read"]);
    expect((await withKey(key, "/api/calculations")).status).toBe(200);
    const userId = (await server.signIn.findByEmail("ex@example.com"))?.id ?? "";
    const [membership] = await server.store.signIn.selectFrom("memberships").selectAll().where("user_id", "=", userId).execute();
    const companyId = membership?.company_id ?? 0;
    const session = { companyId, actor: "test", roles: "system" } as const;
    await server.store.publish(session, { reason: "Other roles", kind: "access" }, async (tx, change) => {
      const own = tx.updateTable("memberships").where("user_id", "=", userId);
      await own.where("role", "=", "finance").set({ role: "sales-operations", change_number: change }).execute();
      await tx.deleteFrom("memberships").where("user_id", "=", userId).where("role", "=", "executive").execute();
    });
    expect(await problemOf(await withKey(key, "/api/calculations"))).toEqual([403, "not-permitted"]);
    await server.request(`/api/sign-ins/${userId}/end`, { cookie: admin, json: {} });
    expect((await withKey(key, "/api/session")).status).toBe(401);
    const kept = await server.store.signIn.selectFrom("api_keys").select("revoked_at").where("user_id", "=", userId).execute();
    expect(kept).toEqual([{ revoked_at: expect.any(Date) }]);
  });

  test("is refused when it is wrong, revoked or expired; the cookie beside it does not count", async () => {
    const { key, apiKey } = await made(fin, ["statements.read"], 2);
    const last = key.at(-1) === "A" ? "B" : "A";
    for (const wrong of [`${key.slice(0, -1)}${last}`, key.replace(apiKey, "0000000000000000"), "attain_x"])
      expect((await withKey(wrong, "/api/session", { cookie: admin })).status, wrong).toBe(401);
    const { key: scoped } = await made(fin, ["plans.read"]);
    expect((await withKey(scoped, "/api/sign-ins", { cookie: admin })).status, "the key's rights, not the cookie's").toBe(403);
    const now = server.clock.nowMs;
    server.clock.nowMs = () => now() + 2 * DAY_MS + 1;
    expect((await withKey(key, "/api/session")).status).toBe(401);
    server.clock.nowMs = now;
    expect((await withKey(key, "/api/session")).status).toBe(200);
    expect((await server.request(`/api/api-keys/${apiKey}/revoke`, { cookie: admin, json: {} })).status, "another's").toBe(404);
    expect((await server.request(`/api/api-keys/${apiKey}/revoke`, { cookie: fin, json: {} })).status).toBe(204);
    expect((await withKey(key, "/api/session")).status).toBe(401);
    expect((await server.request(`/api/api-keys/${apiKey}/revoke`, { cookie: fin, json: {} })).status).toBe(404);
  });

  test("is shown once and kept as a hash; others do not see it", async () => {
    const { key } = await made(fin, ["plans.read"]);
    const kept = JSON.stringify(await server.store.signIn.selectFrom("api_keys").selectAll().execute());
    const secret = readKey(key)?.secret ?? "none";
    expect(kept).not.toContain(secret);
    for (const path of ["/api/api-keys", "/api/sign-in-events"])
      for (const cookie of [admin, fin]) expect(await (await server.request(path, { cookie })).text(), path).not.toContain(secret);
    expect(JSON.stringify(server.lines)).not.toContain(secret);
    expect(await bodyOf<{ items: unknown[] }>(await server.request("/api/api-keys", { cookie: admin }))).toMatchObject({ items: [] });
  });

  test("is not bound by the rule against other sites: no page of another site can send it", async () => {
    const { key } = await made(admin, ["sign-ins.manage"]);
    const headers = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
    const json = { email: "new@example.com", roles: ["finance"] };
    expect((await withKey(key, "/api/invitations", { json, headers })).status).toBe(201);
    expect((await server.request("/api/invitations", { json, headers, cookie: admin })).status).toBe(403);
  });

  test("writes its last use at most once in five minutes, and its first use into the record", async () => {
    const { key, apiKey } = await made(fin, ["plans.read"]);
    const lastUse = async () =>
      (await server.store.signIn.selectFrom("api_keys").select("last_used_at").where("api_key", "=", apiKey).executeTakeFirstOrThrow())
        .last_used_at;
    expect(await lastUse()).toBeNull();
    const now = server.clock.nowMs;
    const start = now();
    server.clock.nowMs = () => start;
    await withKey(key, "/api/session");
    server.clock.nowMs = () => start + 299_000;
    await withKey(key, "/api/session");
    expect((await lastUse())?.getTime()).toBe(start);
    server.clock.nowMs = () => start + 300_000;
    await withKey(key, "/api/session");
    expect((await lastUse())?.getTime()).toBe(start + 300_000);
    server.clock.nowMs = now;
    const { items } = await bodyOf<{ items: { kind: string; subject: string }[] }>(
      await server.request("/api/sign-in-events?kind=key-first-used", { cookie: admin }),
    );
    expect(items.filter(({ subject }) => subject === apiKey)).toHaveLength(1);
  });
});
