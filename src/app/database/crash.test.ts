import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPostgres } from "../../../test/support/postgres-cluster.ts";
import type { PostgresCluster } from "../../../test/support/postgres-cluster.ts";
import { verifyStore } from "./archive/verify.ts";
import { openPglite } from "./pglite/engine.ts";
import { openStore } from "./store.ts";
import type { Store, StoreSettings } from "./store.ts";

const CRASH_TIMEOUT_MS = 60_000; // several programs start one after the other, beside other tests
const WRITER = new URL("./contract/crash-worker.ts", import.meta.url).pathname;
let cluster: PostgresCluster;
const directory = mkdtempSync(join(tmpdir(), "attain-crash-"));
beforeAll(async () => {
  cluster = await startPostgres();
});
afterAll(async () => {
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Runs the writer until it has acknowledged `count` changes; gives the company and the last acknowledged number so far. */
async function writeUntil(
  settings: StoreSettings,
  count: number,
): Promise<{ writer: ChildProcess; companyId: number; acknowledged: () => number }> {
  const writer = spawn(process.execPath, [WRITER, JSON.stringify(settings)], { stdio: ["ignore", "pipe", "ignore"] });
  const lines = createInterface({ input: writer.stdout });
  const reached = Promise.withResolvers<void>();
  let companyId = 0;
  let last = 0;
  lines.on("line", (line) => {
    const [word, number] = line.split(" ");
    if (word === "company") companyId = Number(number);
    else last = Number(number);
    if (last >= count) reached.resolve();
  });
  await Promise.race([reached.promise, once(writer, "exit").then(() => Promise.reject(new Error("the writer ended")))]);
  return { writer, companyId, acknowledged: () => last };
}

async function kill(writer: ChildProcess): Promise<void> {
  if (writer.exitCode !== null || writer.signalCode !== null) return;
  writer.kill("SIGKILL");
  await once(writer, "exit");
}

/** Every acknowledged change is there whole, at most the one in flight besides, and the invariants hold. */
async function expectIntact(store: Store, companyId: number, acknowledged: number): Promise<void> {
  const { changes, products } = await store.system(async (tx) => ({
    changes: await tx
      .selectFrom("changes")
      .select((e) => e.fn.countAll<number>().as("count"))
      .where("company_id", "=", companyId)
      .executeTakeFirstOrThrow(),
    products: await tx.selectFrom("products").select("name").where("company_id", "=", companyId).execute(),
  }));
  expect(changes.count - acknowledged, "changes beyond the acknowledged ones").toBeOneOf([0, 1]);
  expect(products.length).toBe(changes.count - 1);
  expect(products.filter(({ name }) => name === null).length).toBe(1);
  expect((await verifyStore(store)).violations).toEqual([]);
}

describe("kill -9", { timeout: CRASH_TIMEOUT_MS }, () => {
  test.each([3, 45])("of the program over the embedded store after %i changes loses nothing and leaves no lock", async (count) => {
    const settings = { kind: "pglite", directory: join(directory, String(count)) } as const;
    const { writer, companyId, acknowledged } = await writeUntil(settings, count);
    await expect(openStore(settings)).rejects.toThrow(`is held by the server with pid ${writer.pid} (`);
    await kill(writer);
    const store = await openStore(settings);
    await expectIntact(store, companyId, acknowledged());
    await store.close();
  });

  test("of the program over PostgreSQL loses nothing", async () => {
    const settings = { kind: "postgres", url: await cluster.createDatabase("program") } as const;
    const { writer, companyId, acknowledged } = await writeUntil(settings, 25);
    await kill(writer);
    const store = await openStore(settings);
    await expectIntact(store, companyId, acknowledged());
    await store.close();
  });

  test("of PostgreSQL itself loses nothing, and an open store works again", async () => {
    const settings = { kind: "postgres", url: await cluster.createDatabase("server") } as const;
    const store = await openStore(settings);
    const { writer, companyId, acknowledged } = await writeUntil(settings, 25);
    await cluster.crash();
    await kill(writer);
    await expectIntact(store, companyId, acknowledged());
    await store.close();
  });
});

test("when the engine itself stops, every waiting and later call is told why", { timeout: CRASH_TIMEOUT_MS }, async () => {
  const place = join(directory, "engine");
  const engine = await openPglite(place);
  const { client, release } = await engine.clients.acquire();
  const waiting = engine.clients.acquire();
  await client.query("create table t (a integer)");
  for (const file of readdirSync(join(place, "pglite", "pg_wal"))) rmSync(join(place, "pglite", "pg_wal", file), { recursive: true });
  await client.query("select pg_switch_wal()");
  rmSync(join(place, "pglite", "pg_wal"), { recursive: true });
  const told = /^the embedded database stopped \(PANIC: .*\)\. Start Attain again/s;
  await expect(client.query("insert into t select generate_series(1, 10000)")).rejects.toThrow(told);
  await release(true);
  await expect(waiting).rejects.toThrow(told);
  await expect(engine.clients.acquire()).rejects.toThrow(told);
  await engine.close();
});
