import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bodyOf, PASSWORD, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { linkTokenTo, setUpCompany } from "../../../test/support/sign-in.ts";

const HOUR_MS = 3_600_000;
let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await setUpCompany(server);
});
afterAll(() => server.close());

const problemOf = async (response: Response) => [response.status, (await bodyOf<{ code: string }>(response)).code];

describe("an invitation", () => {
  const invited = async (email: string, more: object = {}) =>
    bodyOf<{ invitation: string }>(
      await server.request("/api/invitations", { json: { email, roles: ["finance"], ...more }, cookie: admin }),
    );
  const act = (invitation: string, action: string) =>
    server.request(`/api/invitations/${invitation}/${action}`, { cookie: admin, json: {} });

  test("sent again has a new link, and the old one no longer holds", async () => {
    const { invitation } = await invited("fay@example.com");
    const older = await linkTokenTo(server, "fay@example.com");
    expect((await act(invitation, "send")).status).toBe(204);
    const newer = await linkTokenTo(server, "fay@example.com");
    expect((await server.request("/api/invitations/check", { json: { token: older } })).status).toBe(410);
    expect((await server.request("/api/invitations/check", { json: { token: newer } })).status).toBe(200);
  });

  test("withdrawn, its link no longer holds, and the address can be invited again", async () => {
    const { invitation } = await invited("gus@example.com");
    const token = await linkTokenTo(server, "gus@example.com");
    expect((await act(invitation, "withdraw")).status).toBe(204);
    expect((await server.request("/api/invitations/accept", { json: { token, name: "Gus", password: PASSWORD } })).status).toBe(410);
    expect(await problemOf(await act(invitation, "send"))).toEqual([404, "not-found"]);
    expect(await problemOf(await act(invitation, "withdraw"))).toEqual([404, "not-found"]);
    expect((await invited("gus@example.com")).invitation).not.toBe(invitation);
  });

  test("holds seven days", async () => {
    await invited("hal@example.com");
    const token = await linkTokenTo(server, "hal@example.com");
    const now = server.clock.nowMs;
    server.clock.nowMs = () => now() + 7 * 24 * HOUR_MS + 1;
    expect((await server.request("/api/invitations/check", { json: { token } })).status).toBe(410);
    const { items } = await bodyOf<{ items: { email: string; state: string }[] }>(
      await server.request("/api/invitations", { cookie: admin }),
    );
    expect(items.find(({ email }) => email === "hal@example.com")?.state).toBe("expired");
    server.clock.nowMs = now;
  });

  test("gives its roles for its days alone, and never for days before it was accepted", async () => {
    const today = new Date(server.clock.nowMs()).toISOString().slice(0, 10);
    const end = new Date(server.clock.nowMs() + 3 * 24 * HOUR_MS).toISOString().slice(0, 10);
    await invited("ida@example.com", { roles: ["finance", "executive"], from: "2020-01-01", to: end });
    const token = await linkTokenTo(server, "ida@example.com");
    await server.request("/api/invitations/accept", { json: { token, name: "Ida", password: PASSWORD } });
    const ida = await server.cookieOf("ida@example.com");
    expect(await bodyOf(await server.request("/api/session", { cookie: ida }))).toMatchObject({ roles: ["executive", "finance"] });
    const held = await server.store.signIn.selectFrom("memberships").select(["role", "from", "to"]).where("role", "=", "finance").execute();
    expect(held).toEqual([{ role: "finance", from: today, to: end }]);
    const now = server.clock.nowMs;
    server.clock.nowMs = () => now() + 3 * 24 * HOUR_MS;
    expect((await server.request("/api/session", { cookie: ida })).status).toBe(401);
    server.clock.nowMs = now;
  });

  test("names its link in the outbox of the company's administrators and nowhere in the log", async () => {
    const outbox = await bodyOf<{ delivers: boolean; items: { to: string; link: string }[] }>(
      await server.request("/api/outbox", { cookie: admin }),
    );
    expect(outbox.delivers).toBe(false);
    expect(outbox.items.map(({ to }) => to)).toContain("hal@example.com");
    const log = JSON.stringify(server.lines);
    for (const { link, to } of outbox.items) {
      expect(log).not.toContain(link?.split("#")[1] ?? "no link");
      expect(log).not.toContain(to);
    }
  });
});
