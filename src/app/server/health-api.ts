import { z } from "@hono/zod-openapi";
import { routes } from "./kit/environment.ts";
import { json, route } from "./kit/route.ts";
import { type Metrics, metricsText } from "./metrics.ts";
import { type Readiness, readinessReport } from "./readiness.ts";

const reportSchema = z
  .object({
    ready: z.boolean(),
    step: z.string().optional(),
    checks: z.record(
      z.string(),
      z.object({ state: z.enum(["ok", "waiting", "failed"]), step: z.string().optional(), message: z.string().optional() }),
    ),
  })
  .openapi("Readiness");

const live = route({
  permission: "public",
  method: "get",
  path: "/healthz",
  operationId: "getLiveness",
  summary: "Whether the process answers at all",
  responses: { 200: json(z.object({ live: z.literal(true) }), "It does") },
});

const ready = route({
  permission: "public",
  method: "get",
  path: "/readyz",
  operationId: "getReadiness",
  summary: "Whether the server can do its work, check by check",
  responses: { 200: json(reportSchema, "Ready"), 503: json(reportSchema, "Not ready; `step` says what is missing") },
});

const metrics = route({
  permission: "public",
  method: "get",
  path: "/metrics",
  operationId: "getMetrics",
  summary: "Counts in the Prometheus text format; no personal data",
  responses: { 200: { content: { "text/plain": { schema: z.string() } }, description: "Metrics" } },
});

/** `probe` asks the database again, so that one that goes away later is named too. */
export type HealthDeps = {
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly memoryBytes: () => number;
  readonly probe: () => Promise<void>;
};

export function healthRoutes(deps: HealthDeps) {
  return routes()
    .openapi(live, (context) => context.json({ live: true as const }, 200))
    .openapi(ready, async (context) => {
      await deps.probe();
      const report = readinessReport(deps.readiness);
      return report.ready ? context.json(report, 200) : context.json(report, 503);
    })
    .openapi(metrics, (context) => context.text(metricsText(deps.metrics, deps.memoryBytes()), 200));
}
