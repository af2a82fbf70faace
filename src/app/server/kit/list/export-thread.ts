import { Worker } from "node:worker_threads";
import type { ExportColumn, ExportRow, ExportTable } from "./export-file.ts";

/** The formats that are made as a whole, which takes seconds for many rows. */
export type WrittenFormat = "xlsx" | "parquet";
export type ToWriter =
  | { readonly kind: "table"; readonly format: WrittenFormat; readonly columns: readonly ExportColumn[] }
  | { readonly kind: "rows"; readonly rows: readonly ExportRow[] }
  | { readonly kind: "end" };
export type FromWriter =
  | { readonly kind: "next" }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "end" }
  | { readonly kind: "failed"; readonly message: string };

const HEAP_MB = 1024;
/** Files that are made at once; others wait for their turn. */
const THREADS_MAX = 2;

/** A thread that waits for the next file: starting one costs more than writing a small one. */
let idle: Writer | undefined;
let running = 0;
const queue: (() => void)[] = [];

/**
 * The bytes of a table, made in a thread of its own, so that the server answers others meanwhile. Once nobody wants them (the signal) the
 * thread is ended.
 */
export async function* writtenInThread(
  format: WrittenFormat,
  { columns, pages }: ExportTable,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  while (running >= THREADS_MAX) await turn();
  running += 1;
  const writer = idle ?? new Writer();
  idle = undefined;
  let done = false;
  try {
    yield* writer.write(format, columns, pages, signal);
    done = true;
  } finally {
    running -= 1;
    queue.shift()?.();
    if (done && !idle) idle = writer.rest();
    else await writer.end();
  }
}

function turn(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  queue.push(resolve);
  return promise;
}

class Writer {
  readonly #worker = new Worker(new URL("./export-worker.ts", import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
  #arrived: FromWriter[] = [];
  #waiting: PromiseWithResolvers<void> | undefined;

  constructor() {
    this.#worker.on("message", (message: FromWriter) => this.#arrive(message));
    this.#worker.on("error", (error) => this.#arrive({ kind: "failed", message: error instanceof Error ? error.message : String(error) }));
    this.#worker.on("exit", () => this.#arrive({ kind: "failed", message: "the writing thread ended" }));
  }

  async *write(
    format: WrittenFormat,
    columns: readonly ExportColumn[],
    pages: ExportTable["pages"],
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    this.#worker.ref();
    const stop = () => this.#arrive({ kind: "failed", message: "nobody reads it" });
    signal.addEventListener("abort", stop, { once: true });
    signal.throwIfAborted();
    this.#tell({ kind: "table", format, columns: columns.map(({ name, kind }) => ({ name, kind })) });
    const source = pages[Symbol.asyncIterator]();
    try {
      for (;;) {
        const message = await this.#next();
        if (message.kind === "end") return;
        if (message.kind === "failed") throw new Error(`The file cannot be made: ${message.message}`);
        if (message.kind === "bytes") yield message.bytes;
        else await this.#give(source);
      }
    } finally {
      signal.removeEventListener("abort", stop);
      await source.return?.();
    }
  }

  async #give(source: AsyncIterator<readonly ExportRow[]>): Promise<void> {
    const page = await source.next();
    this.#tell(page.done ? { kind: "end" } : { kind: "rows", rows: page.value });
  }

  /** The thread keeps no process alive while it waits for its next file. */
  rest(): this {
    this.#worker.unref();
    return this;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #tell(message: ToWriter): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#worker.postMessage(message);
  }

  #arrive(message: FromWriter): void {
    this.#arrived.push(message);
    this.#waiting?.resolve();
  }

  async #next(): Promise<FromWriter> {
    while (this.#arrived.length === 0) {
      this.#waiting = Promise.withResolvers();
      await this.#waiting.promise;
    }
    const [first, ...others] = this.#arrived;
    this.#arrived = others;
    return first ?? { kind: "failed", message: "nothing arrived" };
  }
}
