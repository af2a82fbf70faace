import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import type { Migration } from "kysely/migration";
import { storeDialect } from "./dialect.ts";
import type { Clients } from "./dialect.ts";
import { VERSION } from "../version.ts";
import { prepareRoles } from "./roles.ts";

const FOLDER = new URL("./migrations/", import.meta.url);

/** Called before a database that already holds migrations is upgraded, with the last one it has. */
export type BeforeUpgrade = (from: string) => Promise<void>;

/**
 * Brings the database to this program's version, each migration in its own transaction as the tables' owner.
 * Errors: a database that a newer program has upgraded is refused untouched.
 */
export async function migrate(clients: Clients, beforeUpgrade: BeforeUpgrade): Promise<void> {
  const migrations = await readMigrations();
  const database = new Kysely<unknown>({ dialect: storeDialect(clients) });
  const applied = await appliedMigrations(database);
  await refuseNewer(database, applied, [...migrations.keys()]);
  if (applied.length === migrations.size) return;
  const lease = await clients.acquire();
  try {
    await prepareRoles(lease.client);
  } finally {
    await lease.release(false);
  }
  const last = applied.at(-1);
  if (last !== undefined) await beforeUpgrade(last);
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => Object.fromEntries(migrations) } });
  for (const name of migrations.keys()) {
    const { error, results } = await migrator.migrateTo(name);
    if (error)
      throw new Error(`migration ${results?.find(({ status }) => status === "Error")?.migrationName ?? name} failed and was rolled back`, {
        cause: error,
      });
  }
}

/** Throws when the database knows a migration that this program does not. */
async function refuseNewer(database: Kysely<unknown>, applied: readonly string[], known: readonly string[]): Promise<void> {
  if (applied.every((name) => known.includes(name))) return;
  const { rows } = await sql<{ version: string | null }>`select obj_description('public.kysely_migration'::regclass) as version`.execute(
    database,
  );
  throw new Error(
    `the database was upgraded by Attain ${rows[0]?.version ?? "of a later version"}; this is Attain ${VERSION}. It needs ≥ ${rows[0]?.version ?? "that one"}: update (git pull, npm ci) and start again; data untouched.`,
  );
}

async function appliedMigrations(database: Kysely<unknown>): Promise<string[]> {
  const { rows: found } = await sql<{ present: boolean }>`select to_regclass('public.kysely_migration') is not null as present`.execute(
    database,
  );
  if (!found[0]?.present) return [];
  const { rows } = await sql<{ name: string }>`select name from public.kysely_migration order by name`.execute(database);
  return rows.map(({ name }) => name);
}

async function readMigrations(): Promise<Map<string, Migration>> {
  const texts = await readTexts();
  return new Map([...texts].map(([name, text]) => [name, { up: (database: Kysely<unknown>) => apply(database, text) }]));
}

/** The migrations' texts by name, in their order. */
async function readTexts(): Promise<Map<string, string>> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".sql")).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, FOLDER), "utf8")));
  return new Map(files.map((file, index) => [file.slice(0, -".sql".length), texts[index] ?? ""]));
}

/** Changes with any migration and with the program's version: names the template that has them applied. */
export async function migrationsHash(): Promise<string> {
  const hash = createHash("sha256").update(VERSION);
  for (const [name, text] of await readTexts()) hash.update(`\0${name}\0${text}`);
  return hash.digest("hex").slice(0, 16);
}

async function apply(database: Kysely<unknown>, text: string): Promise<void> {
  await sql`set local role attain_owner`.execute(database);
  await sql.raw(text).execute(database);
  await sql`reset role`.execute(database);
  await sql`grant select on kysely_migration to attain_owner`.execute(database); // for the store's status
  await sql`comment on table kysely_migration is ${sql.lit(VERSION)}`.execute(database); // read by older programs, which refuse
}
