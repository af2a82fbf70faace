import type { Taken } from "./rate-limit.ts";

/** Keys kept at most; beyond it the longest unused go, and lose what is left of their block. */
const KEYS_MAX = 10_000;

type Held = Taken & { left: number };

/**
 * Takes units one by one from blocks that are reserved as a whole: so the shared count is written once a block, not with
 * each unit, and yet all processes together never give more than the limit. What a process holds of a block is lost to
 * the others until the window ends: a key may be refused at (processes × block) units too early, never too late.
 */
export function blockTaker(reserve: (key: string, nowMs: number) => Promise<Taken>): (key: string, nowMs: number) => Promise<Taken> {
  const held = new Map<string, Held>();
  const reserving = new Map<string, Promise<void>>();
  const fill = async (key: string, nowMs: number): Promise<void> => {
    const taken = await reserve(key, nowMs);
    held.delete(key);
    held.set(key, { ...taken, left: taken.granted });
    const oldest = held.size > KEYS_MAX ? held.keys().next().value : undefined;
    if (oldest !== undefined) held.delete(oldest);
  };
  return async (key, nowMs) => {
    for (;;) {
      const entry = held.get(key);
      if (entry && entry.endsAtMs > nowMs) {
        if (entry.left > 0) {
          entry.left -= 1;
          return { granted: 1, remaining: entry.remaining + entry.left, endsAtMs: entry.endsAtMs };
        }
        if (entry.granted === 0) return entry; // spent: asking again before the window ends would write for nothing
      }
      const filling = reserving.get(key) ?? fill(key, nowMs).finally(() => reserving.delete(key));
      reserving.set(key, filling);
      await filling;
    }
  };
}
