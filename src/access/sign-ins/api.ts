import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { callerOf, setCookies } from "../../app/server/kit/caller.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { nullable, searched, structure, text, time, truth } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import type { Clock, Log, Mailer, SignIn, SignInEvents, User } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { takeAttempt } from "../../app/server/kit/rate-limit.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { ROLES } from "../permissions.ts";
import { LINKS_BY_ADDRESS, RESET_BY_ADDRESS, RESET_BY_EMAIL } from "../rate-limits/rate-limit.ts";
import type { SignedIn } from "../session.ts";
import { endMemberships, isUserOfCompany, membershipsOf } from "../store.ts";
import { dayOfClock } from "../today.ts";
import { emailField, passwordField, tokenField } from "./fields.ts";
import { revokeKeys, signInRows } from "./store.ts";

const RESET_LIFETIME_MS = 3_600_000;

const signIns = defineList({
  permission: "sign-ins.manage",
  path: "/api/sign-ins",
  operationId: "listSignIns",
  summary: "Everybody with roles today, and every participant without a sign-in",
  name: "SignIn",
  columns: {
    person: text("Tells the people apart: the user's id, or that of a participant without a sign-in"),
    participant: searched(nullable(text("Whom the user stands for"))),
    name: searched(text("Their name")),
    email: searched(nullable(text("Their e-mail address"))),
    userId: nullable(text("The user; null: a participant without a sign-in")),
    roles: structure(z.array(z.enum(ROLES)), "Roles of today"),
    secondFactor: truth("Whether they sign in with a second factor"),
    lastSignIn: nullable(time("When they signed in last")),
  },
  key: ["person"],
  defaultSort: "name",
});

const userParameter = z.object({ userId: z.string().min(1).max(64) });
const reset = route({
  permission: "sign-ins.manage",
  method: "post",
  path: "/api/sign-ins/{userId}/reset",
  operationId: "resetSignIn",
  summary: "Mail a user the link with which they set a new password; it works once, for one hour",
  request: { params: userParameter },
  responses: { 204: { description: "Sent" } },
});

const removeSecondFactor = route({
  permission: "sign-ins.manage",
  method: "post",
  path: "/api/sign-ins/{userId}/remove-second-factor",
  operationId: "removeSecondFactor",
  summary: "Take away the second factor that a user has lost; their sessions end",
  request: { params: userParameter },
  responses: { 204: { description: "Removed" } },
});

const end = route({
  permission: "sign-ins.manage",
  method: "post",
  path: "/api/sign-ins/{userId}/end",
  operationId: "endSignIn",
  summary: "Take a user's roles and API keys in this company away, effective with their next request",
  request: { params: userParameter },
  responses: { 204: { description: "Ended" } },
});

const askReset = route({
  permission: "public",
  method: "post",
  path: "/api/password-resets",
  operationId: "askPasswordReset",
  summary: "Mail the link to set a new password, if somebody has this address; the answer is the same if nobody has",
  request: { body: jsonBody(z.object({ email: emailField })) },
  responses: { 204: { description: "Taken" } },
});

const checkLink = route({
  permission: "public",
  method: "post",
  path: "/api/password-links/check",
  operationId: "checkPasswordLink",
  summary: "Whose password a link sets, while it holds",
  request: { body: jsonBody(z.object({ token: tokenField })) },
  responses: { 200: json(z.object({ name: z.string(), email: z.string() }).openapi("PasswordLinkOwner"), "The link holds") },
});

const useLink = route({
  permission: "public",
  method: "post",
  path: "/api/password-links",
  operationId: "usePasswordLink",
  summary: "Set the password, once, and sign in; all sessions of before end",
  request: { body: jsonBody(z.object({ token: tokenField, password: passwordField })) },
  responses: {
    200: json(
      z.object({ secondFactor: z.boolean() }).openapi("PasswordSet"),
      "Set; signed in, or waiting for the second factor: the cookie of either is set",
    ),
  },
});

export type SignInDeps = {
  readonly store: Store;
  readonly signIn: SignIn;
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly events: SignInEvents;
  readonly log: Log;
};

