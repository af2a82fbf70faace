import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { bodyOf, cookieFrom, PASSWORD, startTestServer, type TestServer } from "../../test/support/server.ts";
import { SET_UP } from "./set-up/api.ts";

const HOUR_MS = 3_600_000;
const ann = { name: "Ann Admin", email: "ann@example.com", password: PASSWORD };

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function onlyCompany(): Promise<number> {
  return (await server.store.signIn.selectFrom("companies").select("company_id").executeTakeFirstOrThrow()).company_id;
}

/** The token of the latest mail to an address, as it stands in the outbox. */
async function tokenFor(email: string): Promise<string> {
  const rows = await server.store.signIn.selectFrom("outbox").select("link").where("to", "=", email).orderBy("mail", "desc").execute();
  return rows.find(({ link }) => link !== null)?.link?.split("#")[1] ?? "";
}

async function problemOf(response: Response): Promise<unknown> {
  return [response.status, (await bodyOf<{ code: string }>(response)).code];
}

describe("set-up", () => {
  test("has no default sign-in and says that it is needed", async () => {
    expect(await (await server.request("/api/set-up")).json()).toEqual({ needed: true });
    expect((await server.store.signIn.selectFrom("user").select("id").execute()).length).toBe(0);
  });

  test("a newer link replaces the older, a link of another kind is none, an expired one neither", async () => {
    const [older, newer] = [await server.signIn.links.create(SET_UP, HOUR_MS), await server.signIn.links.create(SET_UP, HOUR_MS)];
    const check = async (token: string) => (await server.request("/api/set-up/check", { json: { token } })).status;
    expect(await check(older)).toBe(410);
    expect(await check(newer)).toBe(200);
    expect(await check(await server.signIn.links.create("somebody", HOUR_MS))).toBe(410);
    const now = server.clock.nowMs;
    server.clock.nowMs = () => now() + 2 * HOUR_MS;
    expect(await check(newer)).toBe(410);
    server.clock.nowMs = now;
  });

  test("makes one administrator however often and however quickly the link is used", async () => {
    const token = await server.signIn.links.create(SET_UP, HOUR_MS);
    const form = { token, ...ann, company: { name: "Demo", currency: "USD" } };
    expect(await problemOf(await server.request("/api/set-up", { json: { ...form, password: "short" } }))).toEqual([400, "invalid-input"]);
    expect(await problemOf(await server.request("/api/set-up", { json: { ...form, company: { id: 77 } } }))).toEqual([
      400,
      "invalid-input",
    ]);
    const answers = await Promise.all([1, 2, 3].map(() => server.request("/api/set-up", { json: form })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 410, 410]);
    admin = cookieFrom(answers.find(({ status }) => status === 204) ?? new Response());
    expect(await problemOf(await server.request("/api/set-up", { json: form }))).toEqual([410, "link-used"]);
    expect(await (await server.request("/api/set-up")).json()).toEqual({ needed: false });
    expect(await (await server.request("/api/session", { cookie: admin })).json()).toEqual({
      user: { name: ann.name, email: ann.email },
      roles: ["administrator"],
      participant: null,
      company: { name: "Demo", currency: "USD", demo: false },
      secondFactorNeeded: false,
    });
  });
});

test("a set-up link that is made although there is an administrator makes no second one", async () => {
  const token = await server.signIn.links.create(SET_UP, HOUR_MS);
  const form = { token, name: "Eve", email: "eve@example.com", password: PASSWORD, company: { name: "Evil", currency: "USD" } };
  expect(await problemOf(await server.request("/api/set-up", { json: form }))).toEqual([410, "link-used"]);
});

