import { z } from "@hono/zod-openapi";
import { type ApiDeps, apiRoutes } from "./api.ts";
import { type FrameDeps, newFrame } from "./frame.ts";
import { type HealthDeps, healthRoutes } from "./health-api.ts";
import { identifier } from "./identify.ts";
import { routes } from "./kit/environment.ts";
import type { Limits } from "./kit/ports.ts";
import { json, route } from "./kit/route.ts";
import { answerPages, answerStarting } from "./pages.ts";
import { readinessReport } from "./readiness.ts";
import { newReplays } from "./replays.ts";
import { routesWithoutPermission, specificationOf } from "./specification.ts";
import type { WebFiles } from "./web-files.ts";

export type ServerDeps = Omit<FrameDeps, "identify" | "limits"> &
  HealthDeps &
  ApiDeps & { readonly limits: Limits; readonly web: () => WebFiles | undefined };

const specification = route({
  permission: "public",
  method: "get",
  path: "/api/openapi.json",
  operationId: "getSpecification",
  summary: "This document",
  responses: { 200: json(z.record(z.string(), z.unknown()), "OpenAPI 3.1") },
});

/**
 * The whole server over an open store. Everything from the world comes in through `deps`; it listens to nothing itself.
 * Only the access matrix passes an `identify` of its own, to see what row security alone holds back.
 */
export function createServer(deps: ServerDeps, identify: FrameDeps["identify"] = identifier(deps)) {
  const app = newFrame({ ...deps, identify, replays: newReplays(deps.store, deps.random) })
    .route("/", healthRoutes(deps))
    .route("/", apiRoutes(deps));
  const own = routes().openapi(specification, (context) => context.json(document, 200));
  app.route("/", own);
  app.notFound(answerPages(deps.web, deps.random, () => readinessReport(deps.readiness).step));
  const document: Record<string, unknown> = { ...specificationOf(app) };
  const open = routesWithoutPermission(app);
  if (open.length > 0) throw new Error(`Routes without a permission: ${open.join(", ")}. Declare them with route({ permission, … })`);
  return app;
}

/** What answers until the store is open: health, and "starting" for everything else. */
export function createStartingServer(deps: Omit<FrameDeps, "identify" | "limits"> & HealthDeps) {
  const app = newFrame({ ...deps, identify: async () => undefined }).route("/", healthRoutes(deps));
  app.notFound(answerStarting(() => readinessReport(deps.readiness).step ?? "almost ready"));
  return app;
}
