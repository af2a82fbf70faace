/**
 * The byte channel between the main thread (`pg`'s client, stream.ts) and the database's thread (worker.ts).
 * Bytes of PostgreSQL's protocol go both ways as transferred buffers. The counters let the database, which runs
 * synchronously, sleep until bytes arrive (COPY IN) or until its reader has room (large results).
 */
export type WorkerInput = { readonly directory: string; readonly counters: SharedArrayBuffer };
export type ToWorker = { readonly kind: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> } | { readonly kind: "close" };
export type FromWorker =
  | { readonly kind: "ready"; readonly version: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** So many bytes of input were taken over. */
  | { readonly kind: "taken"; readonly count: number }
  | { readonly kind: "closed" }
  | { readonly kind: "failed"; readonly message: string };

/** Indexes in the shared Int32Array. */
export const COUNTERS = {
  /** Messages sent to the worker; it sleeps on this. */
  sent: 0,
  /** Bytes of output that the reader has not taken yet, in KiB rounded up per chunk; the worker sleeps while too high. */
  unread: 1,
  /** Calls of fsync and fdatasync. */
  syncs: 2,
} as const;

/** Output in flight before the database waits for its reader, KiB. */
export const UNREAD_MAX_KIB = 8192;

export function kib(byteCount: number): number {
  return (byteCount + 1023) >> 10;
}