describe("a rep's sign-in", () => {
  let userId: string;
  const invite = (form: object) => server.request("/api/invitations", { json: form, cookie: admin });

  test("begins with an invitation, whose link works once", async () => {
    const companyId = await onlyCompany();
    await server.store.publish({ companyId, actor: "test", roles: "system" }, { reason: "people", kind: "test" }, async (tx) => {
      for (const [participant, name] of [
        ["275", "Michael Blythe"],
        ["276", "Linda Mitchell"],
      ] as const) {
        await tx.insertInto("people").values({ company_id: companyId, participant }).execute();
        await tx.insertInto("people_personal").values({ company_id: companyId, participant, name }).execute();
      }
    });
    const form = { participant: "275", email: "Michael@Example.com", roles: ["rep"] };
    expect(await bodyOf(await invite(form))).toEqual({ invitation: expect.any(String), sent: true });
    for (const [label, wrong, expected] of [
      ["invited twice", form, [409, "conflict"]],
      ["the address of a user", { ...form, participant: "276", email: ann.email }, [409, "conflict"]],
      ["a participant that is none", { ...form, participant: "999", email: "x@example.com" }, [400, "invalid-input"]],
      ["a rep who is nobody", { email: "x@example.com", roles: ["rep"] }, [400, "invalid-input"]],
      ["no role", { email: "x@example.com", roles: [] }, [400, "invalid-input"]],
      ["a role that is none", { email: "x@example.com", roles: ["owner"] }, [400, "invalid-input"]],
      [
        "an end before the beginning",
        { email: "x@example.com", roles: ["finance"], from: "2030-01-02", to: "2030-01-02" },
        [400, "invalid-input"],
      ],
      ["an end in the past", { email: "x@example.com", roles: ["finance"], from: "2020-01-01", to: "2020-02-01" }, [400, "invalid-input"]],
    ] as const)
      expect(await problemOf(await invite(wrong)), label).toEqual(expected);
    const token = await tokenFor("michael@example.com");
    expect(await bodyOf(await server.request("/api/invitations/check", { json: { token } }))).toEqual({
      company: "Demo",
      name: "Michael Blythe",
      email: "michael@example.com",
      roles: ["rep"],
    });
    for (const other of ["/api/set-up/check", "/api/password-links/check"])
      expect(await problemOf(await server.request(other, { json: { token } })), other).toEqual([410, "link-used"]);
    const answers = await Promise.all(
      [1, 2, 3].map(() => server.request("/api/invitations/accept", { json: { token, name: "Michael", password: PASSWORD } })),
    );
    expect(answers.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1);
    expect(await problemOf(await server.request("/api/invitations/check", { json: { token } }))).toEqual([410, "link-used"]);
    const rep = await server.cookieOf("michael@example.com");
    expect(await (await server.request("/api/session", { cookie: rep })).json()).toMatchObject({ roles: ["rep"], participant: "275" });
    const { items } = await bodyOf<{ items: { userId: string; email: string }[] }>(
      await server.request("/api/sign-ins", { cookie: admin }),
    );
    expect(items).toMatchObject([
      { participant: null, name: ann.name, roles: ["administrator"] },
      { participant: "276", name: "Linda Mitchell", email: null, userId: null, roles: [], lastSignIn: null },
      { participant: "275", name: "Michael Blythe", email: "michael@example.com", roles: ["rep"], lastSignIn: expect.any(String) },
    ]);
    userId = items[2]?.userId ?? "";
    const history = await server.store.system((tx) =>
      tx.selectFrom("changes").select(["actor", "reason"]).where("kind", "=", "access").execute(),
    );
    expect(history).toEqual([{ actor: expect.stringMatching(/\w{20}/), reason: expect.stringContaining("Invitation") }]);
  });

  test("sees nobody else and manages nothing", async () => {
    const rep = await server.cookieOf("michael@example.com");
    expect((await server.request("/api/people/275", { cookie: rep })).status).toBe(200);
    expect(await problemOf(await server.request("/api/people/276", { cookie: rep }))).toEqual([404, "not-found"]);
    expect(await problemOf(await server.request("/api/statements?participant=276", { cookie: rep }))).toEqual([404, "not-found"]);
    const form = { participant: "276", email: "m@example.com", roles: ["administrator"] };
    for (const path of [
      "/api/invitations",
      `/api/sign-ins/${userId}/reset`,
      `/api/sign-ins/${userId}/end`,
      `/api/sign-ins/${userId}/remove-second-factor`,
    ])
      expect(await problemOf(await server.request(path, { cookie: rep, json: form })), path).toEqual([403, "not-permitted"]);
    for (const path of ["/api/sign-ins", "/api/invitations", "/api/outbox", "/api/sign-in-events", "/api/sign-in-policy"])
      expect(await problemOf(await server.request(path, { cookie: rep })), path).toEqual([403, "not-permitted"]);
  });

  test("a new password by mail ends old sessions and the old password", async () => {
    const before = await server.cookieOf("michael@example.com");
    expect((await server.request(`/api/sign-ins/${userId}/reset`, { cookie: admin, json: {} })).status).toBe(204);
    const token = await tokenFor("michael@example.com");
    expect(await bodyOf(await server.request("/api/password-links/check", { json: { token } }))).toEqual({
      name: "Michael",
      email: "michael@example.com",
    });
    expect((await server.request("/api/password-links", { json: { token, password: "a quite new password" } })).status).toBe(200);
    expect(await problemOf(await server.request("/api/password-links", { json: { token, password: "another good password" } }))).toEqual([
      410,
      "link-used",
    ]);
    expect((await server.request("/api/session", { cookie: before })).status).toBe(401);
    expect((await server.request("/api/sign-in", { json: { email: "michael@example.com", password: PASSWORD } })).status).toBe(401);
    expect(await server.cookieOf("michael@example.com", "a quite new password")).not.toBe("");
  });

  test("that is ended is nobody's with the next request, not only with the next sign-in, and stays in the history of rights", async () => {
    const rep = await server.cookieOf("michael@example.com", "a quite new password");
    const now = server.clock.nowMs;
    server.clock.nowMs = () => now() + 48 * HOUR_MS;
    expect((await server.request("/api/session", { cookie: rep })).status).toBe(200);
    expect((await server.request(`/api/sign-ins/${userId}/end`, { cookie: admin, json: {} })).status).toBe(204);
    expect((await server.request("/api/session", { cookie: rep })).status).toBe(401);
    expect(await problemOf(await server.request(`/api/sign-ins/${userId}/reset`, { cookie: admin, json: {} }))).toEqual([404, "not-found"]);
    const kept = await server.store.signIn.selectFrom("memberships").select(["to"]).where("user_id", "=", userId).execute();
    expect(kept).toEqual([{ to: new Date(server.clock.nowMs()).toISOString().slice(0, 10) }]);
    server.clock.nowMs = now;
  });
});

