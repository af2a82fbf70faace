import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bodyOf, PASSWORD, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { inviteAndAccept, linkTokenTo, setUpCompany } from "../../../test/support/sign-in.ts";

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await setUpCompany(server);
  await inviteAndAccept(server, admin, { email: "fin@example.com", roles: ["finance"] });
});
afterAll(() => server.close());

const ask = (email: string) => server.request("/api/password-resets", { json: { email } });
const written = () =>
  server.store.signIn.selectFrom("outbox").select(["to", "subject"]).where("subject", "like", "%new password%").execute();
/** The mail goes out after the answer. */
async function mailedTo(email: string): Promise<string> {
  await expect.poll(async () => (await written()).some(({ to }) => to === email)).toBe(true);
  return linkTokenTo(server, email);
}

describe("a password reset", () => {
  test("is answered alike for an address that somebody has and one that nobody has", async () => {
    const [known, unknown] = [await ask("Fin@Example.com"), await ask("nobody@example.com")];
    const shapeOf = async (response: Response) => [
      response.status,
      await response.text(),
      [...response.headers].filter(([name]) => name !== "x-request-id").map(([name, value]) => `${name}: ${value.replace(/t=\d+/, "t=…")}`),
    ];
    expect(await shapeOf(known)).toEqual(await shapeOf(unknown));
    await mailedTo("fin@example.com");
    expect((await written()).map(({ to }) => to)).toEqual(["fin@example.com"]);
    const sent = JSON.stringify(server.lines);
    expect(sent).not.toContain("fin@example.com");
  });

  test("takes no longer for a known address", async () => {
    const now = server.clock.nowMs;
    let start = now();
    server.clock.nowMs = () => (start += 16 * 60_000); // each in a window of its own
    const timed = async (email: string) => {
      const began = performance.now();
      await ask(email);
      const took = performance.now() - began;
      await new Promise((resolve) => setTimeout(resolve, 120)); // what comes after the answer
      return took;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let round = 0; round < 7; round += 1) {
      known.push(await timed("fin@example.com"));
      unknown.push(await timed("nobody@example.com"));
    }
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[3] ?? 0;
    // Within a factor of three either way: a hash or a mail before the answer would be ten times as long.
    expect(median(known)).toBeLessThan(3 * median(unknown) + 5);
    expect(median(unknown)).toBeLessThan(3 * median(known) + 5);
    server.clock.nowMs = now;
  });

  test("has a link that works once, for one hour, and ends all sessions", async () => {
    const session = await server.cookieOf("fin@example.com");
    const now = server.clock.nowMs;
    const start = now() + 40 * 16 * 60_000;
    server.clock.nowMs = () => start;
    await server.store.signIn.deleteFrom("outbox").execute();
    await ask("fin@example.com");
    const token = await mailedTo("fin@example.com");
    const check = async () => (await server.request("/api/password-links/check", { json: { token } })).status;
    expect(await check()).toBe(200);
    server.clock.nowMs = () => start + 3_600_001;
    expect(await check()).toBe(410);
    server.clock.nowMs = () => start;
    const use = (password: string) => server.request("/api/password-links", { json: { token, password } });
    expect((await use("short")).status).toBe(400);
    const answers = await Promise.all([use("a first new password"), use("a second new password")]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 410]));
    server.clock.nowMs = now;
    expect((await server.request("/api/session", { cookie: session })).status).toBe(401);
    expect((await server.request("/api/sign-in", { json: { email: "fin@example.com", password: PASSWORD } })).status).toBe(401);
  });

  test("is mailed three times in a quarter of an hour at most", async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) statuses.push((await ask("nobody.else@example.com")).status);
    expect(statuses).toEqual([204, 204, 204, 429]);
  });

  test("of somebody whose roles have ended sends nothing", async () => {
    await inviteAndAccept(server, admin, { email: "gone@example.com", roles: ["executive"] });
    const userId = (await server.signIn.findByEmail("gone@example.com"))?.id ?? "";
    await server.request(`/api/sign-ins/${userId}/end`, { cookie: admin, json: {} });
    await server.store.signIn.deleteFrom("outbox").execute();
    expect((await ask("gone@example.com")).status).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await written()).toEqual([]);
  });

  test("stands in the record", async () => {
    const { items } = await bodyOf<{ items: { kind: string }[] }>(await server.request("/api/sign-in-events", { cookie: admin }));
    expect(items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["reset-asked", "password-set", "invitation-accepted", "sign-in-ended"]),
    );
  });
});
