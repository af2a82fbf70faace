import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import type { Clock, SignIn } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { ROLES } from "../permissions.ts";
import type { SignedIn } from "../session.ts";
import { addMembership, endMemberships, membershipsOf, participantsWithSignIns } from "../store.ts";
import { dayOfClock } from "../today.ts";
import { emailField, passwordField, tokenField } from "./fields.ts";

const LINK_LIFETIME_MS = 7 * 24 * 3_600_000;

const signInSchema = z
  .object({
    participant: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    userId: z.string().nullable(),
    roles: z.array(z.enum(ROLES)).readonly(),
  })
  .openapi("SignIn");
const linkSchema = z
  .object({ token: z.string().openapi({ description: "For /password#<token>; shown once, holds for seven days" }) })
  .openapi("PasswordLink");

const list = route({
  permission: "sign-ins.manage",
  method: "get",
  path: "/api/sign-ins",
  operationId: "listSignIns",
  summary: "Every participant with the sign-in that stands for them",
  responses: { 200: json(z.object({ items: z.array(signInSchema) }), "Participants by name") },
});

const create = route({
  permission: "sign-ins.manage",
  method: "post",
  path: "/api/sign-ins",
  operationId: "createSignIn",
  summary: "Give a participant a sign-in; the answer holds the one-time link with which they set their password",
  request: { body: jsonBody(z.object({ participant: z.string().min(1).max(200), email: emailField })) },
  responses: { 201: json(linkSchema, "Created") },
});

const userParameter = z.object({ userId: z.string().min(1).max(64) });
const renew = route({
  permission: "sign-ins.manage",
  method: "post",
  path: "/api/sign-ins/{userId}/link",
  operationId: "renewSignInLink",
  summary: "A new one-time link, such as after a forgotten password; the one before no longer holds",
  request: { params: userParameter },
  responses: { 201: json(linkSchema, "Created") },
});

const end = route({
  permission: "sign-ins.manage",
  method: "post",
  path: "/api/sign-ins/{userId}/end",
  operationId: "endSignIn",
  summary: "Take a user's rights in this company away, effective with their next request",
  request: { params: userParameter },
  responses: { 204: { description: "Ended" } },
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
  summary: "Set the password, once, and sign in",
  request: { body: jsonBody(z.object({ token: tokenField, password: passwordField })) },
  responses: { 204: { description: "Set and signed in; the session cookie is set" } },
});

export type SignInDeps = { readonly store: Store; readonly signIn: SignIn; readonly clock: Clock };

export function signInRoutes(deps: SignInDeps) {
  const { store, signIn, clock } = deps;
  const linkTo = async (userId: string) => ({ token: await signIn.links.create(userId, LINK_LIFETIME_MS) });
  return routes()
    .openapi(list, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      const items = await store.as(databaseSession(session), (tx) =>
        participantsWithSignIns(tx, session.company.id, dayOfClock(clock.nowMs())),
      );
      return context.json({ items }, 200);
    })
    .openapi(create, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      return context.json(await linkTo(await createForParticipant(deps, session, context.req.valid("json"))), 201);
    })
    .openapi(renew, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      const { userId } = context.req.valid("param");
      await requireMember(deps, session, userId);
      return context.json(await linkTo(userId), 201);
    })
    .openapi(end, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      const { userId } = context.req.valid("param");
      if (userId === session.user.id)
        throw new Problem("conflict", "You cannot end your own sign-in: nobody might be left to give it back");
      const day = dayOfClock(clock.nowMs());
      const ended = await store.publish(databaseSession(session), { reason: "Sign-in ended", kind: "access" }, (tx, change) =>
        endMemberships(tx, session.company.id, userId, day, change),
      );
      if (ended === 0) throw new Problem("not-found");
      return context.body(null, 204);
    })
    .openapi(checkLink, async (context) => {
      const userId = await signIn.links.check(context.req.valid("json").token);
      const user = userId === undefined ? undefined : await signIn.findById(userId);
      if (!user) throw new Problem("link-used");
      return context.json({ name: user.name, email: user.email }, 200);
    })
    .openapi(useLink, async (context) => {
      const { token, password } = context.req.valid("json");
      const known = await signIn.links.check(token);
      const user = known === undefined ? undefined : await signIn.findById(known);
      if (!user || (await signIn.links.consume(token)) !== user.id) throw new Problem("link-used");
      await signIn.setPassword(user.id, password);
      for (const cookie of (await signIn.begin(user.email, password)) ?? []) context.header("set-cookie", cookie, { append: true });
      return context.body(null, 204);
    });
}

/** The user with this address, new or without any rights today, becomes the participant’s sign-in. */
async function createForParticipant(
  { store, signIn, clock }: SignInDeps,
  session: SignedIn,
  form: { readonly participant: string; readonly email: string },
): Promise<string> {
  const day = dayOfClock(clock.nowMs());
  const known = await store.as(databaseSession(session), (tx) => participantsWithSignIns(tx, session.company.id, day));
  const person = known.find(({ participant }) => participant === form.participant);
  if (!person) throw new Problem("invalid-input", `body.participant: there is no participant ${form.participant}`);
  if (person.userId !== null) throw new Problem("conflict", `${person.name} has a sign-in already`);
  const present = await signIn.findByEmail(form.email);
  if (present && (await membershipsOf(store.signIn, present.id, day)).length > 0)
    throw new Problem("conflict", `${form.email} is somebody's sign-in already`);
  const user = present ?? (await signIn.create({ name: person.name, email: form.email }));
  await store.publish(databaseSession(session), { reason: `Sign-in for participant ${form.participant}`, kind: "access" }, (tx) =>
    addMembership(tx, session.company.id, user.id, "rep", form.participant, day),
  );
  return user.id;
}

/** A link may only be made for somebody all of whose rights lie in this company: it opens all that they may see. */
async function requireMember({ store, clock }: SignInDeps, session: SignedIn, userId: string): Promise<void> {
  const memberships = await membershipsOf(store.signIn, userId, dayOfClock(clock.nowMs()));
  if (memberships.length === 0 || memberships.some(({ companyId }) => companyId !== session.company.id)) throw new Problem("not-found");
}
