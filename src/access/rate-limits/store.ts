import { type Kysely, sql } from "kysely";
import type { Database } from "../../app/database/schema.ts";
import type { RateLimit, Taken } from "./rate-limit.ts";

/** One new window in so many also removes windows that are over. */
const SWEEP_EVERY = 64;

/**
 * Takes up to `units` under a key, in one statement, so that any number of processes count together.
 * `key` must hold no personal data: callers pass a hash.
 */
export async function takeUnits(database: Kysely<Database>, limit: RateLimit, key: string, units: number, nowMs: number): Promise<Taken> {
  const [now, end] = [new Date(nowMs), new Date(nowMs + limit.windowMs)];
  const row = await database
    .insertInto("rate_limits")
    .values({ key: `${limit.name} ${key}`, ends_at: end, taken: units })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet({
        taken: sql<number>`case when rate_limits.ends_at <= ${now} then ${units}::integer else least(rate_limits.taken, ${limit.quota}::integer) + ${units}::integer end`,
        ends_at: sql<Date>`case when rate_limits.ends_at <= ${now} then ${end}::timestamptz else rate_limits.ends_at end`,
      }),
    )
    .returning(["taken", "ends_at"])
    .executeTakeFirstOrThrow();
  if (row.taken === units && nowMs % SWEEP_EVERY === 0) await sweep(database, now);
  const granted = Math.max(0, Math.min(units, limit.quota - (row.taken - units)));
  return { granted, remaining: Math.max(0, limit.quota - row.taken), endsAtMs: row.ends_at.getTime() };
}

async function sweep(database: Kysely<Database>, now: Date): Promise<void> {
  await database.deleteFrom("rate_limits").where("ends_at", "<=", now).execute();
}
