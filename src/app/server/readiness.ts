/** Whether the server can do its work: what stands behind /healthz and /readyz. */
export type CheckState = "ok" | "waiting" | "failed";
export type Check = { readonly state: CheckState; readonly step?: string; readonly message?: string };

/** Filled while the server starts; read by the health routes from the first moment on. */
export type Readiness = { readonly checks: Map<string, Check> };

export function newReadiness(): Readiness {
  return { checks: new Map([["database", { state: "waiting", step: "not opened yet" }]]) };
}

/** Whether the server is only not ready yet, with nothing that failed. */
export function isStarting({ checks }: Readiness): boolean {
  const states = [...checks.values()].map(({ state }) => state);
  return states.includes("waiting") && !states.includes("failed");
}

export type ReadinessReport = { readonly ready: boolean; readonly step?: string; readonly checks: Readonly<Record<string, Check>> };

/** The report of /readyz: ready when every check is; else the first open one is the step. */
export function readinessReport(readiness: Readiness): ReadinessReport {
  const open = [...readiness.checks].find(([, check]) => check.state !== "ok");
  const checks = Object.fromEntries(readiness.checks);
  if (!open) return { ready: true, checks };
  const [name, check] = open;
  return { ready: false, step: `${name}: ${check.step ?? check.message ?? check.state}`, checks };
}
