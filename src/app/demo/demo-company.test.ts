import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyOf, cookieFrom, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { SMALL_COMPANY, writeFiles } from "../../../test/support/small-company.ts";
import { SET_UP } from "../../access/set-up/api.ts";
import { dayOfClock } from "../../access/today.ts";
import { parseDay } from "../../calendar/day.ts";
import { activities, stageHistory } from "../../transactions/tables.ts";
import { createCompany } from "../database/companies.ts";
import { exportedTable } from "../export/table-rows.ts";
import { writeCsv } from "../export/write-table.ts";
import { importFiles } from "../import/import.ts";
import { DEMO_SEED, generate } from "./generate.ts";

/** Loading, entering and removing the demo company through the API of a whole server. */
const TIMEOUT_MS = 180_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, TIMEOUT_MS);
afterAll(() => server?.close());

const enter = async (person: string): Promise<string> => cookieFrom(await server.request("/api/demo/sign-in", { json: { person } }));

/** Rows by table, of one company or of users. */
async function rowCounts(companyId: number): Promise<ReadonlyMap<string, number>> {
  return server.store.system(async (tx) => {
    const { rows: tables } = await sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`.execute(tx);
    const counts = new Map<string, number>();
    for (const { name } of tables) {
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from ${sql.table(name)} where company_id = ${companyId}`.execute(tx);
      counts.set(name, rows[0]?.count ?? 0);
    }
    return counts;
  });
}

async function users(): Promise<readonly string[]> {
  return (await server.store.signIn.selectFrom("user").select("email").orderBy("email").execute()).map(({ email }) => email);
}

test("it is offered on an empty database alone, to whoever has the set-up link", async () => {
  const token = await server.signIn.links.create(SET_UP, 60_000);
  expect(await bodyOf(await server.request("/api/set-up/check", { json: { token } }))).toEqual({ companies: [], demoOffered: true });
  expect((await server.request("/api/demo", { json: { token: `${token.slice(0, -4)}AAAA` } })).status).toBe(410);
  expect((await server.request("/api/demo/sign-in", { json: { person: "administrator" } })).status).toBe(404);
  await createCompany(server.store, "test", { name: "Small", currency: "USD", settings: {} });
  expect(await bodyOf(await server.request("/api/set-up/check", { json: { token } }))).toMatchObject({ demoOffered: false });
  expect((await server.request("/api/demo", { json: { token } })).status).toBe(409);
});

test("loaded beside another company, entered as each person, and removed without a trace", { timeout: TIMEOUT_MS }, async () => {
  const { store, deps } = server;
  const folder = mkdtempSync(join(tmpdir(), "attain-small-"));
  writeFiles(folder, SMALL_COMPANY);
  await importFiles(store, { companyId: 1, actor: "test", roles: "system" }, { paths: [folder] });
  rmSync(folder, { recursive: true });
  await server.signIn.create({ name: "Real Person", email: "real@example.com" });
  const [before, usersBefore] = [await rowCounts(1), await users()];

  await deps.demo.load();
  const { people, loading, failed } = await bodyOf<{ people: { role: string; name: string }[]; loading: null; failed: boolean }>(
    await server.request("/api/demo"),
  );
  expect([people.length, loading, failed]).toEqual([7, null, false]);
  const calculations = await store.system((tx) =>
    tx.selectFrom("calculations").select(["period", "state"]).where("company_id", "=", 2).orderBy("period").orderBy("state").execute(),
  );
  expect(calculations.map(({ state }) => state)).toEqual([...Array.from({ length: 8 }, () => "published"), "superseded", "draft"]);

  const corrected = await store.system((tx) =>
    tx.selectFrom("history").select("row_key").where("company_id", "=", 2).where("table_name", "=", "transactions").execute(),
  );
  expect(corrected).toHaveLength(3);

  for (const { role, name } of people) {
    const session = await bodyOf(await server.request("/api/session", { cookie: await enter(role) }));
    expect(session).toMatchObject({ user: { name }, roles: [role], company: { demo: true } });
  }
  const rep = await enter("rep");
  expect((await server.request("/api/statements", { cookie: rep })).status).toBe(200);
  expect((await server.request("/api/statements", { cookie: await enter("sales-operations") })).status).toBe(403);
  const left = await enter("executive");
  await server.request("/api/demo/sign-in", { json: { person: "finance" }, cookie: left });
  expect((await server.request("/api/session", { cookie: left })).status, "who enters as another leaves the session before").toBe(401);
  await seesOwnPipelineOnly();
  await exportsWhatWentIn();

  expect((await server.request("/api/demo", { method: "DELETE", cookie: rep })).status).toBe(403);
  const filled = [...(await rowCounts(2))].filter(([, count]) => count > 0);
  expect(filled.map(([table]) => table)).toEqual(expect.arrayContaining(["activities", "memberships", "stage_history", "statements"]));
  const administrator = await enter("administrator");
  expect((await server.request("/api/demo", { method: "DELETE", cookie: administrator })).status).toBe(204);
  expect([...(await rowCounts(2))].filter(([, count]) => count > 0)).toEqual([]);
  expect(await rowCounts(1)).toEqual(before);
  expect(await users()).toEqual(usersBefore);
  expect((await server.request("/api/session", { cookie: administrator })).status).toBe(401);
});

