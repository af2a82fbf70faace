import type { MiddlewareHandler } from "hono";
import type { ServerEnvironment } from "./environment.ts";

/** That a route will go: from when on it should not be used, and from when on it may be gone. Days such as 2026-12-01. */
export type Deprecated = { readonly since: string; readonly sunset: string };

/** How it stands in the specification, beside OpenAPI's own `deprecated`. */
export const SINCE_KEY = "x-deprecated-since";
export const SUNSET_KEY = "x-sunset";

/** Says it with every answer of the route: RFC 9745 (Deprecation), RFC 8594 (Sunset), and where it is documented. */
export function announce({ since, sunset }: Deprecated, operationId: string): MiddlewareHandler<ServerEnvironment> {
  const headers = [
    ["deprecation", `@${startOf(since) / 1000}`],
    ["sunset", new Date(startOf(sunset)).toUTCString()],
    ["link", `</api/docs#${operationId}>; rel="deprecation"; type="text/html"`],
  ] as const;
  return async (context, next) => {
    await next();
    for (const [name, value] of headers) context.header(name, value);
  };
}

/** The day's first moment in UTC, in milliseconds. Throws for a day that there is not. */
function startOf(day: string): number {
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`deprecated: "${day}" is not a day such as 2026-12-01`);
  return ms;
}
