import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { type ServerEnvironment, sessionOf } from "./environment.ts";
import { Problem } from "./problem.ts";

/** The most that an `Idempotency-Key` may hold. */
export const IDEMPOTENCY_KEY_MAX = 255;

/** Answers kept under idempotency keys. A key belongs to one user of one company. */
export type Replays = {
  /** Takes the key for its first request, or gives what is known of it. */
  readonly begin: (request: KeyedRequest) => Promise<Begun>;
  readonly finish: (request: KeyedRequest, answer: KeptAnswer) => Promise<void>;
  /** Waits before asking again. */
  readonly wait: () => Promise<void>;
};
export type KeyedRequest = { readonly companyId: number; readonly actor: string; readonly key: string; readonly contentHash: string };
export type KeptAnswer = { readonly status: number; readonly mediaType: string | null; readonly body: Uint8Array };
export type Begun =
  | { readonly state: "first" | "running" | "lost" | "other-content" }
  | { readonly state: "done"; readonly answer: KeptAnswer };

/** Looks for the first request's end this often before the second is told to come again. */
const WAITS_MAX = 100;

/** Whether the body is a file that flows to disk, whatever its type says: it is not read twice, may be large, and counts by its length. */
export function bringsFile({ req }: Context<ServerEnvironment>): boolean {
  return req.method === "POST" && req.path === "/api/uploads";
}

/**
 * Part of every writing route: with the header `Idempotency-Key` a request that is sent again gets the first one's answer, whatever
 * that was, and is not carried out a second time. The same key with other content is refused.
 */
export const replay: MiddlewareHandler<ServerEnvironment> = async (context, next) => {
  const key = context.req.header("idempotency-key");
  const replays = context.get("replays");
  if (key === undefined || !replays) return next();
  if (key === "" || key.length > IDEMPOTENCY_KEY_MAX)
    throw new Problem("invalid-input", `header.idempotency-key: 1 to ${IDEMPOTENCY_KEY_MAX} characters`);
  const { company, user } = sessionOf(context);
  const { method, url } = context.req;
  const type = context.req.header("content-type") ?? "";
  const body = bringsFile(context) ? (context.req.header("content-length") ?? "") : new Uint8Array(await context.req.arrayBuffer());
  const { pathname, search } = new URL(url);
  const contentHash = createHash("sha256").update(`${method} ${pathname}${search}\n${type}\n`).update(body).digest("base64url");
  const request = { companyId: company.id, actor: user.id, key, contentHash };
  const kept = await answerOf(replays, request);
  if (kept) {
    context.res = new Response(kept.status === 204 ? null : new Uint8Array(kept.body), { status: kept.status });
    if (kept.mediaType !== null) context.res.headers.set("content-type", kept.mediaType);
    context.res.headers.set("idempotency-replayed", "true");
    return undefined;
  }
  await next();
  const answer = context.res.clone();
  await replays.finish(request, {
    status: answer.status,
    mediaType: answer.headers.get("content-type"),
    body: new Uint8Array(await answer.arrayBuffer()),
  });
  return undefined;
};

/** The answer of the request that came first with this key, once it has one; undefined for the first itself. */
async function answerOf(replays: Replays, request: KeyedRequest): Promise<KeptAnswer | undefined> {
  for (let waits = 0; waits < WAITS_MAX; waits += 1) {
    const begun = await replays.begin(request);
    if (begun.state === "first") return undefined;
    if (begun.state === "done") return begun.answer;
    if (begun.state === "other-content") throw new Problem("idempotency-key-reused");
    if (begun.state === "lost") throw new Problem("idempotency-key-lost");
    await replays.wait();
  }
  throw new Problem("idempotency-key-running");
}
