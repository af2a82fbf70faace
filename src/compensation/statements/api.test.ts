import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../../test/support/server.ts";
import { calculated, companyWith, signedIn } from "../../../test/support/statements.ts";
import { periodListSchema, statementPageSchema } from "./schemas.ts";
import type { Finding } from "./statement.ts";

const people = ["a", "b", "c", "d", "e"];
const missing: Finding = { code: "quota-missing", blocking: true, message: "No quota", fix: "Add one" };

let server: TestServer;
let admin: string;
let rep: string;
let stranger: string;
let company: number;

beforeAll(async () => {
  server = await startTestServer();
  company = await companyWith(server.store, "Ours", people);
  await calculated(server.store, company, "2026-01", "2026-01-01", "superseded", [{ participant: "a", minor: [1] }]);
  await calculated(
    server.store,
    company,
    "2026-01",
    "2026-01-01",
    "published",
    people.map((participant, index) => ({ participant, minor: [100 * index, 5], findings: participant === "c" ? [missing] : [] })),
  );
  await calculated(
    server.store,
    company,
    "2026-02",
    "2026-02-01",
    "draft",
    people.map((participant) => ({ participant, minor: [-250] })),
  );
  const other = await companyWith(server.store, "Theirs", ["a", "z"]);
  await calculated(server.store, other, "2026-01", "2026-01-01", "published", [{ participant: "a", minor: [777_777] }]);
  admin = await signedIn(server, company, "admin@example.com", "administrator", null);
  rep = await signedIn(server, company, "rep@example.com", "rep", "a");
  stranger = await signedIn(server, other, "stranger@example.com", "administrator", null);
});
afterAll(() => server.close());

async function get(path: string, cookie: string): Promise<{ status: number; body: unknown }> {
  const response = await server.request(path, { cookie });
  return { status: response.status, body: await response.json() };
}

type Row = {
  readonly period: string;
  readonly participant: string;
  readonly amount: string;
  readonly state: string;
  readonly findings: number;
};
type List = { readonly items: readonly Row[]; readonly sums?: readonly object[]; readonly nextCursor: string | null };
type Line = { readonly lineNo: number; readonly component: string };
type Lines = { readonly items: readonly Line[]; readonly nextCursor: string | null };
const listOf = async (path: string, cookie: string) => (await get(path, cookie)).body as List;
const linesOf = async (path: string) => (await get(path, admin)).body as Lines;

describe("the list", () => {
  test("gives an administrator the latest calculation of each period, drafts included, with totals of the whole filter", async () => {
    const list = await listOf("/api/statements?limit=3", admin);
    expect(list.items.map(({ period, participant, amount, state }) => [period, participant, amount, state])).toEqual([
      ["2026-02", "a", "-2.50", "draft"],
      ["2026-02", "b", "-2.50", "draft"],
      ["2026-02", "c", "-2.50", "draft"],
    ]);
    expect(list.sums).toEqual([{ by: "USD", rows: 10, of: { amount: "-2.25", findings: "1" } }]);
  });

  test("pages through every statement once, in one order, whatever the page size", async () => {
    const whole = await listOf("/api/statements?limit=1000", admin);
    expect(whole.nextCursor).toBeNull();
    for (const limit of [1, 2, 3, 10]) {
      const seen: unknown[] = [];
      let cursor: string | null = "";
      do {
        const page = await listOf(`/api/statements?limit=${limit}${cursor ? `&cursor=${cursor}` : ""}`, admin);
        seen.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen, `pages of ${limit}`).toEqual(whole.items);
    }
  });

  test.each([
    ["period", "period=2026-01", ["a", "b", "c", "d", "e"]],
    ["participant", "participant=b", ["b", "b"]],
    ["part of a name, in any case", "search=nAmE%20d", ["d", "d"]],
    ["a name that nobody has", "search=100%25", []],
    ["a plan set without statements", "set=other", []],
  ])("filters by %s", async (_label, query, expected) => {
    const list = await listOf(`/api/statements?${query}`, admin);
    expect(list.items.map(({ participant }) => participant)).toEqual(expected);
  });

  test("gives a rep their own published statements only, and counts nothing else", async () => {
    const list = await listOf("/api/statements", rep);
    expect(list.items.map(({ period, participant, amount }) => [period, participant, amount])).toEqual([["2026-01", "a", "0.05"]]);
    expect(list.sums).toEqual([{ by: "USD", rows: 1, of: { amount: "0.05", findings: "0" } }]);
    expect(periodListSchema.parse((await get("/api/statement-periods", rep)).body).items.map(({ period }) => period)).toEqual(["2026-01"]);
  });

  test("refuses a cursor that is not ours", async () => {
    for (const cursor of ["x", "e30", Buffer.from('{"from":"2026-01-01\'"}').toString("base64url")])
      expect(await get(`/api/statements?cursor=${cursor}`, admin)).toMatchObject({ status: 400, body: { code: "invalid-cursor" } });
  });
});

