import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RICH_COMPANY } from "../../../test/support/rich-company.ts";
import { writeFiles } from "../../../test/support/small-company.ts";
import type { Role } from "../../access/permissions.ts";
import { ledCounts } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import { quotaRows } from "../../quotas/store.ts";
import { customerRows } from "../../transactions/customers/store.ts";
import { transactionRows } from "../../transactions/list/store.ts";
import { opportunityRows } from "../../transactions/opportunities/store.ts";
import { runCalculation } from "../calculation/run.ts";
import { importFiles } from "../import/import.ts";
import { knownAt } from "./as-of.ts";
import { createCompany } from "./companies.ts";
import { openStore, type Session, type Store } from "./store.ts";

/** T7 is Cyd's, who does not report to Mel; half of it is credited to Ann, who does. */
const COMPANY = {
  ...RICH_COMPANY,
  "transactions.csv": `${RICH_COMPANY["transactions.csv"] ?? ""}T7,2026-03-09,cyd,c1,,,80.00,,,,,\n`,
  "plans/reps.json": (RICH_COMPANY["plans/reps.json"] ?? "")
    .replace('{"name":"own","kind":"direct"}', '{"name":"own","kind":"direct"},{"name":"shared","kind":"split"}')
    .replace('["own"]', '["own","shared"]'),
  "splits.csv": `${RICH_COMPANY["splits.csv"] ?? ""}T7,split,cyd,,50%\nT7,split,ann,,50%\n`,
};
const directory = mkdtempSync(join(tmpdir(), "attain-wide-reach-"));
let store: Store;
let system: Session;

beforeAll(async () => {
  store = await openStore({ kind: "pglite", directory: join(directory, "data") });
  system = {
    companyId: await createCompany(store, "test", { name: "Rich", currency: "USD", settings: {} }),
    actor: "test",
    roles: "system",
  };
  const folder = join(directory, "files");
  writeFiles(folder, COMPANY);
  await importFiles(store, system, { paths: [folder] });
  await runCalculation(store, system, { set: "default", period: "*", publish: true, acceptFindings: true });
});
afterAll(async () => {
  await store?.close();
  rmSync(directory, { recursive: true });
});

async function seen(participant: string, roles: readonly Role[]) {
  return store.as({ ...system, actor: "test", roles, participant }, async (tx) => {
    const { rows: sales } = await sql<{ id: string }>`select transaction || '/' || line as id from transactions order by 1`.execute(tx);
    const { rows: customers } = await sql<{ id: string }>`select customer as id from customers order by 1`.execute(tx);
    return { sales: sales.map(({ id }) => id), customers: customers.map(({ id }) => id) };
  });
}

async function many(from: number): Promise<void> {
  await store.system(async (tx) => {
    await sql`reset role`.execute(tx);
    await sql`create or replace function attain_many_reports() returns bigint language sql immutable as ${sql.raw(`'select ${from}::bigint'`)}`.execute(
      tx,
    );
  });
}

describe("a manager sees the same sales and customers, however many they lead", () => {
  test.each(["mel", "ann", "bob"])("%s", async (participant) => {
    const few = await seen(participant, ["manager"]);
    await many(0);
    const found = await seen(participant, ["manager"]);
    await many(500);
    expect(found).toEqual(few);
  });

  test("and not everything", async () => {
    const all = await seen("mel", ["finance"]);
    const led = await seen("mel", ["manager"]);
    expect(led.sales.length).toBeGreaterThan(0);
    expect(led.customers.length).toBeGreaterThan(0);
    expect(led.sales.length).toBeLessThan(all.sales.length);
  });

  test("a sale of somebody else that is credited to a report is among them", async () => {
    expect((await seen("mel", ["manager"])).sales).toContain("T7/1");
    expect((await seen("bob", ["manager"])).sales).not.toContain("T7/1");
  });
});

/** What the program's own reach leaves of all rows: asked as the program itself, without row security. */
async function reached(participant: string, leadsMany: boolean) {
  const { companyId } = system;
  const roles = ["manager"] as const;
  const signedIn: SignedIn = {
    user: { id: "test", name: "Test", email: "test@example.com" },
    company: { id: companyId, name: "Rich", currency: "USD", demo: false },
    roles,
    participant,
    leads: async () => false,
    leadsMany,
    proof: { kind: "key", apiKey: "test" },
    secondFactorNeeded: false,
  };
  const asked = { known: knownAt(companyId, undefined), session: signedIn };
  return store.as(system, async (tx) => ({
    sales: (await transactionRows(tx, asked).execute()).map(({ transaction, line }) => `${transaction}/${line}`).sort(),
    customers: (await customerRows(tx, asked).execute()).map(({ customer }) => customer).sort(),
    opportunities: (await opportunityRows(tx, asked).execute()).map(({ opportunity }) => opportunity).sort(),
    quotas: (await quotaRows(tx, asked).execute()).map((row) => JSON.stringify(row)).sort(),
  }));
}

describe("the program leaves the same rows to a manager of few and of very many", () => {
  test.each(["mel", "ann", "bob"])("%s", async (participant) => {
    expect(await reached(participant, true)).toEqual(await reached(participant, false));
  });

  test.each([true, false])("a sale of somebody else that is credited to a report is among them (leads many: %s)", async (leadsMany) => {
    expect((await reached("mel", leadsMany)).sales).toContain("T7/1");
    expect((await reached("bob", leadsMany)).sales).not.toContain("T7/1");
  });

  test("and not everything", async () => {
    const led = await reached("mel", true);
    const all = await store.as(system, async (tx) => ({
      sales: (await tx.selectFrom("transactions").select("transaction_id").execute()).length,
      customers: (await tx.selectFrom("customers").select("customer").execute()).length,
    }));
    for (const [rows, of] of [
      [led.sales, all.sales],
      [led.customers, all.customers],
    ] as const) {
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.length).toBeLessThan(of);
    }
  });

  test("which of the two is asked for is known for a minute", async () => {
    const leadsMany = ledCounts(store);
    const asked: Session = { ...system, roles: ["manager"], participant: "mel" };
    expect(await leadsMany(asked, 0)).toBe(false);
    await many(0);
    expect([await leadsMany(asked, 59_999), await leadsMany(asked, 60_000)]).toEqual([false, true]);
    await many(500);
    expect(await leadsMany({ ...asked, roles: ["rep"] }, 0)).toBe(false);
  });
});

test("who reads a table as a whole is not asked whom they lead", async () => {
  const { rows } = await store.system((tx) =>
    sql<{ table: string }>`select tablename as table from pg_policies where policyname = 'reports' and tablename <> 'history'
      and qual not like '%attain_has(%attain_has(%'`.execute(tx),
  );
  expect(rows).toEqual([]);
  expect(await seen("mel", ["finance", "manager"])).toEqual(await seen("mel", ["finance"]));
});
