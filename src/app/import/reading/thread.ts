import { Worker } from "node:worker_threads";
import { FileRefusal, fileProblem } from "../../files/file-refusal.ts";
import type { FromReader, TaskName, Tasks, ThreadInput, ToReader } from "./messages.ts";

/** What reading may cost. A workbook's own thread has tighter limits of its own. */
const LIMITS = {
  /** Heap of the reading thread: joined and looked-up files are kept in it. */
  heapMb: 1024,
  /** Without a step for so long the thread is ended. */
  stepMs: 60_000,
  checkMs: 2_000,
} as const;

/** A thread that waits for the next import: starting one costs more than reading a small file. */
let waiting: ReadingThread | undefined;

/**
 * Does one task in the reading thread, so that a hostile file exhausts that thread's heap and time, not the server's. Parts are dealt
 * with one after the other while the next is read. Throws FileRefusal where a file cannot be used, what `onPart` throws, or the signal's reason.
 */
export async function inReadingThread<Name extends TaskName>(
  kind: Name,
  input: Tasks[Name]["input"],
  onPart: (part: Tasks[Name]["part"]) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<Tasks[Name]["result"]> {
  signal?.throwIfAborted();
  const thread = waiting ?? new ReadingThread();
  waiting = undefined;
  try {
    /* oxlint-disable typescript/no-unsafe-type-assertion -- task, parts and result are of one kind, as the signature says */
    const task = { kind, input } as ToReader;
    const take = onPart as (part: unknown) => Promise<void> | void;
    return (await thread.run(task, take, signal)) as Tasks[Name]["result"];
    /* oxlint-enable typescript/no-unsafe-type-assertion */
  } finally {
    if (thread.isIdle && !waiting) waiting = thread;
    else await thread.end();
  }
}

class ReadingThread {
  readonly #steps = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  /** Whether the last task ended by itself and everything it gave was dealt with: the thread can take another. */
  isIdle = false;

  constructor() {
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: { steps: this.#steps.buffer } satisfies ThreadInput,
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMb },
    });
    this.#worker.on("error", () => {}); // told to whoever waits for a task
    this.#worker.on("exit", () => {
      if (waiting === this) waiting = undefined;
    });
  }

  async run(task: ToReader, onPart: (part: unknown) => Promise<void> | void, signal: AbortSignal | undefined): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.isIdle = false;
    let ended = false;
    let work: Promise<void> = Promise.resolve();
    let parts = 0;
    const take = async (part: unknown): Promise<void> => {
      await onPart(part);
      parts -= 1;
      this.#tell({ kind: "next" });
    };
    const onMessage = (message: FromReader): void => {
      if (message.kind === "part") {
        parts += 1;
        work = work.then(() => take(message.part));
        work.catch(reject);
        return;
      }
      ended = true;
      if (message.kind === "done") work.then(() => resolve(message.result), reject);
      else reject(message.kind === "refused" ? new FileRefusal(...message.problems) : new Error(message.message));
    };
    const onError = (error: unknown): void => reject(outOfMemory(error) ? tooLarge("needs more memory than reading may take") : error);
    const onExit = (): void => reject(new Error("The reading thread ended. Import again"));
    const onAbort = (): void => reject(signal?.reason);
    const watch = this.#watch(
      () => parts > 0,
      () => reject(tooLarge(`stands still for more than ${LIMITS.stepMs / 1000} seconds`)),
    );
    this.#worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal?.addEventListener("abort", onAbort, { once: true });
    this.#worker.ref();
    try {
      this.#tell(task);
      return await promise;
    } finally {
      clearInterval(watch);
      signal?.removeEventListener("abort", onAbort);
      this.#worker.off("message", onMessage).off("error", onError).off("exit", onExit).unref();
      await work.catch(() => {}); // what is being written ends before whoever asked goes on; its error is known
      this.isIdle = ended && parts === 0;
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #tell(message: ToReader): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#worker.postMessage(message);
  }

  /** Tells when the thread made no step for too long while nobody kept it waiting. */
  #watch(isWaiting: () => boolean, onStill: () => void): NodeJS.Timeout {
    let seen = -1;
    let still = 0;
    return setInterval(() => {
      const steps = Atomics.load(this.#steps, 0);
      still = steps === seen && !isWaiting() ? still + LIMITS.checkMs : 0;
      seen = steps;
      if (still >= LIMITS.stepMs) onStill();
    }, LIMITS.checkMs);
  }
}

function outOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function tooLarge(reason: string): FileRefusal {
  return new FileRefusal(fileProblem("the files", "too-large-file", reason, "Split them, or join and look up less in the mapping"));
}
