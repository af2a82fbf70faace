import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyOf, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { companyWith, signedIn } from "../../../test/support/statements.ts";

const TODAY = new Date().toISOString().slice(0, 10);

let server: TestServer;
let admin: string;
let rep: string;
beforeAll(async () => {
  server = await startTestServer();
  const company = await companyWith(server.store, "Ours", ["274", "275"]);
  admin = await signedIn(server, company, "admin@example.com", "administrator", null);
  rep = await signedIn(server, company, "rae@example.com", "rep", "275");
  await signedIn(server, company, "mel@example.com", "manager", "274");
  await server.store.publish({ companyId: company, actor: "x", roles: "system" }, { reason: "seats", kind: "test" }, async (tx) => {
    for (const [participant, position, parent] of [
      ["275", "A", "B"],
      ["274", "B", null],
    ] as const) {
      await tx.insertInto("positions").values({ company_id: company, position, parent }).execute();
      await tx.insertInto("assignments").values({ company_id: company, participant, position, from: "2026-01-01" }).execute();
    }
  });
});
afterAll(() => server.close());

test("who could see a participant on a day is told with role and reporting line, to those who may ask", async () => {
  const path = `/api/access/on?day=${TODAY}&participant=275`;
  const { items } = await bodyOf<{ items: { name: string; role: string; through: string; reporting: { from: string } | null }[] }>(
    await server.request(path, { cookie: admin }),
  );
  const lines = items.map(({ name, role, through, reporting }) => [name, role, through, reporting?.from ?? null]);
  expect(lines).toEqual([
    ["admin@example.com", "administrator", "company", null],
    ["admin@example.com", "administrator", "company", null],
    ["mel@example.com", "manager", "reports", "2026-01-01"],
    ["mel@example.com", "manager", "reports", "2026-01-01"],
    ["rae@example.com", "rep", "own", null],
    ["rae@example.com", "rep", "own", null],
  ]);
  const before = await bodyOf<{ items: unknown[] }>(
    await server.request("/api/access/on?day=2019-01-01&participant=275", { cookie: admin }),
  );
  expect(before.items).toEqual([]);
  expect((await server.request(path, { cookie: rep })).status).toBe(403);
});