export function signInRoutes(deps: SignInDeps) {
  const { store, signIn, clock, events } = deps;
  return routes()
    .openapi(signIns.route, async (context) => {
      await authorise(sessionOf(context), "sign-ins.manage", null);
      const today = dayOfClock(clock.nowMs());
      return signIns.answer(context, store, (tx, scope) => signInRows(tx, scope, today));
    })
    .openapi(reset, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      const user = await requireMember(deps, session, context.req.valid("param").userId);
      await events.note({ ...eventOf(session, user.id), kind: "reset-asked", ...callerOf(context) });
      try {
        await mailReset(deps, user, session.company.id);
      } catch {
        throw new Problem("mail-failed"); // the mailer has logged why
      }
      return context.body(null, 204);
    })
    .openapi(removeSecondFactor, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      const user = await requireMember(deps, session, context.req.valid("param").userId);
      await signIn.secondFactor.remove(user.id);
      await events.note({ ...eventOf(session, user.id), kind: "second-factor-off", ...callerOf(context) });
      return context.body(null, 204);
    })
    .openapi(end, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      const { userId } = context.req.valid("param");
      if (userId === session.user.id)
        throw new Problem("conflict", "You cannot end your own sign-in: nobody might be left to give it back");
      const nowMs = clock.nowMs();
      await store.publish(databaseSession(session), { reason: "Sign-in ended", kind: "access" }, async (tx, change) => {
        await revokeKeys(tx, session.company.id, userId, new Date(nowMs));
        const ended = await endMemberships(tx, session.company.id, userId, dayOfClock(nowMs), change);
        if (ended === 0) throw new Problem("not-found");
      });
      if ((await membershipsOf(store.signIn, userId, dayOfClock(nowMs))).length === 0) await signIn.sessions.endOthers(userId, null);
      await events.note({ ...eventOf(session, userId), kind: "sign-in-ended", ...callerOf(context) });
      return context.body(null, 204);
    })
    .openapi(askReset, async (context) => {
      const email = context.req.valid("json").email.toLowerCase();
      await takeAttempt(context, [RESET_BY_ADDRESS, context.get("address")], [RESET_BY_EMAIL, email]);
      const user = await signIn.findByEmail(email);
      // What only a known address needs comes after the answer, so that its time tells nothing either.
      if (user) setImmediate(() => void resetLater(deps, user, callerOf(context)));
      return context.body(null, 204);
    })
    .openapi(checkLink, async (context) => {
      await takeAttempt(context, [LINKS_BY_ADDRESS, context.get("address")]);
      const userId = await signIn.links.check(context.req.valid("json").token);
      const user = userId === undefined ? undefined : await signIn.findById(userId);
      if (!user) throw new Problem("link-used");
      return context.json({ name: user.name, email: user.email }, 200);
    })
    .openapi(useLink, async (context) => {
      await takeAttempt(context, [LINKS_BY_ADDRESS, context.get("address")]);
      const { token, password } = context.req.valid("json");
      const known = await signIn.links.check(token);
      const user = known === undefined ? undefined : await signIn.findById(known);
      if (!user || (await signIn.links.consume(token)) !== user.id) throw new Problem("link-used");
      await signIn.setPassword(user.id, password);
      await events.note({ kind: "password-set", userId: user.id, ...callerOf(context) });
      const begun = await signIn.begin(user.email, password, context.req.raw.headers);
      if (begun) setCookies(context, begun.cookies);
      if (begun?.secondFactor === false) await events.note({ kind: "signed-in", userId: user.id, ...callerOf(context) });
      return context.json({ secondFactor: begun?.secondFactor ?? false }, 200);
    });
}

async function mailReset({ signIn, mailer }: SignInDeps, user: User, companyId: number | null): Promise<void> {
  const token = await signIn.links.create(user.id, RESET_LIFETIME_MS);
  await mailer.send({ kind: "password-reset", to: user.email, companyId, name: user.name, path: `/password#${token}` });
}

/** The mail goes to whoever has roles today; in the outbox it belongs to their company, and to nobody when they have several. */
async function resetLater(deps: SignInDeps, user: User, caller: ReturnType<typeof callerOf>): Promise<void> {
  try {
    const memberships = await membershipsOf(deps.store.signIn, user.id, dayOfClock(deps.clock.nowMs()));
    const [first, second] = memberships;
    if (!first) return;
    await deps.events.note({ kind: "reset-asked", userId: user.id, ...caller });
    await mailReset(deps, user, second ? null : first.companyId);
  } catch (error) {
    deps.log({ level: "error", event: "password-reset", message: error instanceof Error ? error.name : "failed" });
  }
}

/** What opens all that a user may see is for administrators of the only company in which they have roles. */
async function requireMember({ store, signIn, clock }: SignInDeps, session: SignedIn, userId: string): Promise<User> {
  if (!(await store.as(databaseSession(session), (tx) => isUserOfCompany(tx, userId)))) throw new Problem("not-found");
  const memberships = await membershipsOf(store.signIn, userId, dayOfClock(clock.nowMs()));
  const user = await signIn.findById(userId);
  if (!user || memberships.length === 0 || memberships.some(({ companyId }) => companyId !== session.company.id))
    throw new Problem("not-found");
  return user;
}

function eventOf({ user, company }: SignedIn, userId: string) {
  return { userId, companyId: company.id, actor: user.id };
}
