import { z } from "@hono/zod-openapi";
import { callerOf, setCookies } from "../../app/server/kit/caller.ts";
import { routes, sessionOf } from "../../app/server/kit/environment.ts";
import type { Mailer, SignIn, SignInEvents } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { takeAttempt } from "../../app/server/kit/rate-limit.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { PASSWORD_LENGTH_MAX } from "../password.ts";
import { PROOF_BY_USER } from "../rate-limits/rate-limit.ts";
import type { SignedIn } from "../session.ts";
import { deviceOf } from "../sessions/device.ts";
import { passwordField } from "../sign-ins/fields.ts";

/** The password with which somebody who is signed in proves themselves again. */
export const currentPasswordField = z.string().min(1, "Write your password").max(PASSWORD_LENGTH_MAX);

const sessionSchema = z
  .object({
    session: z.string(),
    device: z.string().nullable().openapi({ description: "Browser and system, as far as known" }),
    begun: z.string().openapi({ format: "date-time" }),
    lastUsed: z.string().openapi({ format: "date-time", description: "To within five minutes" }),
    expires: z.string().openapi({ format: "date-time" }),
    current: z.boolean(),
  })
  .openapi("OwnSession");

const list = route({
  permission: "session",
  method: "get",
  path: "/api/sessions",
  operationId: "listSessions",
  summary: "Where you are signed in",
  responses: {
    200: json(
      z.object({ items: z.array(sessionSchema), secondFactor: z.boolean() }),
      "The last used first; and whether you sign in with a second factor",
    ),
  },
});

const end = route({
  permission: "session",
  method: "post",
  path: "/api/sessions/{session}/end",
  operationId: "endSession",
  summary: "End one of your sessions, effective with its next request",
  request: { params: z.object({ session: z.string().min(1).max(64) }) },
  responses: { 204: { description: "Ended" } },
});

const endOthers = route({
  permission: "session",
  method: "post",
  path: "/api/sessions/end-others",
  operationId: "endOtherSessions",
  summary: "End all your sessions but this one",
  responses: { 204: { description: "Ended" } },
});

const changePassword = route({
  permission: "session",
  method: "post",
  path: "/api/password",
  operationId: "changePassword",
  summary: "Change your password; all your other sessions end",
  request: { body: jsonBody(z.object({ current: currentPasswordField, password: passwordField })) },
  responses: { 204: { description: "Changed; the cookie of a new session is set" } },
});

export type SecurityDeps = { readonly signIn: SignIn; readonly events: SignInEvents; readonly mailer: Mailer };

/** What everybody does about their own sign-in. */
export function securityRoutes({ signIn, events, mailer }: SecurityDeps) {
  return routes()
    .openapi(list, async (context) => {
      const { user, proof } = sessionOf(context);
      const rows = await signIn.sessions.list(user.id);
      const items = rows.map(({ id, userAgent, begun, lastUsed, expires }) => ({
        session: id,
        device: deviceOf(userAgent),
        begun: begun.toISOString(),
        lastUsed: lastUsed.toISOString(),
        expires: expires.toISOString(),
        current: id === sessionIdOf(proof),
      }));
      return context.json({ items, secondFactor: proof.kind === "session" && proof.secondFactor }, 200);
    })
    .openapi(endOthers, async (context) => {
      const { user, company, proof } = sessionOf(context);
      await signIn.sessions.endOthers(user.id, sessionIdOf(proof));
      await events.note({ kind: "session-ended", userId: user.id, companyId: company.id, ...callerOf(context) });
      return context.body(null, 204);
    })
    .openapi(end, async (context) => {
      const { user, company } = sessionOf(context);
      if (!(await signIn.sessions.end(user.id, context.req.valid("param").session))) throw new Problem("not-found");
      await events.note({ kind: "session-ended", userId: user.id, companyId: company.id, ...callerOf(context) });
      return context.body(null, 204);
    })
    .openapi(changePassword, async (context) => {
      const { user, company } = sessionOf(context);
      const { current, password } = context.req.valid("json");
      await takeAttempt(context, [PROOF_BY_USER, user.id]);
      const cookies = await signIn.changePassword(context.req.raw.headers, current, password);
      if (!cookies) throw wrongPassword("current");
      setCookies(context, cookies);
      await events.note({ kind: "password-changed", userId: user.id, companyId: company.id, ...callerOf(context) });
      await mailer.notify({ kind: "password-changed", to: user.email, companyId: company.id, name: user.name });
      return context.body(null, 204);
    });
}

function sessionIdOf(proof: SignedIn["proof"]): string | null {
  return proof.kind === "session" ? proof.sessionId : null;
}

/** The password field that is wrong, as the form shows it. */
export function wrongPassword(field: string): Problem {
  const message = "This is not your password";
  return new Problem("invalid-input", message, { errors: [{ place: `body.${field}`, message }] });
}
