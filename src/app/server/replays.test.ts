import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "@hono/zod-openapi";
import { sql } from "kysely";
import { ORIGIN, startTestServer, type TestServer } from "../../../test/support/server.ts";
import type { SignedIn } from "../../access/session.ts";
import { newFrame } from "./frame.ts";
import { json, jsonBody, route } from "./kit/route.ts";
import { newReplays } from "./replays.ts";

const write = route({
  permission: "company.read",
  method: "post",
  path: "/api/things",
  operationId: "makeThing",
  summary: "Makes a thing",
  request: { body: jsonBody(z.object({ name: z.string(), fail: z.boolean().optional() })) },
  responses: { 201: json(z.object({ made: z.number(), name: z.string() }), "Made") },
});

let server: TestServer;
let made = 0;
let user = "u1";
const workMs = 150;
const replays = () => newReplays(server.store, server.deps.random);

function app() {
  const session: SignedIn = {
    user: { id: user, name: "U", email: "u@example.com" },
    company: { id: 1, name: "C", currency: "USD", demo: false },
    roles: ["administrator"],
    participant: null,
    leads: async () => false,
    leadsMany: false,
    proof: { kind: "session", sessionId: "s", secondFactor: false },
    secondFactorNeeded: false,
  };
  return newFrame({ ...server.deps, identify: async () => session, replays: replays() }).openapi(write, async (context) => {
    const { name, fail } = context.req.valid("json");
    await new Promise((resolve) => setTimeout(resolve, workMs));
    made += 1;
    if (fail === true) throw new Error("broken");
    return context.json({ made, name }, 201);
  });
}

async function send(key: string | undefined, body: object): Promise<{ status: number; text: string; replayed: boolean }> {
  const answer = await app().request(`${ORIGIN}/api/things`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key === undefined ? {} : { "idempotency-key": key }) },
    body: JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text(), replayed: answer.headers.has("idempotency-replayed") };
}

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(() => {
  made = 0;
  user = "u1";
});

test("the same key twice at once is carried out once, with equal answers", async () => {
  const answers = await Promise.all([send("k1", { name: "a" }), send("k1", { name: "a" }), send("k1", { name: "a" })]);
  expect(made).toBe(1);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['{"made":1,"name":"a"}']));
  expect(answers.filter(({ replayed }) => replayed)).toHaveLength(2);
});

test("without a key each request is carried out", async () => {
  await send(undefined, { name: "a" });
  await send(undefined, { name: "a" });
  expect(made).toBe(2);
});

test("other content under the key is refused, and carries nothing out", async () => {
  await send("k2", { name: "a" });
  const other = await send("k2", { name: "b" });
  expect(other.status).toBe(422);
  expect(JSON.parse(other.text)).toMatchObject({ code: "idempotency-key-reused" });
  expect(made).toBe(1);
});

test("a failure is answered again as the same failure", async () => {
  const first = await send("k3", { name: "a", fail: true });
  const again = await send("k3", { name: "a", fail: true });
  expect(first.status).toBe(500);
  expect(again).toEqual({ ...first, replayed: true });
  expect(made).toBe(1);
});

test("a key is its user's own", async () => {
  await send("k4", { name: "a" });
  user = "u2";
  expect((await send("k4", { name: "a" })).replayed).toBe(false);
  expect(made).toBe(2);
});

test.each([
  ["", 400],
  ["k".repeat(256), 400],
  ["k".repeat(255), 201],
])("a key of %# is judged by its length", async (key, status) => {
  expect((await send(key, { name: "a" })).status).toBe(status);
});

test("a request whose process has ended leaves its key lost, not free", async () => {
  await replays().begin({ companyId: 1, actor: "u1", key: "k5", contentHash: "x" });
  await server.store.system((tx) =>
    sql`update idempotency_keys set lease_until = now() - interval '1 second' where status is null`.execute(tx),
  );
  expect(await replays().begin({ companyId: 1, actor: "u1", key: "k5", contentHash: "x" })).toEqual({ state: "lost" });
});

test("the kept answer cannot be read in the database, and is gone after its time", async () => {
  await send("k6", { name: "secret-name" });
  const stored = await server.store.system((tx) =>
    sql<{ text: string }>`select string_agg(encode(body, 'escape'), '') as text from idempotency_keys`.execute(tx),
  );
  expect(stored.rows[0]?.text).not.toContain("secret-name");
  await server.store.system((tx) => sql`update idempotency_keys set expires_at = now() - interval '1 second'`.execute(tx));
  expect((await send("k6", { name: "secret-name" })).replayed).toBe(false);
});
