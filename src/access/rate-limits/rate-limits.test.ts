import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyOf, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { setUpCompany } from "../../../test/support/sign-in.ts";
import { createServer } from "../../app/server/server.ts";
import { newSignInParts } from "../../app/server/sign-in-parts.ts";
import { takeUnits } from "./store.ts";

/** Two servers over one database, as two processes behind one address are. */
let server: TestServer;
let second: ReturnType<typeof createServer>;
let admin: string;
beforeAll(async () => {
  const settings = { secret: "a secret of a test, at least 32 characters", requestsAMinute: 40 };
  server = await startTestServer({}, settings);
  const parts = newSignInParts({ ...server.deps, ...settings, origin: "http://attain.test" });
  second = createServer({ ...server.deps, ...parts });
  admin = await setUpCompany(server);
});
afterAll(() => server.close());

const postTo = (app: TestServer["app"], path: string, json: object) =>
  app.request(`http://attain.test${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(json) });

test("guesses at one address count together, wherever they arrive", async () => {
  const guess = (app: TestServer["app"]) => postTo(app, "/api/sign-in", { email: "Ann@example.com", password: "a wrong password" });
  for (let attempt = 0; attempt < 10; attempt += 1) expect((await guess(attempt % 2 === 0 ? server.app : second)).status).toBe(401);
  for (const app of [server.app, second]) {
    const refused = await guess(app);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(800);
    expect(refused.headers.get("ratelimit-policy")).toBe('"sign-in";q=10;w=900');
    expect(refused.headers.get("ratelimit")).toMatch(/^"sign-in";r=0;t=\d{3}$/);
    expect(refused.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  }
});

test("requests of one user count together, say what is left, and are refused beyond the limit until the window ends", async () => {
  const now = server.clock.nowMs;
  const start = now();
  server.clock.nowMs = () => start;
  const ask = (app: TestServer["app"]) => app.request("http://attain.test/api/session", { headers: { cookie: admin } });
  const answers: Response[] = [];
  for (let request = 0; request < 50; request += 1) answers.push(await ask(request % 2 === 0 ? server.app : second));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(40);
  const refused = answers.at(-1) ?? new Response();
  expect(refused.status).toBe(429);
  expect(await bodyOf(refused.clone())).toMatchObject({ code: "too-many-requests" });
  expect(refused.headers.get("retry-after")).toBe("60");
  expect(answers[0]?.headers.get("ratelimit-policy")).toBe('"requests";q=40;w=60');
  expect(answers[0]?.headers.get("ratelimit")).toBe('"requests";r=39;t=60');
  server.clock.nowMs = () => start + 60_000;
  expect((await ask(server.app)).status).toBe(200);
  server.clock.nowMs = now;
});

test("no key in the table names a person, and windows that are over are swept away", async () => {
  const rows = await server.store.signIn.selectFrom("rate_limits").select("key").execute();
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.map(({ key }) => key).join()).not.toContain("ann");
  const limit = { name: "swept", quota: 1, windowMs: 1000 };
  await takeUnits(server.store.signIn, limit, "old", 1, 64 * 1_000_000);
  await takeUnits(server.store.signIn, limit, "new", 1, 64 * 1_000_100);
  const kept = await server.store.signIn.selectFrom("rate_limits").select("key").where("key", "like", "swept%").execute();
  expect(kept).toEqual([{ key: "swept new" }]);
});

test("taking at the same moment gives exactly the limit", async () => {
  const limit = { name: "moment", quota: 7, windowMs: 1000 };
  const taken = await Promise.all(Array.from({ length: 30 }, () => takeUnits(server.store.signIn, limit, "k", 1, 5)));
  expect(taken.filter(({ granted }) => granted === 1)).toHaveLength(7);
});
