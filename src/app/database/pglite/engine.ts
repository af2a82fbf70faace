import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import type { Clients, Lease } from "../dialect.ts";
import { migrate } from "../migrate.ts";
import type { Engine } from "../sql-store.ts";
import { valueTypes } from "../value-types.ts";
import { COUNTERS } from "./channel.ts";
import type { FromWorker, ToWorker, WorkerInput } from "./channel.ts";
import { lockDirectory } from "./lock.ts";
import { WorkerStream } from "./stream.ts";
import { prepareDataDirectory } from "./template.ts";

/** Written bytes after which a checkpoint runs between two transactions: the engine makes none by itself and its log would only grow. */
const CHECKPOINT_BYTES = 192 * 1024 * 1024;
const MAINTENANCE_INTERVAL_MS = 10 * 60_000;
/** Bytes sent to the engine since the last cleaning below which new statistics of the written tables are enough. */
const SMALL_WRITE_BYTES = 4 * 1024 * 1024;

/**
 * The embedded database: PGlite in a worker thread under `pg`'s ordinary client. One connection, so transactions queue.
 * Errors: DirectoryHeldError when another process has the directory; after a crash of the worker every call is
 * rejected with what happened.
 */
export async function openPglite(directory: string): Promise<Engine> {
  const lock = lockDirectory(directory, new Date().toISOString());
  try {
    await prepareDataDirectory(join(directory, "pglite"), makeTemplate);
    const engine = await startEngine(join(directory, "pglite"));
    return {
      ...engine,
      status: async () => ({ ...(await engine.status()), place: directory }),
      close: () => engine.close().finally(() => lock.release()),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Makes a data directory with every migration applied. */
async function makeTemplate(directory: string): Promise<void> {
  const empty = await PGlite.create(directory);
  await empty.close();
  const engine = await startEngine(directory);
  try {
    await migrate(engine.clients, async () => {});
  } finally {
    await engine.close();
  }
}

async function startEngine(files: string): Promise<Engine> {
  const thread = await startThread(files);
  const client = new pg.Client({ stream: () => thread.stream, types: valueTypes });
  client.on("error", () => {}); // told to every caller by `queue`
  await client.connect();
  const clients = queue(client, thread);
  let cleanedAt = 0;
  const clean = (lease: Lease) => {
    cleanedAt = thread.stream.bytesWritten;
    return cleanUp(lease);
  };
  const timer = setInterval(() => void withLease(clients, clean).catch(() => {}), MAINTENANCE_INTERVAL_MS).unref(); // a crash is told to the next caller
  return {
    kind: "pglite",
    clients,
    maintain: (_transact, written) =>
      withLease(clients, (lease) =>
        written && thread.stream.bytesWritten - cleanedAt < SMALL_WRITE_BYTES ? analyze(lease, written) : clean(lease),
      ),
    status: async () => ({ kind: "pglite", engine: `PGlite (PostgreSQL ${thread.version})`, place: files, syncs: thread.syncs() }),
    close: async () => {
      clearInterval(timer);
      const lease = await clients.acquire().catch(() => undefined);
      if (lease) await lease.client.query("checkpoint");
      await thread.close();
    },
  };
}

async function analyze({ client }: Lease, tables: readonly string[]): Promise<void> {
  await client.query(`analyze ${tables.map((table) => `"${table}"`).join(", ")}`);
}

async function cleanUp({ client }: Lease): Promise<void> {
  await client.query("vacuum (analyze)");
  await client.query("checkpoint");
}

async function withLease(clients: Clients, work: (lease: Lease) => Promise<void>): Promise<void> {
  const lease = await clients.acquire();
  try {
    await work(lease);
  } finally {
    await lease.release(false);
  }
}

/** Lends the one client to one caller after the other. */
function queue(client: pg.Client, thread: Thread): Clients {
  let last: Promise<void> = Promise.resolve();
  let checkpointAt = CHECKPOINT_BYTES;
  return {
    async acquire() {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = promise;
      await before;
      const failure = thread.failure();
      if (failure) {
        resolve();
        throw failure;
      }
      return {
        client,
        release: async () => {
          if (thread.stream.bytesWritten > checkpointAt && !thread.failure()) {
            checkpointAt = thread.stream.bytesWritten + CHECKPOINT_BYTES;
            await client.query("checkpoint").catch(() => {}); // a failing disk stops the thread, which the next caller is told
          }
          resolve();
        },
      };
    },
  };
}

type Thread = {
  readonly stream: WorkerStream;
  readonly version: string;
  failure(): Error | undefined;
  syncs(): number;
  close(): Promise<void>;
};

async function startThread(directory: string): Promise<Thread> {
  const shared = new SharedArrayBuffer(16);
  const counters = new Int32Array(shared);
  const input: WorkerInput = { directory, counters: shared };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: input });
  const stream = new WorkerStream(worker, counters);
  const ready = Promise.withResolvers<string>();
  const closed = Promise.withResolvers<void>();
  let failure: Error | undefined;
  let closing = false;
  const fail = (reason: string) => {
    if (failure || closing) return;
    failure = new Error(`the embedded database stopped (${reason}). Start Attain again; committed data is recovered from the log.`);
    ready.reject(failure);
    stream.destroy(failure);
  };
  stream.on("error", () => {}); // the client reports it to its callers
  worker.on("message", (message: FromWorker) => {
    if (message.kind === "ready") ready.resolve(message.version);
    else if (message.kind === "failed") fail(message.message);
    else if (message.kind === "closed") closed.resolve();
  });
  worker.on("error", (error) => fail(error instanceof Error ? error.message : String(error)));
  worker.on("exit", (code) => {
    fail(`its thread ended with code ${code}`);
    closed.resolve();
  });
  const version = await ready.promise;
  return {
    stream,
    version,
    failure: () => (closing ? new Error("the store is closed") : failure),
    syncs: () => Atomics.load(counters, COUNTERS.syncs),
    async close() {
      if (!failure) {
        closing = true;
        const message: ToWorker = { kind: "close" };
        worker.postMessage(message, []);
        await closed.promise;
      }
      await worker.terminate();
    },
  };
}
