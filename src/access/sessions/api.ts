import { z } from "@hono/zod-openapi";
import { authorise, routes, sessionOf } from "../../app/server/kit/environment.ts";
import type { Clock, SignIn } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { type Attempts, takeAttempt } from "../attempts.ts";
import { PASSWORD_LENGTH_MAX } from "../password.ts";
import { ROLES } from "../permissions.ts";

/** Guessing one address's password, and guessing from one place; successful sign-ins count too. */
const BY_EMAIL = { attemptsMax: 10, windowMs: 15 * 60_000 };
const BY_ADDRESS = { attemptsMax: 100, windowMs: 15 * 60_000 };

const sessionSchema = z
  .object({
    user: z.object({ name: z.string(), email: z.string() }),
    roles: z.array(z.enum(ROLES)).readonly(),
    participant: z.string().nullable(),
    company: z.object({ name: z.string(), currency: z.string() }),
  })
  .openapi("Session");

const read = route({
  permission: "company.read",
  method: "get",
  path: "/api/session",
  operationId: "getSession",
  summary: "Who is signed in, as what, in which company",
  responses: { 200: json(sessionSchema, "The session") },
});

const begin = route({
  permission: "public",
  method: "post",
  path: "/api/sign-in",
  operationId: "signIn",
  summary: "Begin a session with e-mail address and password",
  request: { body: jsonBody(z.object({ email: z.string().trim().max(254), password: z.string().min(1).max(PASSWORD_LENGTH_MAX) })) },
  responses: { 204: { description: "Signed in; the session cookie is set" } },
});

const end = route({
  permission: "public",
  method: "post",
  path: "/api/sign-out",
  operationId: "signOut",
  summary: "End the session",
  responses: { 204: { description: "Signed out; the session cookie is cleared" } },
});

export function sessionRoutes(deps: { readonly signIn: SignIn; readonly clock: Clock; readonly attempts: Attempts }) {
  return routes()
    .openapi(read, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "company.read", session.participant);
      const { user, roles, participant, company } = session;
      return context.json(
        { user: { name: user.name, email: user.email }, roles, participant, company: { name: company.name, currency: company.currency } },
        200,
      );
    })
    .openapi(begin, async (context) => {
      const { email, password } = context.req.valid("json");
      const nowMs = deps.clock.nowMs();
      const waitSeconds = Math.max(
        takeAttempt(deps.attempts, BY_ADDRESS, `address ${context.get("address")}`, nowMs),
        takeAttempt(deps.attempts, BY_EMAIL, `email ${email.toLowerCase()}`, nowMs),
      );
      if (waitSeconds > 0)
        throw new Problem("too-many-attempts", `Wait ${waitSeconds} seconds`, { headers: { "retry-after": String(waitSeconds) } });
      const cookies = await deps.signIn.begin(email, password);
      if (!cookies) throw new Problem("wrong-password");
      for (const cookie of cookies) context.header("set-cookie", cookie, { append: true });
      return context.body(null, 204);
    })
    .openapi(end, async (context) => {
      for (const cookie of await deps.signIn.end(context.req.raw.headers)) context.header("set-cookie", cookie, { append: true });
      return context.body(null, 204);
    });
}
