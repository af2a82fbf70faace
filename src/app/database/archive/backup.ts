import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
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
  const packed = createGzip({ level: 6 });
  pipeline(Readable.from(archive(store), { objectMode: false }), packed).catch((error: unknown) => packed.destroy(asError(error)));
  return packed;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
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
    .then(
      () => writer.close(),
      (error: unknown) => writer.abort(error),
    );
  done.catch(() => {}); // when the reader has gone away; else it is told below
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
    for await (const chunk of evenChunks(store.copyOut(tx, copyStatement(table)))) {
      hash.update(chunk);
      bytes += chunk.length;
      yield frame("D", chunk);
    }
    sums.push({ name: table.name, bytes, sha256: hash.digest("hex") });
  }
  yield frame("E", JSON.stringify(sums));
}

const CHUNK_BYTES = 65_536;

/** The same bytes in chunks of one size: how the connection cut them must not show in the archive. */
async function* evenChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < CHUNK_BYTES) continue;
    let rest: Uint8Array = Buffer.concat(waiting);
    for (; rest.length >= CHUNK_BYTES; rest = rest.subarray(CHUNK_BYTES)) yield rest.subarray(0, CHUNK_BYTES);
    waiting = [rest];
    length = rest.length;
  }
  if (length > 0) yield Buffer.concat(waiting);
}

/** Rows in key order, so that equal contents give equal bytes. */
export function copyStatement(table: ArchivedTable): string {
  const order = table.key.length > 0 ? ` order by ${table.key.map(quoted).join(", ")}` : "";
  return `copy (select ${columnList(table)} from ${quoted(table.name)}${order}) to stdout`;
}
