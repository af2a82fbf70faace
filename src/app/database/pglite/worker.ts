import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { COUNTERS, kib, UNREAD_MAX_KIB } from "./channel.ts";
import type { FromWorker, ToWorker, WorkerInput } from "./channel.ts";
import { startEmbedded } from "./embedded.ts";

/** The database's thread: a pump between the channel and PostgreSQL's main loop. Started by engine.ts. */
const port = parentPort ?? fail("worker.ts runs in a worker thread only");
const input: WorkerInput = workerData;
const counters = new Int32Array(input.counters);

const pending: Uint8Array[] = [];
let offset = 0;
let closing = false;

function tell(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

function take(message: ToWorker): void {
  if (message.kind === "close") closing = true;
  else pending.push(message.bytes);
}

/** Copies up to `target.length` bytes of input; sleeps until there are some, because the database asks in the middle of a message or a COPY. */
function read(target: Uint8Array): number {
  let first = pending[0];
  for (; first === undefined; first = pending[0]) {
    const seen = Atomics.load(counters, COUNTERS.sent);
    const received = receiveMessageOnPort(port);
    if (received) take(received.message);
    else if (closing) return 0;
    else if (outputLength > 0)
      flush(); // the client answers to what it has not seen yet, such as "ready for COPY"
    else Atomics.wait(counters, COUNTERS.sent, seen);
  }
  const count = Math.min(target.length, first.length - offset);
  target.set(first.subarray(offset, offset + count));
  offset += count;
  if (offset === first.length) {
    pending.shift();
    offset = 0;
    tell({ kind: "taken", count: first.length });
  }
  return count;
}

const OUTPUT_BYTES = 131_072;
let output = new Uint8Array(OUTPUT_BYTES);
let outputLength = 0;

function write(bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) {
    const count = Math.min(bytes.length - done, OUTPUT_BYTES - outputLength);
    output.set(bytes.subarray(done, done + count), outputLength);
    outputLength += count;
    done += count;
    if (outputLength === OUTPUT_BYTES) flush();
  }
}

function flush(): void {
  if (outputLength === 0) return;
  const full = outputLength === OUTPUT_BYTES;
  const bytes = full ? output : output.slice(0, outputLength);
  if (full) output = new Uint8Array(OUTPUT_BYTES);
  outputLength = 0;
  for (let unread = Atomics.load(counters, COUNTERS.unread); unread > UNREAD_MAX_KIB; unread = Atomics.load(counters, COUNTERS.unread)) {
    Atomics.wait(counters, COUNTERS.unread, unread);
  }
  Atomics.add(counters, COUNTERS.unread, kib(bytes.length));
  tell({ kind: "bytes", bytes }, [bytes.buffer]);
}

function fail(message: string): never {
  throw new Error(message);
}

const database = await startEmbedded(input.directory, {
  read,
  write,
  flush,
  synced: () => Atomics.add(counters, COUNTERS.syncs, 1),
});

port.on("message", (message: ToWorker) => {
  take(message);
  try {
    if (pending.length > 0) database.run(() => pending.length > 0);
    flush();
  } catch (error) {
    // After a failure in the engine itself its memory cannot be trusted: end, the files recover at the next start.
    tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
  if (closing) void database.close().then(() => tell({ kind: "closed" }));
});
tell({ kind: "ready", version: database.version });
