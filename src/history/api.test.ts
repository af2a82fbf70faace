import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../access/permissions.ts";
import { type CompanyServer, companyServer } from "../../test/support/company-server.ts";
import { bodyOf } from "../../test/support/server.ts";
import { differencesOf, type Version } from "./differences.ts";
import { KEPT } from "./tables.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
  const { companyId: company_id } = server;
  const session = { companyId: company_id, actor: "ann", roles: "system" } as const;
  const rate = { company_id, participant: "ann", attribute: "rate" };
  await server.store.publish(session, { reason: "Begun", kind: "test" }, (tx) =>
    tx
      .insertInto("participant_attributes")
      .values({ ...rate, value: "5 %" })
      .execute(),
  );
  await server.store.publish(session, { reason: "=Promoted", kind: "test" }, async (tx, change_number) => {
    await tx.updateTable("participant_attributes").set({ value: "6 %", change_number }).where("attribute", "=", "rate").execute();
    await tx.updateTable("people").set({ hired: "2020-01-01", change_number }).where("participant", "=", "ann").execute();
    await tx.updateTable("quotas").set({ amount: "90", change_number }).where("position", "=", "seat-a").execute();
    for (const transaction of ["T1", "T4"])
      await tx.updateTable("transactions").set({ amount: "61", change_number }).where("transaction", "=", transaction).execute();
    await tx.deleteFrom("splits").where("transaction", "=", "T1").execute();
    await tx.updateTable("customers").set({ name: "Acme Ltd", change_number }).where("customer", "=", "c1").execute();
  });
  await server.store.publish(session, { reason: "Mistaken", kind: "test" }, async (tx) => {
    await tx.deleteFrom("participant_attributes").where("attribute", "=", "rate").execute();
    await tx.deleteFrom("products").where("product", "=", "p2").execute();
  });
});
afterAll(() => server.close());

type Row = {
  readonly version: number;
  readonly table: string;
  readonly object: string;
  readonly action: string;
  readonly reason: string;
  readonly actorName: string | null;
  readonly before: Version | null;
  readonly after: Version | null;
};
const get = (role: Role, path: string) => server.request(path, { cookie: server.cookies[role] });
const listed = async (role: Role, path: string) => {
  const answer = await get(role, path);
  expect(answer.status, await answer.clone().text()).toBe(200);
  return (await bodyOf<{ items: Row[] }>(answer)).items;
};
/** What was done, in one line each, such as "changed quotas seat-a / sales / 2026-01-01: amount 100 → 90". */
const told = (rows: readonly Row[]) =>
  rows.map(({ action, table, object, before, after }) => {
    const fields = action === "changed" ? differencesOf(before, after).map((each) => `${each.field} ${each.before} → ${each.after}`) : [];
    return [`${action} ${table} ${object}`, ...fields].join(": ");
  });

