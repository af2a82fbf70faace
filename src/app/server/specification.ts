import type { OpenAPIHono } from "@hono/zod-openapi";
import type { ServerEnvironment } from "./kit/environment.ts";
import { IDEMPOTENCY_KEY_MAX } from "./kit/replay.ts";
import { isReplayed, permissionOf, problemSchema } from "./kit/route.ts";

type App = OpenAPIHono<ServerEnvironment>;

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", minLength: 1, maxLength: IDEMPOTENCY_KEY_MAX },
  description:
    "Sent again with the same content, the request is answered as the first time and not carried out a second time; kept for 48 hours",
} as const;

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** The OpenAPI 3.1 document of everything that is declared. Every operation may also answer with a Problem. */
export function specificationOf(app: App) {
  app.openAPIRegistry.register("Problem", problemSchema);
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Attain",
      version: "0.1.0",
      description:
        "Sales performance management, exact and explained to the cent. Errors are application/problem+json (RFC 9457) with a stable `code`.",
    },
  });
  const problem = {
    description: "A problem",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
  for (const item of Object.values(document.paths ?? {}))
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      if (operation.responses) operation.responses["default"] = problem;
      if (isReplayed({ permission: permissionOf(operation), method }))
        operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
    }
  return document;
}

/** Routes that were added without `route({ permission })`, as "GET /path". A server with any does not start. */
export function routesWithoutPermission(app: App): string[] {
  const declared = new Set<string>();
  for (const definition of app.openAPIRegistry.definitions)
    if (definition.type === "route" && permissionOf(definition.route) !== undefined)
      declared.add(`${definition.route.method.toUpperCase()} ${definition.route.path.replaceAll(/\{(.+?)\}/g, ":$1")}`);
  // Middleware stands in the same list under the method ALL: it can refuse, but grants nothing.
  const served = app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`);
  return [...new Set(served)].filter((name) => !declared.has(name));
}
