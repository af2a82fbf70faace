import { z } from "@hono/zod-openapi";
import { callerOf, setCookies } from "../../app/server/kit/caller.ts";
import { routes, sessionOf } from "../../app/server/kit/environment.ts";
import type { SignIn, SignInEvents } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { takeAttempt } from "../../app/server/kit/rate-limit.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { PASSWORD_LENGTH_MAX } from "../password.ts";
import { ROLES } from "../permissions.ts";
import { SIGN_IN_BY_ADDRESS, SIGN_IN_BY_EMAIL } from "../rate-limits/rate-limit.ts";
import { backupCodeField, codeField } from "../two-factor/fields.ts";

const sessionSchema = z
  .object({
    user: z.object({ name: z.string(), email: z.string() }),
    roles: z.array(z.enum(ROLES)).readonly(),
    participant: z.string().nullable(),
    company: z.object({
      name: z.string(),
      currency: z.string(),
      demo: z.boolean().openapi({ description: "The invented company, to look around" }),
    }),
    secondFactorNeeded: z
      .boolean()
      .openapi({ description: "The company asks for a second factor; until it is set up only the own sign-in answers" }),
  })
  .openapi("Session");

const read = route({
  permission: "identity",
  method: "get",
  path: "/api/session",
  operationId: "getSession",
  summary: "Who is signed in, as what, in which company",
  responses: { 200: json(sessionSchema, "The session") },
});

const begunSchema = z
  .object({ secondFactor: z.boolean().openapi({ description: "true: send a code to /api/sign-in/second-factor within ten minutes" }) })
  .openapi("SignInBegun");
const begin = route({
  permission: "public",
  method: "post",
  path: "/api/sign-in",
  operationId: "signIn",
  summary: "Begin a session with e-mail address and password",
  request: { body: jsonBody(z.object({ email: z.string().trim().max(254), password: z.string().min(1).max(PASSWORD_LENGTH_MAX) })) },
  responses: { 200: json(begunSchema, "Signed in, or waiting for the second factor; the cookie of either is set") },
});

const secondFactor = route({
  permission: "public",
  method: "post",
  path: "/api/sign-in/second-factor",
  operationId: "signInWithSecondFactor",
  summary: "Finish a sign-in with a code of the authenticator app or a backup code",
  request: {
    body: jsonBody(
      z
        .object({ code: codeField.optional(), backupCode: backupCodeField.optional() })
        .refine(({ code, backupCode }) => (code === undefined) !== (backupCode === undefined), {
          message: "Send either a code or a backup code",
          path: ["code"],
        }),
    ),
  },
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

export function sessionRoutes({ signIn, events }: { readonly signIn: SignIn; readonly events: SignInEvents }) {
  return routes()
    .openapi(read, (context) => {
      const { user, roles, participant, company, secondFactorNeeded } = sessionOf(context);
      const shown = {
        user: { name: user.name, email: user.email },
        company: { name: company.name, currency: company.currency, demo: company.demo },
      };
      return context.json({ ...shown, roles, participant, secondFactorNeeded }, 200);
    })
    .openapi(begin, async (context) => {
      const { email, password } = context.req.valid("json");
      const { headers } = context.req.raw;
      await takeAttempt(context, [SIGN_IN_BY_ADDRESS, context.get("address")], [SIGN_IN_BY_EMAIL, email.toLowerCase()]);
      const begun = await signIn.begin(email, password, headers);
      if (!begun) {
        const user = await signIn.findByEmail(email);
        await events.note({ kind: "sign-in-failed", userId: user?.id ?? null, ...callerOf(context) });
        throw new Problem("wrong-password");
      }
      setCookies(context, begun.cookies);
      if (!begun.secondFactor) await events.note({ kind: "signed-in", userId: begun.user.id, ...callerOf(context) });
      return context.json({ secondFactor: begun.secondFactor }, 200);
    })
    .openapi(secondFactor, async (context) => {
      await takeAttempt(context, [SIGN_IN_BY_ADDRESS, context.get("address")]);
      const { code = "", backupCode } = context.req.valid("json");
      const given = backupCode === undefined ? { code } : { backupCode };
      const verified = await signIn.secondFactor.verify(context.req.raw.headers, given);
      if ("refused" in verified) {
        await events.note({ kind: "second-factor-failed", userId: verified.refused, ...callerOf(context) });
        throw new Problem("wrong-code");
      }
      setCookies(context, verified.cookies);
      await events.note({ kind: "signed-in", userId: verified.user.id, ...callerOf(context) });
      return context.body(null, 204);
    })
    .openapi(end, async (context) => {
      const { headers } = context.req.raw;
      const user = headers.has("cookie") ? await signIn.user(headers) : undefined;
      setCookies(context, await signIn.end(headers));
      if (user) await events.note({ kind: "signed-out", userId: user.id, ...callerOf(context) });
      return context.body(null, 204);
    });
}
