import { createReadStream, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startPostgres } from "../../../test/support/postgres-cluster.ts";
import { restore } from "./archive/restore.ts";
import { createCompany } from "./companies.ts";
import { openPglite } from "./pglite/engine.ts";
import { openPostgres } from "./postgres/engine.ts";
import { prepareRoles } from "./roles.ts";
import { openStore } from "./store.ts";
import type { Engine } from "./sql-store.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "attain-upgrade-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Changes the database behind the program's back, as the superuser. */
async function tamper(opening: Promise<Engine>, ...statements: string[]): Promise<void> {
  const engine = await opening;
  const { client, release } = await engine.clients.acquire();
  for (const statement of statements) await client.query(statement);
  await release(false);
  await engine.close();
}

async function companies(place: string): Promise<string[]> {
  const engine = await openPglite(place);
  const { client, release } = await engine.clients.acquire();
  const { rows } = await client.query<{ name: string }>("select name from companies order by name");
  await release(false);
  await engine.close();
  return rows.map(({ name }) => name);
}

const TIMEOUT_MS = 60_000; // several databases are opened one after the other

describe("upgrades", { timeout: TIMEOUT_MS }, () => {
  test("a database of a newer program is refused with the version it needs, untouched", async () => {
    const place = join(directory, "newer");
    await tamper(
      openPglite(place),
      "insert into kysely_migration values ('9999-later', 'now')",
      "comment on table kysely_migration is '7.1.0'",
    );
    await expect(openStore({ kind: "pglite", directory: place })).rejects.toThrow(
      /upgraded by Attain 7\.1\.0; this is Attain .*needs ≥ 7\.1\.0.*data untouched/,
    );
    await tamper(openPglite(place), "delete from kysely_migration where name = '9999-later'");
    const store = await openStore({ kind: "pglite", directory: place });
    await store.close();
  });

  test("before an upgrade the embedded database keeps a copy that restores; a failing migration leaves it as it was", async () => {
    const place = join(directory, "older");
    const store = await openStore({ kind: "pglite", directory: place });
    await createCompany(store, "tests", { name: "Kept", currency: "EUR", settings: {} });
    await store.close();
    // As if these migrations were new; the first of them fails, for what it creates exists.
    await tamper(openPglite(place), "delete from kysely_migration where name >= '0006-access'");
    await expect(openStore({ kind: "pglite", directory: place })).rejects.toThrow("migration 0006-access failed and was rolled back");
    expect(await companies(place)).toEqual(["Kept"]);
    expect(readdirSync(join(place, "backups"))).toEqual(["before-upgrade-from-0005-sign-in.attain.gz"]);
    const copy = await openStore({ kind: "pglite", directory: join(directory, "copy") });
    await restore(copy, createReadStream(join(place, "backups", "before-upgrade-from-0005-sign-in.attain.gz")));
    expect((await copy.system((tx) => tx.selectFrom("companies").select("name").execute())).map(({ name }) => name)).toEqual(["Kept"]);
    await copy.close();
  });

  test("files of another PostgreSQL are refused, untouched", async () => {
    const place = join(directory, "major");
    const engine = await openPglite(place);
    await engine.close();
    writeFileSync(join(place, "pglite", "PG_VERSION"), "17\n");
    await expect(openPglite(place)).rejects.toThrow(/was made by PostgreSQL 17; this program embeds 18.*data untouched/);
  });
});

describe("PostgreSQL set-up", { timeout: TIMEOUT_MS }, () => {
  test("works for an owner who is no superuser, and says what an administrator must run when it may not create roles", async () => {
    const cluster = await startPostgres();
    try {
      const admin = await openPostgres(cluster.url());
      const { client, release } = await admin.clients.acquire();
      await client.query("create role plain login password 'p'");
      await client.query("create role creator login createrole password 'p'");
      await client.query("create database plain owner plain");
      await client.query("create database creator owner creator");
      await release(false);
      const as = (name: string) => `postgres://${name}:p@127.0.0.1:${cluster.port}/${name}`;
      await expect(openStore({ kind: "postgres", url: as("plain") })).rejects.toThrow(
        /an administrator runs once:\ncreate role attain_owner nologin/,
      );
      const store = await openStore({ kind: "postgres", url: as("creator") });
      const companyId = await createCompany(store, "tests", { name: "Own", currency: "EUR", settings: {} });
      const seen = await store.as({ companyId, actor: "a", roles: ["administrator"] }, (tx) =>
        tx.selectFrom("companies").select("name").execute(),
      );
      expect(seen).toEqual([{ name: "Own" }]);
      await store.close();
      const again = await admin.clients.acquire();
      await again.client.query("alter role attain_app bypassrls");
      await expect(prepareRoles(again.client)).rejects.toThrow(
        "role attain_app bypasses row security; fix: alter role attain_app nosuperuser nobypassrls",
      );
      await again.release(false);
      await admin.close();
    } finally {
      await cluster.stop();
    }
  });

  test.each([["nothing listens", "postgres://x@127.0.0.1:1/db", /ECONNREFUSED/]])(
    "%s: the error names it",
    async (_label, url, message) => {
      await expect(openStore({ kind: "postgres", url })).rejects.toThrow(message);
    },
  );
});
