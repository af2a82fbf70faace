import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { Store, Transaction } from "../store.ts";
import { archivedTables, columnList, quoted } from "./catalog.ts";
import type { ArchivedTable } from "./catalog.ts";
import { frame } from "./frame.ts";

export const ARCHIVE_FORMAT = 1;
export type Manifest = { readonly format: number; readonly engine: string; readonly migration: string; readonly tables: readonly string[] };
export type TableSum = { readonly name: string; readonly bytes: number; readonly sha256: string };

/**
 * The whole database as a stream of gzip: one consistent snapshot, readable by either engine (form: frame.ts).
 * Holds personal data and password hashes: write it with mode 0600.
 */
export function backup(store: Store): Readable {
  return Readable.from(archive(store), { objectMode: false }).compose(createGzip({ level: 6 })) as Readable;
}

/** The snapshot is read inside one transaction whose frames are handed out as they come. */
async function* archive(store: Store): AsyncGenerator<Buffer> {
  const { engine, migration } = await store.status();
  const handOver = new TransformStream<Buffer, Buffer>();
  const writer = handOver.writable.getWriter();
  const done = store
    .snapshot(async (tx) => {
      for await (const piece of pieces(store, tx, engine, migration)) await writer.write(piece);
    })
    .then(() => writer.close(), (error: unknown) => writer.abort(error));
  yield* handOver.readable;
  await done;
}

async function* pieces(store: Store, tx: Transaction, engine: string, migration: string): AsyncGenerator<Buffer> {
  const tables = await archivedTables(tx);
  const manifest: Manifest = { format: ARCHIVE_FORMAT, engine, migration, tables: tables.map(({ name }) => name) };
  yield frame("H", JSON.stringify(manifest));
  const sums: TableSum[] = [];
  for (const table of tables) {
    yield frame("T", JSON.stringify(table));
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const chunk of store.copyOut(tx, copyStatement(table))) {
      hash.update(chunk);
      bytes += chunk.length;
      yield frame("D", chunk);
    }
    sums.push({ name: table.name, bytes, sha256: hash.digest("hex") });
  }
  yield frame("E", JSON.stringify(sums));
}

/** Rows in key order, so that equal contents give equal bytes. */
export function copyStatement(table: ArchivedTable): string {
  const order = table.key.length > 0 ? ` order by ${table.key.map(quoted).join(", ")}` : "";
  return `copy (select ${columnList(table)} from ${quoted(table.name)}${order}) to stdout`;
}
