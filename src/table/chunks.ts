/** Rows at a time. */
const CHUNK = 4096;

/**
 * Walks over rows in chunks. A loop over a million rows in a function that is called once never runs as optimised code from its start;
 * the function that does one chunk is called often enough to.
 */
export function inChunks(count: number, work: (from: number, to: number) => void): void {
  for (let from = 0; from < count; from += CHUNK) work(from, Math.min(count, from + CHUNK));
}
