import { rm } from "node:fs/promises";
import type { Session, Store } from "../database/store.ts";
import { beginImport } from "./import.ts";
import type { ImportProgress } from "./result.ts";
import type { Arranged } from "./uploads.ts";

/** Imports that this process runs for the page: how far they are, and how to stop them. What they found stands in the database. */
export class RunningImports {
  readonly #store: Store;
  readonly #running = new Map<number, { readonly stop: AbortController; progress: ImportProgress | undefined }>();
  readonly #onFailure: (importId: number, error: unknown) => void;

  constructor(store: Store, onFailure: (importId: number, error: unknown) => void) {
    this.#store = store;
    this.#onFailure = onFailure;
  }

  /** Begins an import and gives its number; it goes on behind the request. Throws FileRefusal where a file cannot be used at all. */
  async start(
    session: Session,
    { folder, mappingPath }: Arranged,
    options: { readonly dryRun: boolean; readonly replace: readonly string[] },
  ): Promise<number> {
    const stop = new AbortController();
    try {
      const begun = await beginImport(this.#store, session, {
        paths: [folder],
        ...(mappingPath !== null && { mapping: mappingPath }),
        ...options,
        signal: stop.signal,
      });
      const entry: { readonly stop: AbortController; progress: ImportProgress | undefined } = { stop, progress: undefined };
      this.#running.set(begun.importId, entry);
      void begun
        .run((progress) => {
          entry.progress = progress;
        })
        // The row of the import says why it failed.
        .catch((error: unknown) => this.#onFailure(begun.importId, error))
        .finally(() => this.#running.delete(begun.importId));
      return begun.importId;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  progressOf(importId: number): ImportProgress | undefined {
    return this.#running.get(importId)?.progress;
  }

  /** Asks a running import to stop. Gives false where this process runs none of the number. */
  cancel(importId: number): boolean {
    const found = this.#running.get(importId);
    found?.stop.abort(new Error("cancelled"));
    return found !== undefined;
  }
}
