/** Limits guessing: at most `attemptsMax` attempts under one key within `windowMs`, counted from the first. */
export type AttemptLimit = { readonly attemptsMax: number; readonly windowMs: number };
export type Attempts = Map<string, { count: number; sinceMs: number }>;

/** Keys kept at most; beyond it the oldest are forgotten, so that invented keys cannot fill the memory. */
const KEYS_MAX = 10_000;

/** Counts one attempt. Gives 0 when it is allowed, else the seconds to wait. */
export function takeAttempt(attempts: Attempts, limit: AttemptLimit, key: string, nowMs: number): number {
  const entry = attempts.get(key);
  if (!entry || nowMs - entry.sinceMs >= limit.windowMs) {
    attempts.delete(key);
    forgetOldest(attempts);
    attempts.set(key, { count: 1, sinceMs: nowMs });
    return 0;
  }
  entry.count += 1;
  return entry.count <= limit.attemptsMax ? 0 : Math.ceil((entry.sinceMs + limit.windowMs - nowMs) / 1000);
}

function forgetOldest(attempts: Attempts): void {
  const oldest = attempts.size >= KEYS_MAX ? attempts.keys().next().value : undefined;
  if (oldest !== undefined) attempts.delete(oldest);
}
