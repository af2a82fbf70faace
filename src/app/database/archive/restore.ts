import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { sql } from "kysely";
import { z } from "zod";
import { run } from "../dialect.ts";
import type { Store, Transaction } from "../store.ts";
import { ARCHIVE_FORMAT } from "./backup.ts";
import { archivedTables, columnList, quoted } from "./catalog.ts";
import type { ArchivedTable } from "./catalog.ts";
import { type Frame, frames } from "./frame.ts";

const ManifestShape = z.object({ format: z.number(), engine: z.string(), migration: z.string(), tables: z.array(z.string()) });
const TableShape = z.object({ name: z.string(), columns: z.array(z.string()) });
const SumsShape = z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() }));

export type Restored = { readonly tables: number; readonly bytes: number };

/**
 * Loads a backup into an empty store, of either kind, in one transaction: all or nothing. The archive may come from an
 * older version; columns it lacks take their defaults. Errors: the store is not empty, the archive is damaged, cut off,
 * or made by a newer version.
 */
export async function restore(store: Store, archive: AsyncIterable<Uint8Array>): Promise<Restored> {
  const { migration } = await store.status();
  const reader = frames(unpacked(archive));
  const restored = await store.system(async (tx) => {
    await refuseNonEmpty(tx);
    return load(store, tx, reader, migration);
  });
  await store.maintenance();
  return restored;
}

async function* unpacked(archive: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(Readable.from(archive, { objectMode: false }), gunzip).catch(() => {}); // told to the reader of gunzip
  try {
    yield* gunzip;
  } catch (error) {
    throw new Error("not an Attain backup, or a damaged one; nothing was changed", { cause: error });
  }
}

async function refuseNonEmpty(tx: Transaction): Promise<void> {
  const { rows } = await sql<{ full: boolean }>`select exists (select from companies) or exists (select from "user") as full`.execute(tx);
  if (rows[0]?.full !== false)
    throw new Error("the database is not empty; restore into a new one (ATTAIN_DATA or DATABASE_URL names it). Nothing was changed.");
}

async function load(store: Store, tx: Transaction, reader: AsyncGenerator<Frame>, migration: string): Promise<Restored> {
  const manifest = ManifestShape.parse(body(await next(reader), "H"));
  if (manifest.format > ARCHIVE_FORMAT || manifest.migration > migration) {
    throw new Error(
      `the backup was made by a newer Attain (${manifest.migration}; this one knows up to ${migration}). Update and restore again; nothing was changed.`,
    );
  }
  const tables = new Map((await archivedTables(tx)).map((table) => [table.name, table]));
  const sums = new Map<string, { bytes: number; sha256: string }>();
  let frame = await next(reader);
  while (frame.kind === "T") {
    const table = knownTable(tables, TableShape.parse(body(frame, "T")));
    const hash = createHash("sha256");
    let bytes = 0;
    let after: Frame | undefined;
    const data = async function* () {
      for (;;) {
        const piece = await next(reader);
        if (piece.kind !== "D") {
          after = piece;
          return;
        }
        hash.update(piece.body);
        bytes += piece.body.length;
        yield piece.body;
      }
    };
    await copyInto(store, tx, table, data());
    sums.set(table.name, { bytes, sha256: hash.digest("hex") });
    if (!after) throw new Error("the backup is cut off; nothing was changed");
    frame = after;
  }
  for (const { name, bytes, sha256 } of SumsShape.parse(body(frame, "E"))) {
    const sum = sums.get(name);
    if (sum?.bytes !== bytes || sum.sha256 !== sha256)
      throw new Error(`table ${name} of the backup is damaged; use another copy. Nothing was changed.`);
  }
  for (const table of tables.values()) await setSequences(tx, table);
  await deriveReports(tx);
  return { tables: sums.size, bytes: [...sums.values()].reduce((total, { bytes }) => total + bytes, 0) };
}

async function next(reader: AsyncGenerator<Frame>): Promise<Frame> {
  const { value, done } = await reader.next();
  if (done) throw new Error("the backup is cut off; nothing was changed");
  return value;
}

function body(frame: Frame, kind: Frame["kind"]): unknown {
  if (frame.kind !== kind) throw new Error("not an Attain backup, or a damaged one; nothing was changed");
  return JSON.parse(frame.body.toString("utf8"));
}

/** The archive's names are matched with this database's: nothing else of it reaches a statement. */
function knownTable(tables: ReadonlyMap<string, ArchivedTable>, archived: z.infer<typeof TableShape>): ArchivedTable {
  const table = tables.get(archived.name);
  const unknown = table ? archived.columns.find((column) => !table.columns.includes(column)) : archived.name;
  if (!table || unknown !== undefined)
    throw new Error(`the backup holds ${archived.name}.${unknown}, which this version does not know; nothing was changed`);
  return { ...table, columns: archived.columns };
}

/** COPY does not work under row security, and its owner may lift that within this transaction. */
async function copyInto(store: Store, tx: Transaction, table: ArchivedTable, data: AsyncIterable<Uint8Array>): Promise<void> {
  const name = quoted(table.name);
  const { rows } = await sql<{ forced: boolean }>`select relforcerowsecurity as forced from pg_class where oid = ${name}::regclass`.execute(
    tx,
  );
  const forced = rows[0]?.forced === true;
  if (forced) await run(tx, `alter table ${name} no force row level security`);
  await store.copyIn(tx, `copy ${name} (${columnList(table)}) from stdin`, data);
  if (forced) await run(tx, `alter table ${name} force row level security`);
}

/** The hierarchy came without them. */
async function deriveReports(tx: Transaction): Promise<void> {
  await sql`insert into reports select company_id, manager, participant, lower(held), upper(held) from companies, attain_derive_reports(company_id)`.execute(
    tx,
  );
}

async function setSequences(tx: Transaction, table: ArchivedTable): Promise<void> {
  for (const column of table.sequences) {
    await sql`select setval(pg_get_serial_sequence(${quoted(table.name)}, ${column}), (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${sql.table(table.name)}), false)`.execute(
      tx,
    );
  }
}
