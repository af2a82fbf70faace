import { Duplex } from "node:stream";
import type { Worker } from "node:worker_threads";
import { COUNTERS, kib } from "./channel.ts";
import type { FromWorker, ToWorker } from "./channel.ts";

const STARTUP_ANSWER = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]); // AuthenticationOk, ReadyForQuery (idle)
const IN_FLIGHT_BYTES_MAX = 4 * 1024 * 1024;

/**
 * What `pg`'s client takes for its socket: writes go to the database's thread, its answers come back.
 * Both directions wait when the other side lags, so that a COPY of any size keeps memory flat.
 */
export class WorkerStream extends Duplex {
  readonly #worker: Worker;
  readonly #counters: Int32Array;
  #started = false;
  #inFlight = 0;
  #waiting: (() => void) | undefined;
  #unread: number[] = [];
  #bytesWritten = 0;

  constructor(worker: Worker, counters: Int32Array) {
    super({ readableHighWaterMark: 1024 * 1024, writableHighWaterMark: 1024 * 1024 });
    this.#worker = worker;
    this.#counters = counters;
    worker.on("message", (message: FromWorker) => this.#receive(message));
  }

  /** Bytes sent to the database since the start: a measure of how much was written. */
  get bytesWritten(): number {
    return this.#bytesWritten;
  }

  // What pg calls on a socket.
  connect(): this {
    queueMicrotask(() => this.emit("connect"));
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (!this.#started) {
      // The startup packet: there is one user and one database, nothing to negotiate.
      this.#started = true;
      this.push(STARTUP_ANSWER);
      done();
      return;
    }
    if (chunk[0] === 0x58 && chunk.length === 5) return done(); // Terminate: the engine closes the database itself
    this.#send(Uint8Array.from(chunk), done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    if (!this.#started || chunks.length === 1) {
      const [first, ...rest] = chunks;
      if (first) this._write(first.chunk, "utf8", () => (rest.length > 0 ? this._writev(rest, done) : done()));
      return;
    }
    this.#send(new Uint8Array(Buffer.concat(chunks.map(({ chunk }) => chunk))), done);
  }

  #send(bytes: Uint8Array<ArrayBuffer>, done: () => void): void {
    const count = bytes.length;
    this.#inFlight += count;
    this.#bytesWritten += count;
    const message: ToWorker = { kind: "bytes", bytes };
    this.#worker.postMessage(message, [bytes.buffer]);
    Atomics.add(this.#counters, COUNTERS.sent, 1);
    Atomics.notify(this.#counters, COUNTERS.sent);
    if (this.#inFlight > IN_FLIGHT_BYTES_MAX) this.#waiting = done;
    else done();
  }

  #receive(message: FromWorker): void {
    if (message.kind === "taken") {
      this.#inFlight -= message.count;
      if (this.#waiting && this.#inFlight <= IN_FLIGHT_BYTES_MAX) {
        const done = this.#waiting;
        this.#waiting = undefined;
        done();
      }
    } else if (message.kind === "bytes") {
      this.#unread.push(message.bytes.length);
      if (this.push(message.bytes)) this.#acknowledge();
    }
  }

  override _read(): void {
    this.#acknowledge();
  }

  #acknowledge(): void {
    let freed = 0;
    for (const count of this.#unread) freed += kib(count);
    this.#unread = [];
    if (freed === 0) return;
    Atomics.sub(this.#counters, COUNTERS.unread, freed);
    Atomics.notify(this.#counters, COUNTERS.unread);
  }
}
