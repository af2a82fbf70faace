import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bodyOf, cookieFrom, PASSWORD, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { codeOf, inviteAndAccept, setUpCompany } from "../../../test/support/sign-in.ts";

let server: TestServer;
let admin: string;
let fin: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await setUpCompany(server);
  fin = await inviteAndAccept(server, admin, { email: "fin@example.com", roles: ["finance"] });
});
afterAll(() => server.close());

const post = (path: string, cookie: string, json: object = {}) => server.request(path, { cookie, json });
const problemOf = async (response: Response) => [response.status, (await bodyOf<{ code: string }>(response)).code];
/** The cookie of a sign-in that waits for its second factor. */
const waitingFrom = (response: Response) =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith("attain.two_factor="))
    ?.split(";")[0] ?? "";
const signIn = (email: string, password = PASSWORD) => server.request("/api/sign-in", { json: { email, password } });
const kindsOf = async () =>
  (
    await bodyOf<{ items: { kind: string; userName: string | null }[] }>(await server.request("/api/sign-in-events", { cookie: admin }))
  ).items.map(({ kind, userName }) => `${kind} ${userName ?? "-"}`);

test("codes are those of RFC 6238, appendix B", () => {
  const uri = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  expect([59, 1_111_111_109, 20_000_000_000].map((seconds) => codeOf(uri, seconds * 1000))).toEqual(["287082", "081804", "353130"]);
});

