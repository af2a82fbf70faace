import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RICH_COMPANY } from "../../../test/support/rich-company.ts";
import { writeFiles } from "../../../test/support/small-company.ts";
import type { Role } from "../../access/permissions.ts";
import { runCalculation } from "../calculation/run.ts";
import { importFiles } from "../import/import.ts";
import { createCompany } from "./companies.ts";
import { openStore, type Session, type Store } from "./store.ts";

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
  writeFiles(folder, RICH_COMPANY);
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
});

test("who reads a table as a whole is not asked whom they lead", async () => {
  const { rows } = await store.system((tx) =>
    sql<{ table: string }>`select tablename as table from pg_policies where policyname = 'reports' and tablename <> 'history'
      and qual not like '%attain_has(%attain_has(%'`.execute(tx),
  );
  expect(rows).toEqual([]);
  expect(await seen("mel", ["finance", "manager"])).toEqual(await seen("mel", ["finance"]));
});