/** Row security of stages and activities: a rep those of own deals, the manager the team's, sales operations all. */
async function seesOwnPipelineOnly(): Promise<void> {
  const { store } = server;
  const participants = await store.signIn
    .selectFrom("memberships")
    .select(["role", "participant"])
    .where("company_id", "=", 2)
    .where("role", "in", ["rep", "manager"])
    .execute();
  const seen = async (roles: "rep" | "manager" | "sales-operations") => {
    const participant = participants.find(({ role }) => role === roles)?.participant;
    return store.as({ companyId: 2, actor: "x", roles: [roles], ...(participant ? { participant } : {}) }, async (tx) => {
      const stages = await tx.selectFrom("stage_history").select("opportunity").distinct().execute();
      const deals = await tx.selectFrom("opportunities").select("opportunity").execute();
      const { count } = await tx.selectFrom("activities").select(tx.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
      return {
        stages: new Set(stages.map(({ opportunity }) => opportunity)),
        deals: new Set(deals.map(({ opportunity }) => opportunity)),
        count,
      };
    });
  };
  const [rep, manager, all] = [await seen("rep"), await seen("manager"), await seen("sales-operations")];
  for (const { stages, deals } of [rep, manager, all]) expect(stages).toEqual(deals);
  expect(rep.deals.size).toBeGreaterThan(50);
  expect(rep.deals.size).toBeLessThan(manager.deals.size);
  expect(manager.deals.size).toBeLessThan(all.deals.size);
  expect(rep.count).toBeLessThan(manager.count);
  expect(manager.count).toBeLessThan(all.count);
}

/** Exported as of the import and as of now, stages and activities are the generated files again. */
async function exportsWhatWentIn(): Promise<void> {
  const { store, clock } = server;
  const { files } = generate(DEMO_SEED, parseDay(dayOfClock(clock.nowMs())) ?? 0);
  const lines = (text: string): readonly string[] => text.trim().split("\r\n").toSorted();
  for (const table of [stageHistory, activities])
    for (const change of [2, 1000]) {
      let written = "";
      await store.as({ companyId: 2, actor: "x", roles: ["administrator"] }, (tx) =>
        writeCsv(exportedTable(store, tx, 2, change, table, new Map()), (text) => (written += text)),
      );
      expect([table.name, change, lines(written).length]).toEqual([table.name, change, lines(files.get(`${table.name}.csv`) ?? "").length]);
      expect(lines(written)).toEqual(lines(files.get(`${table.name}.csv`) ?? ""));
    }
}
