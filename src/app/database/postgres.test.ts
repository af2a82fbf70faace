import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostgresCluster, startPostgres } from "../../../test/support/postgres-cluster.ts";
import { alone } from "./alone.ts";
import { asOf } from "./as-of.ts";
import { createCompany } from "./companies.ts";
import { storeContract } from "./contract.ts";
import { openStore } from "./store.ts";
import type { Session, Store } from "./store.ts";

let cluster: PostgresCluster;
let store: Store;
beforeAll(async () => {
  cluster = await startPostgres();
  store = await openStore({ kind: "postgres", url: await cluster.createDatabase("contract") });
});
afterAll(async () => {
  await store?.close();
  await cluster?.stop();
});

describe("PostgreSQL", () => {
  let databases = 0;
  storeContract(
    () => store,
    async () => openStore({ kind: "postgres", url: await cluster.createDatabase(`empty${databases++}`) }),
  );

  test("what is done alone is done by one server after the other, also after one that failed", async () => {
    const url = await cluster.createDatabase("alone");
    const stores = [await openStore({ kind: "postgres", url }), await openStore({ kind: "postgres", url })] as const;
    const seen: string[] = [];
    const work = (name: string, its: Store, fails = false) =>
      alone(its, 4128, async () => {
        seen.push(`${name} begins`);
        await its.system(async () => {}); // the store can be used meanwhile
        await new Promise((resolve) => setTimeout(resolve, 50));
        seen.push(`${name} ends`);
        if (fails) throw new Error("broken");
      });
    const [first, second] = await Promise.allSettled([work("a", stores[0], true), work("b", stores[1])]);
    expect([first?.status, second?.status]).toEqual(["rejected", "fulfilled"]);
    expect(["a begins, a ends, b begins, b ends", "b begins, b ends, a begins, a ends"]).toContain(seen.join(", "));
    for (const each of stores) await each.close();
  });

  test("two overlapping writers: what was read as of N reads the same for ever", async () => {
    const companyId = await createCompany(store, "tests", { name: "Overlap", currency: "USD", settings: {} });
    const session: Session = { companyId, actor: "admin", roles: ["administrator"] };
    const read = (change: number) =>
      store.as(session, (tx) =>
        tx
          .selectFrom(asOf("products", companyId, change).as("products"))
          .select("product")
          .orderBy("product")
          .execute(),
      );
    const latest = () =>
      store.as(
        session,
        async (tx) =>
          (
            await tx
              .selectFrom("changes")
              .select((e) => e.fn.max("change_number").as("last"))
              .executeTakeFirstOrThrow()
          ).last,
      );
    const slowMayCommit = Promise.withResolvers<void>();
    const slowStarted = Promise.withResolvers<void>();
    const write = (product: string, meanwhile?: () => Promise<void>) =>
      store.publish(session, { reason: product, kind: "test" }, async (tx, change) => {
        await tx.insertInto("products").values({ company_id: companyId, product }).execute();
        await meanwhile?.();
        return change;
      });
    const slow = write("slow", async () => (slowStarted.resolve(), slowMayCommit.promise));
    await slowStarted.promise;
    const fast = write("fast"); // begins while the first is open: it must wait for its number
    const seen = await latest();
    const before = await read(seen);
    slowMayCommit.resolve();
    const [slowChange, fastChange] = await Promise.all([slow, fast]);
    expect([seen, slowChange, fastChange]).toEqual([1, 2, 3]);
    expect(before).toEqual([]);
    expect(await read(seen)).toEqual(before);
    expect(await read(slowChange)).toEqual([{ product: "slow" }]);
  });

  test("several programs may open one database at once, the first time too", async () => {
    const url = await cluster.createDatabase("shared");
    const stores = await Promise.all(Array.from({ length: 3 }, () => openStore({ kind: "postgres", url, poolSize: 2 })));
    const states = await Promise.all(stores.map((each) => each.status()));
    expect(new Set(states.map(({ migration }) => migration)).size).toBe(1);
    await Promise.all(stores.map((each) => each.close()));
  });

  // Functions of these names in front of the server's own play another engine.
  test.each([
    [
      "an engine whose advisory locks do nothing",
      "create function fake.pg_try_advisory_xact_lock(integer, integer) returns boolean language sql return true",
      "accepts advisory locks but does not hold them",
    ],
    [
      "a server that is too old",
      "create function fake.current_setting(text) returns text language sql return case $1 when 'server_version_num' then '140012' else '14.12' end",
      "runs PostgreSQL 14.12; Attain needs ≥ 15",
    ],
  ])("%s is refused, untouched", async (label, fake, message) => {
    const name = label.replaceAll(" ", "_");
    const url = await cluster.createDatabase(name);
    const client = new pg.Client(url);
    await client.connect();
    for (const statement of ["create schema fake", fake, `alter database "${name}" set search_path = fake, pg_catalog, public`])
      await client.query(statement);
    await expect(openStore({ kind: "postgres", url })).rejects.toThrow(message);
    const { rows } = await client.query("select from pg_tables where schemaname = 'public'");
    expect(rows).toEqual([]);
    await client.end();
  });

  test("status names the place without the password", async () => {
    const status = await store.status();
    expect(status.place).toBe(`127.0.0.1:${cluster.port}/contract`);
    expect(status.engine).toMatch(/^PostgreSQL \d+\.\d+$/);
  });
});
