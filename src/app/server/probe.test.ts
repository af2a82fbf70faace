import { expect, test } from "vitest";
import type { Store } from "../database/store.ts";
import { probeDatabase } from "./probe.ts";
import { newReadiness, readinessReport } from "./readiness.ts";

test("a database that goes away is named, and one that comes back is ready again", async () => {
  const readiness = newReadiness();
  const asked = { gone: false };
  const store = { system: async () => (asked.gone ? Promise.reject(new Error("connect ECONNREFUSED 127.0.0.1:5432")) : undefined) } as Pick<
    Store,
    "system"
  >;
  await probeDatabase(store, readiness);
  expect(readinessReport(readiness).ready).toBe(true);
  asked.gone = true;
  await probeDatabase(store, readiness);
  expect(readinessReport(readiness)).toEqual({
    ready: false,
    step: "database: connect ECONNREFUSED 127.0.0.1:5432",
    checks: { database: { state: "failed", message: "connect ECONNREFUSED 127.0.0.1:5432" } },
  });
  asked.gone = false;
  await probeDatabase(store, readiness);
  expect(readinessReport(readiness).ready).toBe(true);
});
