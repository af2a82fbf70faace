import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../test/support/company-server.ts";
import { RICH_COMPANY } from "../../../test/support/rich-company.ts";
import { bodyOf } from "../../../test/support/server.ts";
import { writeFiles } from "../../../test/support/small-company.ts";
import { runCalculation } from "../../app/calculation/run.ts";
import { importFiles } from "../../app/import/import.ts";
import type { z } from "zod";
import type { calculationPageSchema } from "../calculations/schemas.ts";
import { comparisonSchema, type differenceSchema, lineDifferencesSchema } from "./schemas.ts";

let server: CompanyServer;
let first: number;
let draft: number;

async function imported(files: Readonly<Record<string, string>>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "attain-comparison-"));
  writeFiles(folder, { "company.json": RICH_COMPANY["company.json"] ?? "", ...files });
  expect(await importFiles(server.store, server.session, { paths: [folder] })).toMatchObject({ rejected: 0 });
  rmSync(folder, { recursive: true });
}

async function calculate(): Promise<number> {
  const request = { set: "default", period: "*", publish: false, acceptFindings: false };
  return (await runCalculation(server.store, server.session, request)).calculationId;
}

const comparison = async (calculation: number) =>
  comparisonSchema.parse(await bodyOf(await server.asAdministrator(`/api/calculations/${calculation}/comparison`)));
type Differences = { readonly items: readonly z.infer<typeof differenceSchema>[]; readonly nextCursor: string | null };
const differences = async (calculation: number, query = "") =>
  bodyOf<Differences>(await server.asAdministrator(`/api/calculations/${calculation}/differences${query}`));

beforeAll(async () => {
  server = await companyServer();
  first = (
    await server.store.system((tx) =>
      tx.selectFrom("calculations").select("calculation_id").where("set", "=", "default").executeTakeFirstOrThrow(),
    )
  ).calculation_id;
  // T2 of Ann grows from 60 to 100, T7 of Bob is new; Ann's quota of the quarter rises from 100 to 125.
  await imported({ "transactions.csv": "transaction,date,owner,amount\nT2,2026-02-05,ann,100.00\nT7,2026-03-09,bob,30.00\n" });
  await imported({ "quotas.csv": "position,measure,from,to,amount\nseat-a,sales,2026-01-01,2026-04-01,125.00\n" });
  draft = await calculate();
});
afterAll(() => server.close());