describe("one statement", () => {
  test("shows components that sum to the total", async () => {
    const page = statementPageSchema.parse((await get("/api/statements/c/2026-01", admin)).body);
    expect(page.components.map(({ component, amount, lines }) => [component, amount, lines])).toEqual([
      ["base", "2.00", 1],
      ["extra", "0.05", 1],
    ]);
    expect(page).toMatchObject({ amount: "2.05", findings: [missing], inputChange: 2, state: "published" });
  });

  test("lists its lines by component, in pages", async () => {
    const first = await linesOf("/api/statements/c/2026-01/lines?limit=1");
    expect(first.items[0]).toMatchObject({
      lineNo: 0,
      component: "base",
      amount: "2.00",
      transaction: "T-c",
      credited: "1000.1250",
      date: "2026-01-15",
    });
    const second = await linesOf(`/api/statements/c/2026-01/lines?limit=1&cursor=${first.nextCursor}`);
    expect([second.items[0]?.component, second.nextCursor]).toEqual(["extra", null]);
    expect((await linesOf("/api/statements/c/2026-01/lines?component=extra")).items.length).toBe(1);
  });

  test.each([
    ["a rep's own", () => rep, "/api/statements/a/2026-01", 200],
    ["another's", () => rep, "/api/statements/b/2026-01", 404],
    ["another's lines", () => rep, "/api/statements/b/2026-01/lines", 404],
    ["why of another's", () => rep, "/api/statements/b/2026-01/explanation", 404],
    ["an own draft", () => rep, "/api/statements/a/2026-02", 404],
    ["lines of an own draft", () => rep, "/api/statements/a/2026-02/lines", 404],
    ["an own transaction", () => rep, "/api/transactions/files/T-a/1", 200],
    ["another's transaction", () => rep, "/api/transactions/files/T-b/1", 404],
    ["a participant of another company", () => admin, "/api/people/z", 404],
    ["another company's by the same names", () => stranger, "/api/statements/b/2026-01", 404],
    ["a name that looks like a path", () => admin, "/api/statements/..%2F..%2Fa/2026-01", 404],
  ])("%s is answered as it should", async (_label, cookie, path, status) => {
    expect((await get(path, cookie())).status).toBe(status);
  });

  test("of another company is not ours, though participant and period have the same names", async () => {
    expect(statementPageSchema.parse((await get("/api/statements/a/2026-01", admin)).body).amount).toBe("0.05");
    expect(statementPageSchema.parse((await get("/api/statements/a/2026-01", stranger)).body).amount).toBe("7777.77");
  });
});

test("a transaction names what it earned; a rep sees their own part only", async () => {
  const { body } = await get("/api/transactions/files/T-a/1", rep);
  expect(body).toMatchObject({ amount: "1000.1250", currency: "USD", ownerName: "Name a" });
  expect((body as { earnings: unknown[] }).earnings).toMatchObject([
    { participant: "a", period: "2026-01", component: "base", amount: "0.00" },
    { participant: "a", period: "2026-01", component: "extra", amount: "0.05" },
  ]);
});

test("calculations are the administrator's: they tell of everybody", async () => {
  const { body } = await get("/api/calculations", admin);
  expect((body as { items: { state: string }[] }).items.map(({ state }) => state)).toEqual(["draft", "published", "superseded"]);
  expect(await get("/api/calculations", rep)).toMatchObject({ status: 403, body: { code: "not-permitted" } });
});

test("the second wall: with every check of the program removed, row security still hides others' rows", async () => {
  const rows = await server.store.as({ companyId: company, actor: "x", roles: ["rep"], participant: "a" }, async (tx) => ({
    statements: await tx.selectFrom("statements").select(["participant"]).distinct().execute(),
    lines: await tx.selectFrom("statement_lines").select(["participant"]).distinct().execute(),
    people: await tx.selectFrom("people").select(["participant"]).execute(),
    summaries: await tx.selectFrom("calculation_summaries").selectAll().execute(),
  }));
  expect(rows).toEqual({
    statements: [{ participant: "a" }],
    lines: [{ participant: "a" }],
    people: [{ participant: "a" }],
    summaries: [],
  });
});
