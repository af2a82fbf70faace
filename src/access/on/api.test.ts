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

type Seeing = { name: string; role: string; through: string; managerName: string | null; reporting: { from: string } | null };
type Seen = { permission: string; role: string; through: string; participant: string | null; name: string | null; from: string | null };
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- whoever asks says what comes
const get = async <T>(path: string) => bodyOf<{ items: T[] }>(await server.request(path, { cookie: admin }));

test("a row of another day is seen by whoever led its owner then, and by today's manager while its period is open", async () => {
  const managersOf = async (day: string, date: string) =>
    (await get<Seeing>(`/api/access/on?day=${day}&participant=275&date=${date}&permission=statements.read&role=manager`)).items.length;
  expect(await managersOf(TODAY, "2026-01-01")).toBe(1);
  expect(await managersOf(TODAY, "2025-12-31")).toBe(0); // nobody led them then
  expect(await managersOf("2026-01-02", "2026-01-01")).toBe(0); // no roles yet on that day
});

test("what a user could see on a day is told by permission, role and person", async () => {
  const users = await get<{ userId: string; email: string }>("/api/memberships");
  const userOf = (email: string) => users.items.find((user) => user.email === email)?.userId;
  const seen = async (email: string, day = TODAY) =>
    (await get<Seen>(`/api/access/of?day=${day}&user=${userOf(email)}&permission=statements.read`)).items;
  expect(await seen("mel@example.com")).toMatchObject([
    { role: "manager", through: "own", participant: "274", name: "Name 274", from: null },
    { role: "manager", through: "reports", participant: "275", name: "Name 275", from: "2026-01-01" },
  ]);
  expect(await seen("admin@example.com")).toMatchObject([{ role: "administrator", through: "company", participant: null }]);
  expect(await seen("mel@example.com", "2019-01-01")).toEqual([]);
  const file = await server.request(`/api/access/of?day=${TODAY}&user=${userOf("rae@example.com")}&format=csv`, { cookie: admin });
  expect(await file.text()).toContain("statements.read,rep,own,275,Name 275");
  expect((await server.request(`/api/access/of?day=${TODAY}&user=x`, { cookie: rep })).status).toBe(403);
});

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
