import { sql } from "kysely";
import type { Store } from "./store.ts";

/**
 * Does long work while no other server of the same database does work of the same lock class; another one waits. The lock is a transaction's
 * and ends with it, however the process ends. The embedded database has one server alone.
 */
export async function alone(store: Store, lockClass: number, work: () => Promise<void>): Promise<void> {
  if (store.kind === "pglite") return work();
  const locked = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const holding = store.system(async (tx) => {
    await sql`select pg_advisory_xact_lock(${lockClass}, 0)`.execute(tx);
    locked.resolve();
    await over.promise;
  });
  try {
    await Promise.race([locked.promise, holding]);
    await work();
  } finally {
    over.resolve();
    await holding;
  }
}
