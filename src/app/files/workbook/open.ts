import { Worker } from "node:worker_threads";
import { fileProblem, FileRefusal } from "../file-refusal.ts";
import { LIMITS } from "./limits.ts";
import type { FromReader, ReaderInput, ToReader } from "./messages.ts";

const WORKBOOK = /^(.*\.(?:xlsx|xlsm))(?:#(.*))?$/is;

/** The workbook and sheet that a path names, such as book.xlsx#Deals; undefined when it is no workbook's. */
export function workbookOf(path: string): { readonly path: string; readonly sheet: string | null } | undefined {
  const match = WORKBOOK.exec(path);
  return match?.[1] === undefined ? undefined : { path: match[1], sheet: match[2] ?? null };
}

/** The path of the file itself, for whoever reads its bytes. */
export function bytesPath(path: string): string {
  return workbookOf(path)?.path ?? path;
}

/** Names of the sheets that are shown, in order. Throws FileRefusal. */
export async function sheetsOf(path: string, file: string): Promise<readonly string[]> {
  const reader = new WorkbookReader({ path, sheet: null, list: true }, file);
  try {
    const first = await reader.next();
    return first.kind === "sheets" ? first.sheets : [];
  } finally {
    await reader.close();
  }
}

/**
 * A workbook read in a thread of its own: a hostile file can exhaust that thread's heap and time, not the server's. Nothing is read
 * ahead of what is asked for.
 */
export class WorkbookReader {
  readonly #worker: Worker;
  readonly #file: string;
  #waiting: PromiseWithResolvers<FromReader> | undefined;
  readonly #arrived: FromReader[] = [];

  constructor(input: ReaderInput, file: string, signal?: AbortSignal) {
    this.#file = file;
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMb, maxYoungGenerationSizeMb: 16 },
    });
    this.#worker.on("message", (message: FromReader) => this.#arrive(message));
    this.#worker.on("error", (error) => this.#arrive(failure(error)));
    this.#worker.on("exit", () => this.#arrive({ kind: "end" }));
    signal?.addEventListener("abort", () => void this.close(), { once: true });
  }

  #arrive(message: FromReader): void {
    if (this.#waiting) {
      this.#waiting.resolve(message);
      this.#waiting = undefined;
    } else this.#arrived.push(message);
  }

  /** The next message. Throws FileRefusal when the workbook cannot be read on, or nothing comes for too long. */
  async next(): Promise<FromReader> {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#worker.postMessage({ kind: "next" } satisfies ToReader);
    const message = this.#arrived.shift() ?? (await this.#wait());
    if (message.kind === "refused") {
      const { code, reason, fix, line } = message.fault;
      throw new FileRefusal(fileProblem(this.#file, code, reason, fix, line));
    }
    if (message.kind === "failed")
      throw new FileRefusal(
        fileProblem(
          this.#file,
          "not-readable",
          `cannot be read (${message.message})`,
          "Save it again as Excel workbook (.xlsx), or as CSV",
        ),
      );
    return message;
  }

  async #wait(): Promise<FromReader> {
    this.#waiting = Promise.withResolvers<FromReader>();
    const late = setTimeout(
      () =>
        this.#arrive({
          kind: "refused",
          fault: {
            code: "too-large-file",
            reason: `takes more than ${LIMITS.stepMs / 1000} seconds to unpack`,
            fix: "Save the sheet as CSV",
            line: 0,
          },
        }),
      LIMITS.stepMs,
    );
    try {
      return await this.#waiting.promise;
    } finally {
      clearTimeout(late);
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

function failure(error: unknown): FromReader {
  const memory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (!memory) return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  return {
    kind: "refused",
    fault: { code: "too-large-file", reason: "needs more memory than a workbook may take", fix: "Save the sheet as CSV", line: 0 },
  };
}
