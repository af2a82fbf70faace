import { createRoute, type RouteConfig, z } from "@hono/zod-openapi";
import { announce, type Deprecated, SINCE_KEY, SUNSET_KEY } from "./deprecated.ts";
import { permit, type RoutePermission } from "./permit.ts";
import { PROBLEMS } from "./problem.ts";
import { replay } from "./replay.ts";

const PERMISSION_KEY = "x-permission";

export const problemSchema = z
  .object({
    type: z.string(),
    code: z.string().openapi({ enum: Object.keys(PROBLEMS) }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    fix: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ place: z.string(), message: z.string() })).optional(),
  })
  .openapi("Problem");

/**
 * Declares a route with its permission, in the specification too. The answers that every route can give as problems
 * are described once as components, so that a route lists its own answers only and the typed client stays narrow.
 *
 * @example
 * const list = route({ permission: "statements.read", method: "get", path: "/api/statements", operationId: "listStatements", … })
 */
export function route<const R extends RouteDeclaration>(config: R) {
  const { deprecated } = config;
  const declared = {
    ...config,
    deprecated: deprecated !== undefined,
    middleware: middlewareOf(config),
    [PERMISSION_KEY]: config.permission,
  };
  if (deprecated) Object.assign(declared, { [SINCE_KEY]: deprecated.since, [SUNSET_KEY]: deprecated.sunset });
  else Reflect.deleteProperty(declared, "deprecated");
  Object.assign(declared, { request: { ...config.request, query: knownParameters(config) } });
  // In the specification only extensions (x-…) may stand beside the fields of OpenAPI.
  Reflect.deleteProperty(declared, "permission");
  return createRoute(declared);
}

/** A parameter that no route knows is refused: one that is misspelt must not be passed over. */
function knownParameters({ path, request }: RouteDeclaration): RouteParameter {
  const declared = request?.query ?? z.object({});
  return path.startsWith("/api/") && declared instanceof z.ZodObject ? declared.strict() : declared;
}
type RouteParameter = NonNullable<NonNullable<RouteConfig["request"]>["query"]>;

const WRITES = new Set<string>(["post", "put", "patch", "delete"]);

/** Whether a route's request may carry an `Idempotency-Key`: every write of somebody who is signed in, but for their own sign-in. */
export function isReplayed({ permission, method }: { readonly permission: RoutePermission | undefined; readonly method: string }): boolean {
  return WRITES.has(method) && permission !== "public" && permission !== "session";
}

function middlewareOf({ permission, method, deprecated, operationId }: RouteDeclaration) {
  return [
    ...(deprecated ? [announce(deprecated, operationId)] : []),
    permit(permission),
    ...(isReplayed({ permission, method }) ? [replay] : []),
  ];
}

export type RouteDeclaration = Omit<RouteConfig, "middleware" | "operationId" | "summary" | "deprecated"> & {
  /** The route will go, or change in a way that breaks its callers. Until the sunset it stays as it is. */
  readonly deprecated?: Deprecated;
  readonly operationId: string;
  readonly summary: string;
  readonly permission: RoutePermission;
};

/** The permission with which a route was declared, or undefined when it was not made by `route`. */
export function permissionOf(config: object): RoutePermission | undefined {
  return (config as { readonly [PERMISSION_KEY]?: RoutePermission })[PERMISSION_KEY];
}

/** The answer of a route that gives JSON. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { content: { "application/json": { schema } }, description };
}

/** The body of a route that takes JSON. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { content: { "application/json": { schema } }, required: true } as const;
}
