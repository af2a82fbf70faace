import { compress } from "hono/compress";
import { bodyLimit } from "hono/body-limit";
import { routePath } from "hono/route";
import type { MiddlewareHandler } from "hono";
import type { SignedIn } from "../../access/session.ts";
import { type ServerEnvironment, routes } from "./kit/environment.ts";
import { problemOf } from "./kit/failure.ts";
import type { ClientAddress } from "./client-address.ts";
import { countRequest, type Metrics } from "./metrics.ts";
import type { Clock, Limits, Log, Randomness } from "./kit/ports.ts";
import { bringsFile, type Replays } from "./kit/replay.ts";
import { Problem, problemResponse } from "./kit/problem.ts";
import { isStarting, type Readiness } from "./readiness.ts";
import { requestIdOf } from "./request-id.ts";
import { DATA_POLICY, ONLY_HTTPS, refuseCrossSite, SECURITY_HEADERS } from "./security.ts";

const BODY_BYTES_MAX = 1024 * 1024;

export type FrameDeps = {
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  /** Whose session a request carries; undefined: nobody's. */
  readonly identify: (headers: Headers, address: string) => Promise<SignedIn | undefined>;
  /** Left out: the address of the connection. */
  readonly clientAddress?: ClientAddress;
  /** Missing while the server starts. */
  readonly limits?: Limits;
  /** Whether people reach the server by https. */
  readonly https?: boolean;
  /** Missing while the server starts. */
  readonly replays?: Replays;
};

/**
 * The frame around every route: request id, log line, security headers, same-origin rule, body limit and problems.
 * It grants nothing: permissions belong to the routes themselves.
 */
export function newFrame(deps: FrameDeps) {
  const app = routes();
  app.use(oneLineARequest(deps), compress(), protectAnswer(deps), guard(deps), limitBody);
  app.onError((error, context) => {
    const problem = problemOf(error);
    const requestId = context.get("requestId");
    if (problem.code === "internal") deps.log({ level: "error", event: "failure", requestId, error: error.stack ?? String(error) });
    return problemResponse(problem, requestId);
  });
  return app;
}

const limitSize = bodyLimit({
  maxSize: BODY_BYTES_MAX,
  onError: () => {
    throw new Problem("too-large");
  },
});

/** A file that is sent flows to disk and is counted there. */
const limitBody: MiddlewareHandler<ServerEnvironment> = (context, next) => (bringsFile(context) ? next() : limitSize(context, next));

/** Logs the declared route, never the path or the query: they may carry personal data. */
function oneLineARequest({ clock, random, log, metrics, readiness }: FrameDeps): MiddlewareHandler<ServerEnvironment> {
  return async (context, next) => {
    const startedMs = clock.nowMs();
    const requestId = requestIdOf(context.req.header("x-request-id"), random);
    context.set("requestId", requestId);
    await next();
    context.header("x-request-id", requestId);
    const durationMs = clock.nowMs() - startedMs;
    const route = routePath(context, -1);
    const status = context.res.status;
    countRequest(metrics, route, context.req.method, status, durationMs);
    log({
      level: status >= 500 && !(status === 503 && isStarting(readiness)) ? "error" : "info",
      event: "request",
      requestId,
      method: context.req.method,
      route,
      status,
      ms: durationMs,
    });
  };
}

/** Headers of every answer, of a refusal too. */
function protectAnswer({ https = false }: FrameDeps): MiddlewareHandler<ServerEnvironment> {
  const always = https ? [...SECURITY_HEADERS, ONLY_HTTPS] : SECURITY_HEADERS;
  return async (context, next) => {
    await next();
    for (const [name, value] of [...always, ...(context.get("rateLimit") ?? [])]) context.header(name, value);
    if (!context.res.headers.has("content-security-policy")) context.header("content-security-policy", DATA_POLICY);
    if (!context.res.headers.has("cache-control")) context.header("cache-control", "no-store");
  };
}

function guard({ identify, clientAddress, clock, limits, replays }: FrameDeps): MiddlewareHandler<ServerEnvironment> {
  return async (context, next) => {
    let found: Promise<SignedIn | undefined> | undefined;
    const peer = peerOf(context.env);
    const address = clientAddress ? clientAddress(peer, context.req.header("x-forwarded-for")) : peer;
    context.set("address", address);
    context.set("identifyAnew", () => identify(context.req.raw.headers, address));
    context.set("identify", () => (found ??= context.get("identifyAnew")()));
    context.set("nowMs", clock.nowMs);
    if (limits) context.set("limits", limits);
    if (replays) context.set("replays", replays);
    refuseCrossSite(context.req.raw);
    await next();
  };
}

/** The peer's address as node sees it. */
function peerOf(bindings: unknown): string {
  const { incoming } = (bindings ?? {}) as { readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? "unknown";
}
