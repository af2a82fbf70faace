import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openStore, type Store } from "../../src/app/database/store.ts";
import { startPostgres } from "../support/postgres-cluster.ts";
import type { Place } from "./attain.ts";

/** Databases that begin with the same content, one for each kill. */
export type Databases = {
  readonly name: string;
  /** The database whose content every other one begins with. */
  readonly first: Place;
  /** A new copy of the first one, which must not be open. */
  readonly copy: () => Promise<Place>;
  readonly open: (place: Place) => Promise<Store>;
  readonly remove: (place: Place) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function pgliteDatabases(): Promise<Databases> {
  const root = await mkdtemp(join(tmpdir(), "attain-crash-"));
  let copies = 0;
  const directoryOf = (place: Place): string => ("ATTAIN_DATA" in place ? place.ATTAIN_DATA : "");
  const first: Place = { ATTAIN_DATA: join(root, "first") };
  return {
    name: "PGlite",
    first,
    copy: async () => {
      const directory = join(root, `copy-${++copies}`);
      await cp(first.ATTAIN_DATA, directory, { recursive: true });
      return { ATTAIN_DATA: directory };
    },
    open: (place) => openStore({ kind: "pglite", directory: directoryOf(place) }),
    remove: (place) => rm(directoryOf(place), { recursive: true, force: true }),
    close: () => rm(root, { recursive: true, force: true }),
  };
}

export async function postgresDatabases(): Promise<Databases> {
  const cluster = await startPostgres();
  let copies = 0;
  const urlOf = (place: Place): string => ("DATABASE_URL" in place ? place.DATABASE_URL : "");
  const first: Place = { DATABASE_URL: await cluster.createDatabase("first") };
  const administer = async (statement: string): Promise<void> => {
    const client = new pg.Client(cluster.url());
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  return {
    name: "PostgreSQL",
    first,
    copy: async () => {
      const name = `copy_${++copies}`;
      await administer(`create database ${name} template first`);
      return { DATABASE_URL: cluster.url(name) };
    },
    open: (place) => openStore({ kind: "postgres", url: urlOf(place) }),
    remove: (place) => administer(`drop database "${new URL(urlOf(place)).pathname.slice(1)}" with (force)`),
    close: () => cluster.stop(),
  };
}
