import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { decide, type Permission } from "../../../access/permissions.ts";
import type { SignedIn } from "../../../access/session.ts";
import type { Session } from "../../database/store.ts";
import { problemOfValidation } from "./failure.ts";
import type { Limits } from "./ports.ts";
import { Problem } from "./problem.ts";
import type { Replays } from "./replay.ts";

/** What every request carries. `session` is set by the permission check of a route, and only there. */
export type ServerEnvironment = {
  Variables: {
    requestId: string;
    address: string;
    /** Who asks; found once a request. */
    identify: () => Promise<SignedIn | undefined>;
    /** The same, looked up again: for answers that go on for a while. */
    identifyAnew: () => Promise<SignedIn | undefined>;
    session?: SignedIn;
    /** Missing while the server starts. */
    replays?: Replays;
    nowMs: () => number;
    /** Missing while the server starts: nothing that is limited answers then. */
    limits?: Limits;
    /** What the answer says of the limit that the request counted under. */
    rateLimit?: readonly (readonly [name: string, value: string])[];
  };
};

/** A group of routes; values that do not fit their declaration become problems. */
export function routes(): OpenAPIHono<ServerEnvironment> {
  return new OpenAPIHono<ServerEnvironment>({
    defaultHook: (result) => {
      if (!result.success) throw problemOfValidation(result.target, result.error);
    },
  });
}

/** The session that the route's permission check found. */
export function sessionOf(context: Context<ServerEnvironment>): SignedIn {
  const session = context.get("session");
  if (!session) throw new Problem("not-signed-in");
  return session;
}

/**
 * The second half of authorisation, on the object: every handler calls it with the participant to whom the object belongs
 * (null: to the company) and, where it has one, with its business date. What is not the caller's to see does not exist for them.
 * It may ask the database: call it outside a transaction.
 */
export async function authorise(session: SignedIn, permission: Permission, owner: string | null, day?: string): Promise<void> {
  const decision = decide(session, permission, owner);
  if (decision === "allowed") return;
  if (decision === "denied" || owner === null || !(await session.leads(owner, day))) throw new Problem("not-found");
}

/** The database's view of a session, for `store.as` and `store.publish`. */
export function databaseSession(session: SignedIn): Session {
  const common = { companyId: session.company.id, actor: session.user.id, roles: session.roles };
  return session.participant === null ? common : { ...common, participant: session.participant };
}
