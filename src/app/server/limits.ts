import { blockTaker } from "../../access/rate-limits/blocks.ts";
import type { RateLimit } from "../../access/rate-limits/rate-limit.ts";
import { takeUnits } from "../../access/rate-limits/store.ts";
import type { Store } from "../database/store.ts";
import type { Clock, Limits } from "./kit/ports.ts";

/** Requests of one user or API key: twenty a second for a minute. */
export const REQUESTS_A_MINUTE = 1200;
/** A process reserves a twentieth of the limit at once: one write in the database for up to 60 requests. */
const BLOCKS = 20;

export type LimitsDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly digest: (text: string) => string;
  readonly requestsAMinute?: number;
};

export function newLimits({ store, clock, digest, requestsAMinute = REQUESTS_A_MINUTE }: LimitsDeps): Limits {
  const requests: RateLimit = { name: "requests", quota: requestsAMinute, windowMs: 60_000 };
  const block = Math.max(1, Math.floor(requestsAMinute / BLOCKS));
  const takeRequest = blockTaker((key, nowMs) => takeUnits(store.signIn, requests, digest(key), block, nowMs));
  return {
    requests,
    take: (limit, key) => takeUnits(store.signIn, limit, digest(key), 1, clock.nowMs()),
    takeRequest: (key) => takeRequest(key, clock.nowMs()),
  };
}