test("the tables with history, their keys in order and whose rows they hold are those of the database", async () => {
  const { rows } = await server.store.system((tx) =>
    sql<{ name: string; keys: string[] }>`select name, keys from kept_tables order by name`.execute(tx),
  );
  const ours = Object.entries<{ readonly key: readonly string[] }>(KEPT).map(([name, { key }]) => ({ name, keys: [...key] }));
  expect(ours.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(rows);
});

test("a value is followed from its addition to its deletion, with what it was and became, who and why", async () => {
  const rows = await listed("administrator", "/api/history?table=participant_attributes&sort=change&actor=ann");
  expect(rows.map(({ action, reason, before, after }) => [action, reason, before?.["value"], after?.["value"]])).toEqual([
    ["added", "Begun", undefined, "5 %"],
    ["changed", "=Promoted", "5 %", "6 %"],
    ["deleted", "Mistaken", "6 %", undefined],
  ]);
});

test("additions are told where the list is narrowed: a change shows all that it did; without it, what was replaced or deleted", async () => {
  const { items } = await bodyOf<{ items: { change: number; reason: string; kind: string }[] }>(
    await get("administrator", "/api/changes?actor=ann&sort=change"),
  );
  expect(items.map(({ reason }) => reason)).toEqual(["Begun", "=Promoted", "Mistaken"]);
  const [begun] = await listed("administrator", `/api/history?change=${items[0]?.change}`);
  expect(begun).toMatchObject({ action: "added", table: "participant_attributes", object: "ann / rate / -infinity", participant: "ann" });
  expect(new Set((await listed("administrator", "/api/history?limit=1000")).map(({ action }) => action))).toEqual(
    new Set(["changed", "deleted"]),
  );
});

test("pages of a narrowed list hold every entry once", async () => {
  const whole = await listed("administrator", "/api/history?participant=ann&limit=1000");
  const paged: Row[] = [];
  let cursor = "";
  do {
    const page = await bodyOf<{ items: Row[]; nextCursor: string | null }>(
      await get("administrator", `/api/history?participant=ann&limit=3${cursor}`),
    );
    paged.push(...page.items);
    cursor = page.nextCursor === null ? "" : `&cursor=${encodeURIComponent(page.nextCursor)}`;
  } while (cursor !== "");
  expect(paged.map(({ version }) => version)).toEqual(whole.map(({ version }) => version));
  expect(new Set(whole.map(({ version }) => version)).size).toBe(whole.length);
});

test("whoever sees no pay sees no rates in the history either; a rep sees only the history of records", async () => {
  const tables = new Set((await listed("sales-operations", "/api/history?actor=ann")).map(({ table }) => table));
  expect(tables).toEqual(new Set(["people", "quotas", "transactions", "splits", "customers", "products"]));
  for (const path of ["/api/history", "/api/changes"]) expect((await get("rep", path)).status).toBe(403);
});

test("it is exported like every list, harmless in a spreadsheet", async () => {
  const csv = await (await get("administrator", "/api/history?format=csv&actor=ann&table=people")).text();
  expect(csv.trim().split("\r\n")).toHaveLength(2);
  expect(csv).toContain("'=Promoted");
});

const RATES = [
  "added participant_attributes ann / rate / -infinity",
  "changed participant_attributes ann / rate / -infinity: value 5 % → 6 %",
];

test.each<[string, Role, string, readonly string[]]>([
  [
    "a rep their own transaction, without the splits of others",
    "rep",
    "transactions/files/T1/1",
    ["added transactions files / T1 / 1", "changed transactions files / T1 / 1: amount 60 → 61"],
  ],
  [
    "an auditor a transaction with its splits",
    "finance",
    "transactions/files/T1/1",
    [
      "added splits files / T1 / 1 / overlay / cyd / engineer",
      "added transactions files / T1 / 1",
      "changed transactions files / T1 / 1: amount 60 → 61",
      "deleted splits files / T1 / 1 / overlay / cyd / engineer",
    ],
  ],
  [
    "a rep the quota of their seat",
    "rep",
    "quotas/seat-a/sales/2026-01-01",
    ["added quotas seat-a / sales / 2026-01-01", "changed quotas seat-a / sales / 2026-01-01: amount 100 → 90"],
  ],
  ["a rep a customer of theirs", "rep", "customers/c1", ["added customers c1", "changed customers c1: name Acme → Acme Ltd"]],
  ["a rep their own rates", "rep", "people/ann", RATES],
  ["a manager the rates of a report", "manager", "people/ann", RATES],
  ["an auditor what is deleted", "finance", "products/p2", ["added products p2", "deleted products p2"]],
])("%s: who did what is told with the record", async (_label, role, path, expected) => {
  const rows = told(await listed(role, `/api/history/${path}?sort=change,object`));
  expect(rows).toEqual(expect.arrayContaining([...expected]));
  if (!path.startsWith("people")) expect([...rows].sort()).toEqual([...expected].sort());
});

test("sales operations reads a person's history without rates", async () => {
  const rows = await listed("sales-operations", "/api/history/people/ann");
  expect(new Set(rows.map(({ table }) => table))).toEqual(new Set(["people", "people_personal", "assignments"]));
});

test.each<[Role, string]>([
  ["rep", "transactions/files/T4/1"],
  ["rep", "people/bob"],
  ["rep", "quotas/seat-b/sales/2026-01-01"],
  ["rep", "positions/seat-b"],
  ["rep", "customers/c3"],
  ["rep", "opportunities/O2"],
  ["rep", "products/p2"],
  ["manager", "people/cyd"],
  ["manager", "positions/se"],
])("the history of what a %s does not see does not exist for them: %s", async (role, path) => {
  expect((await get(role, `/api/history/${path}`)).status).toBe(404);
  expect((await get(role, `/api/history/${path.replace(/[^/]+$/, "missing")}`)).status).toBe(path.includes("quotas") ? 400 : 404);
});
