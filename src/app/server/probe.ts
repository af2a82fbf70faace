import { sql } from "kysely";
import type { Store } from "../database/store.ts";
import type { Readiness } from "./readiness.ts";

const ANSWER_MS_MAX = 2000;

/** Asks an open database whether it answers, and notes it: one that goes away is named by /readyz, and again when it is back. */
export async function probeDatabase(store: Pick<Store, "system">, readiness: Readiness): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS_MAX} ms`)), ANSWER_MS_MAX);
  try {
    await Promise.race([store.system((tx) => sql`select 1`.execute(tx)), late]);
    readiness.checks.set("database", { state: "ok" });
  } catch (error) {
    readiness.checks.set("database", { state: "failed", message: error instanceof Error ? error.message : String(error) });
  } finally {
    clearTimeout(timer);
  }
}
