import type { Context, MiddlewareHandler } from "hono";
import { type Permission, reachOf } from "../../../access/permissions.ts";
import type { SignedIn } from "../../../access/session.ts";
import type { ServerEnvironment } from "./environment.ts";
import { Problem } from "./problem.ts";
import { takeRequest } from "./rate-limit.ts";

/**
 * What a route asks of its caller: a permission of the table; only to be signed in, by session or key ("signed-in");
 * to be known, even where the second factor that the company asks for is missing ("identity": who one is, and nothing else);
 * a session of one's own, for what concerns the own sign-in ("session": no API key may do it); or nothing
 * ("public": health, sign-in, set-up by one-time link).
 */
export type RoutePermission = Permission | "signed-in" | "identity" | "session" | "public";

/** The first half of authorisation, part of the declaration itself: may this caller's roles use the route at all? */
export function permit(permission: RoutePermission): MiddlewareHandler<ServerEnvironment> {
  return async (context, next) => {
    if (permission !== "public") context.set("session", await admit(context, permission));
    await next();
  };
}

async function admit(context: Context<ServerEnvironment>, permission: Exclude<RoutePermission, "public">): Promise<SignedIn> {
  const session = await context.get("identify")();
  if (!session) throw new Problem("not-signed-in");
  await takeRequest(context, session.proof.kind === "key" ? `key ${session.proof.apiKey}` : `user ${session.user.id}`);
  if (permission === "identity") return session;
  if (permission === "session") {
    if (session.proof.kind === "key") throw new Problem("not-permitted", "An API key cannot do this: sign in");
    return session;
  }
  if (session.secondFactorNeeded) throw new Problem("second-factor-needed");
  if (permission === "signed-in") return session;
  if (reachOf(session.roles, permission) === undefined) throw new Problem("not-permitted");
  if (session.scopes && !session.scopes.includes(permission)) throw new Problem("not-permitted", `The API key has no scope ${permission}`);
  return session;
}