describe("a second factor", () => {
  let uri: string;
  let backupCodes: readonly string[];
  const now = () => Date.now();

  test("is prepared with the password alone, and asked for only once a first code has confirmed it", async () => {
    const refused = await post("/api/second-factor/prepare", fin, { password: "a wrong password" });
    expect(await bodyOf(refused)).toMatchObject({ code: "invalid-input", errors: [{ place: "body.password" }] });
    const prepared = await bodyOf<{ uri: string; backupCodes: string[] }>(
      await post("/api/second-factor/prepare", fin, { password: PASSWORD }),
    );
    [uri, backupCodes] = [prepared.uri, prepared.backupCodes];
    expect(uri).toMatch(/^otpauth:\/\/totp\/Attain/);
    expect(backupCodes).toHaveLength(10);
    expect(await bodyOf(await signIn("fin@example.com"))).toEqual({ secondFactor: false });
    expect(await problemOf(await post("/api/second-factor/confirm", fin, { code: "000000" }))).toEqual([401, "wrong-code"]);
    const confirmed = await post("/api/second-factor/confirm", fin, { code: codeOf(uri, now()) });
    expect(confirmed.status).toBe(204);
    expect((await server.request("/api/session", { cookie: fin })).status, "the session before").toBe(401);
    fin = cookieFrom(confirmed);
    expect((await server.request("/api/session", { cookie: fin })).status).toBe(200);
  });

  test("the password alone then gives no session, only the wait for the code", async () => {
    const begun = await signIn("fin@example.com");
    expect(await bodyOf(begun.clone())).toEqual({ secondFactor: true });
    expect(cookieFrom(begun)).toBe("attain.session_token=");
    expect((await server.request("/api/session", { cookie: waitingFrom(begun) })).status).toBe(401);
    expect(await problemOf(await post("/api/sign-in/second-factor", "", { code: codeOf(uri, now()) }))).toEqual([401, "wrong-code"]);
  });

  test("a code signs in once; used again, by whoever saw it, it is refused", async () => {
    const first = await signIn("fin@example.com");
    const code = codeOf(uri, now() + 30_000); // the one that turned it on has been used
    const done = await post("/api/sign-in/second-factor", waitingFrom(first), { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect(done.status).toBe(204);
    expect((await server.request("/api/session", { cookie: cookieFrom(done) })).status).toBe(200);
    const second = await signIn("fin@example.com");
    const replayed = await post("/api/sign-in/second-factor", waitingFrom(second), { code });
    expect(await problemOf(replayed)).toEqual([401, "wrong-code"]);
    expect(cookieFrom(replayed)).toBe("");
    const userId = (await server.signIn.findByEmail("fin@example.com"))?.id ?? "";
    expect(await server.signIn.sessions.list(userId), "of the confirmation and of the first sign-in since").toHaveLength(2);
  });

  test("another user's session in the same browser does not stand in for the code", async () => {
    const begun = await signIn("fin@example.com");
    const both = `${admin}; ${waitingFrom(begun)}`;
    expect(await problemOf(await post("/api/sign-in/second-factor", both, { code: "000000" }))).toEqual([401, "wrong-code"]);
    expect(await problemOf(await post("/api/sign-in/second-factor", admin, { code: codeOf(uri, now()) }))).toEqual([401, "wrong-code"]);
  });

  test("a backup code signs in once", async () => {
    const use = async (backupCode: string) =>
      post("/api/sign-in/second-factor", waitingFrom(await signIn("fin@example.com")), { backupCode });
    expect((await use(backupCodes[0] ?? "")).status).toBe(204);
    expect((await use(backupCodes[0] ?? "")).status).toBe(401);
    const renewed = await bodyOf<{ backupCodes: string[] }>(await post("/api/second-factor/backup-codes", fin, { password: PASSWORD }));
    expect((await use(backupCodes[1] ?? "")).status).toBe(401);
    expect((await use(renewed.backupCodes[0] ?? "")).status).toBe(204);
  });

  test("five wrong codes end the wait, even for the right one", async () => {
    const waiting = waitingFrom(await signIn("fin@example.com"));
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect((await post("/api/sign-in/second-factor", waiting, { code: "000000" })).status).toBe(401);
    expect((await post("/api/sign-in/second-factor", waiting, { backupCode: backupCodes[5] ?? "" })).status).toBe(401);
  });

  test("stands in the record with whose it is, wrong codes too", async () => {
    const kinds = await kindsOf();
    for (const kind of ["second-factor-on fin", "second-factor-failed fin", "backup-codes-made fin", "signed-in fin"])
      expect(kinds, kind).toContain(kind);
  });

  test("a lost one is removed by an administrator, and all sessions with it", async () => {
    server.clock.nowMs = () => Date.now() + 16 * 60_000; // after the limits of the sign-ins above
    const { items } = await bodyOf<{ items: { userId: string; email: string; secondFactor: boolean }[] }>(
      await server.request("/api/sign-ins", { cookie: admin }),
    );
    const row = items.find(({ email }) => email === "fin@example.com");
    expect(row?.secondFactor).toBe(true);
    expect((await post(`/api/sign-ins/${row?.userId}/remove-second-factor`, admin)).status).toBe(204);
    expect((await server.request("/api/session", { cookie: fin })).status).toBe(401);
    const begun = await signIn("fin@example.com");
    expect(await bodyOf(begun.clone())).toEqual({ secondFactor: false });
    fin = cookieFrom(begun);
  });
});

describe("a company that asks for a second factor", () => {
  test("lets nobody require it who would shut themselves out", async () => {
    expect(await problemOf(await post("/api/sign-in-policy", admin, { secondFactor: "required" }))).toEqual([409, "conflict"]);
  });

  test("answers who has none only about their own sign-in, with the next request", async () => {
    const { uri } = await bodyOf<{ uri: string }>(await post("/api/second-factor/prepare", admin, { password: PASSWORD }));
    admin = cookieFrom(await post("/api/second-factor/confirm", admin, { code: codeOf(uri, Date.now()) }));
    expect((await server.request("/api/plans", { cookie: fin })).status).not.toBe(403);
    expect((await post("/api/sign-in-policy", admin, { secondFactor: "required" })).status).toBe(200);
    expect(await bodyOf(await server.request("/api/session", { cookie: fin }))).toMatchObject({ secondFactorNeeded: true });
    for (const path of ["/api/statements", "/api/tasks", "/api/events"])
      expect(await problemOf(await server.request(path, { cookie: fin })), path).toEqual([403, "second-factor-needed"]);
    expect(await problemOf(await post("/api/api-keys", fin, { name: "x", scopes: ["plans.read"], days: 1 }))).toEqual([
      403,
      "second-factor-needed",
    ]);
    expect((await server.request("/api/sessions", { cookie: fin })).status).toBe(200);
    const prepared = await bodyOf<{ uri: string }>(await post("/api/second-factor/prepare", fin, { password: PASSWORD }));
    fin = cookieFrom(await post("/api/second-factor/confirm", fin, { code: codeOf(prepared.uri, Date.now()) }));
    expect((await server.request("/api/statements", { cookie: fin })).status).toBe(200);
    expect((await server.request("/api/statements", { cookie: admin })).status).toBe(200);
  });
});