describe("a session", () => {
  test("that has expired is refused, though its cookie is good", async () => {
    const cookie = await server.cookieOf(ann.email);
    expect((await server.request("/api/session", { cookie })).status).toBe(200);
    await sql`update session set "expiresAt" = now() - interval '1 second'`.execute(server.store.signIn);
    expect((await server.request("/api/session", { cookie })).status).toBe(401);
  });

  test("ends with the sign-out", async () => {
    const cookie = await server.cookieOf(ann.email);
    await server.request("/api/sign-out", { cookie, json: {} });
    expect((await server.request("/api/session", { cookie })).status).toBe(401);
  });

  test("with a forged or changed cookie is nobody's", async () => {
    const cookie = await server.cookieOf(ann.email);
    for (const forged of [cookie.slice(0, -6), "attain.session_token=abc.def", `${cookie.split(".").slice(0, 2).join(".")}.AAAA`])
      expect((await server.request("/api/session", { cookie: forged })).status, forged).toBe(401);
  });

  test("an administrator cannot lock everybody out", async () => {
    admin = await server.cookieOf(ann.email);
    const [user] = await server.store.signIn.selectFrom("user").select("id").where("email", "=", ann.email).execute();
    expect(await problemOf(await server.request(`/api/sign-ins/${user?.id}/end`, { cookie: admin, json: {} }))).toEqual([409, "conflict"]);
  });
});

test("guessing a password is stopped, for that address only, and again allowed after the window", async () => {
  const guess = (email: string) => server.request("/api/sign-in", { json: { email, password: "a wrong password" } });
  for (let attempt = 0; attempt < 10; attempt += 1) expect((await guess("Victim@example.com")).status).toBe(401);
  const stopped = await guess("victim@example.com");
  expect(await problemOf(stopped.clone())).toEqual([429, "too-many-attempts"]);
  expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(800);
  expect((await guess("other@example.com")).status).toBe(401);
  const now = server.clock.nowMs;
  server.clock.nowMs = () => now() + 15 * 60_000;
  expect((await guess("victim@example.com")).status).toBe(401);
  server.clock.nowMs = now;
});
