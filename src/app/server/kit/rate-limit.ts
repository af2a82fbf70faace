import type { Context } from "hono";
import { type RateLimit, rateLimitHeaders, secondsLeft, type Taken } from "../../../access/rate-limits/rate-limit.ts";
import type { ServerEnvironment } from "./environment.ts";
import type { Limits } from "./ports.ts";
import { Problem, type ProblemCode } from "./problem.ts";

/** Takes one request of a user or API key. Throws "too-many-requests" when none is left. */
export async function takeRequest(context: Context<ServerEnvironment>, key: string): Promise<void> {
  const limits = limitsOf(context);
  note(context, "too-many-requests", limits.requests, await limits.takeRequest(key));
}

/**
 * Counts an attempt under each of several limits, such as one address's and one network's. Throws "too-many-attempts"
 * when one of them has none left; the answer's headers speak of the limit that is nearest.
 */
export async function takeAttempt(
  context: Context<ServerEnvironment>,
  ...counted: readonly (readonly [limit: RateLimit, key: string])[]
): Promise<void> {
  const limits = limitsOf(context);
  const taken: [RateLimit, Taken][] = [];
  for (const [limit, key] of counted) taken.push([limit, await limits.take(limit, key)]);
  const [nearest] = taken.toSorted(([, a], [, b]) => a.granted - b.granted || a.remaining - b.remaining);
  if (nearest) note(context, "too-many-attempts", ...nearest);
}

function note(context: Context<ServerEnvironment>, code: ProblemCode, limit: RateLimit, taken: Taken): void {
  const nowMs = context.get("nowMs")();
  context.set("rateLimit", rateLimitHeaders(limit, taken, nowMs));
  if (taken.granted > 0) return;
  const seconds = secondsLeft(taken, nowMs);
  throw new Problem(code, `Wait ${seconds} seconds`, { headers: { "retry-after": String(seconds) } });
}

function limitsOf(context: Context<ServerEnvironment>): Limits {
  const limits = context.get("limits");
  if (!limits) throw new Problem("starting");
  return limits;
}