describe("a draft against what is published", () => {
  test("names who is paid otherwise, by which changed inputs, and sums to the cent", async () => {
    const found = await comparison(draft);
    expect(found.before.map(({ calculation }) => calculation)).toEqual([first]);
    expect(found.changes).toEqual([
      {
        group: "transactions",
        table: "transactions",
        added: 1,
        changed: 1,
        voided: 0,
        examples: [
          { key: "files · T7 · 1", change: "added" },
          { key: "files · T2 · 1", change: "changed" },
        ],
      },
      {
        group: "quotas",
        table: "quotas",
        added: 0,
        changed: 1,
        voided: 0,
        examples: [{ key: "seat-a · sales · 2026-01-01", change: "changed" }],
      },
    ]);
    // Ann sold 60 + 60 + 20 of a quota of 100: 60 × 5 % + 80 × 10 % = 11.00. Now 180 of 125: 75 × 5 % + 105 × 10 % = 14.25;
    // the deal alone 60 × 5 % + 120 × 10 % = 15.00, the quota alone 75 × 5 % + 65 × 10 % = 10.25.
    const { items } = await differences(draft);
    const ann = items.find(({ participant }) => participant === "ann");
    expect(ann).toMatchObject({
      difference: "3.25",
      causes: [
        { cause: "transactions", amount: "4.00" },
        { cause: "quotas", amount: "-0.75" },
      ],
      components: [{ component: "commission", difference: "3.25" }],
    });
    const [total] = found.totals;
    const sum = items.reduce((cents, { difference }) => cents + Math.round(Number(difference) * 100), 0);
    expect(sum).toBe(Math.round(Number(total?.difference) * 100));
    expect(total?.changed).toBe(items.length);
  });

  test("pages, and finds a person by name", async () => {
    const page = await differences(draft, "?limit=1");
    expect(page.items).toHaveLength(1);
    const next = await differences(draft, `?limit=1&cursor=${page.nextCursor}`);
    expect(next.items[0]?.participant).not.toBe(page.items[0]?.participant);
    expect((await differences(draft, "?search=ann%20l")).items.map(({ participant }) => participant)).toEqual(["ann"]);
  });

  test("shows the lines that differ", async () => {
    const answer = await server.asAdministrator(`/api/calculations/${draft}/comparison/ann/2026-Q1/USD`);
    const { items } = lineDifferencesSchema.parse(await bodyOf(answer));
    expect(items.reduce((cents, { difference }) => cents + Math.round(Number(difference) * 100), 0)).toBe(325);
    expect(items.find(({ transaction }) => transaction === "T2")).toMatchObject({ before: expect.any(String), after: expect.any(String) });
    expect((await server.asAdministrator(`/api/calculations/${draft}/comparison/nobody/2026-Q1/USD`)).status).toBe(404);
  });

  test("a calculation of the same data differs in nothing", async () => {
    const again = await comparison(first);
    expect(again.before).toEqual([]);
    const { items } = await differences(first);
    expect(new Set(items.flatMap(({ causes }) => causes.map(({ cause }) => cause)))).toEqual(new Set(["first"]));
    expect((await server.asAdministrator("/api/calculations/999999/comparison")).status).toBe(404);
  });

  test.each([
    ["rep", 403],
    ["manager", 403],
    ["sales-operations", 403],
    ["finance", 200],
  ] as const)("is shown to %s: %i", async (role, status) => {
    expect((await server.request(`/api/calculations/${draft}/comparison`, { cookie: server.cookies[role] })).status).toBe(status);
    expect((await server.request(`/api/calculations/${draft}`, { cookie: server.cookies[role] })).status).toBe(status);
  });
});

describe("a draft is published or discarded", () => {
  const publish = (calculation: number, role: "finance" | "compensation-administrator", json: object = {}) =>
    server.request(`/api/calculations/${calculation}/publish`, { cookie: server.cookies[role], json });

  test("not by finance; by the compensation administrator, once", async () => {
    expect((await publish(draft, "finance")).status).toBe(403);
    const page = await bodyOf<z.infer<typeof calculationPageSchema>>(await server.asAdministrator(`/api/calculations/${draft}`));
    expect(page).toMatchObject({ state: "draft", publishedChange: null, later: [] });
    if (page.blocking > 0)
      expect(await bodyOf(await publish(draft, "compensation-administrator"))).toMatchObject({ code: "blocking-findings" });
    const answer = await publish(draft, "compensation-administrator", { acceptFindings: true });
    expect(answer.status).toBe(200);
    expect(await bodyOf(await publish(draft, "compensation-administrator"))).toMatchObject({ code: "not-a-draft", status: 409 });
    const states = await server.store.system((tx) =>
      tx.selectFrom("calculations").select(["calculation_id", "state"]).where("set", "=", "default").orderBy("calculation_id").execute(),
    );
    expect(states).toEqual([
      { calculation_id: first, state: "superseded" },
      { calculation_id: draft, state: "published" },
    ]);
  });

  test("what is published is still compared with what it superseded", async () => {
    expect((await comparison(draft)).before.map(({ calculation }) => calculation)).toEqual([first]);
  });

  test("a draft is discarded with all its rows, a published one never", async () => {
    const other = await calculate();
    const remove = (calculation: number) =>
      server.request(`/api/calculations/${calculation}`, { method: "DELETE", cookie: server.cookies["compensation-administrator"] });
    expect((await remove(draft)).status).toBe(409);
    expect((await remove(other)).status).toBe(204);
    const left = await server.store.system((tx) =>
      tx.selectFrom("statements").select("calculation_id").where("calculation_id", "=", other).execute(),
    );
    expect(left).toEqual([]);
    expect((await remove(other)).status).toBe(404);
  });
});
