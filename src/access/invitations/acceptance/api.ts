import { z } from "@hono/zod-openapi";
import type { Store } from "../../../app/database/store.ts";
import { callerOf, setCookies } from "../../../app/server/kit/caller.ts";
import { routes } from "../../../app/server/kit/environment.ts";
import type { Clock, SignIn, SignInEvents } from "../../../app/server/kit/ports.ts";
import { Problem } from "../../../app/server/kit/problem.ts";
import { takeAttempt } from "../../../app/server/kit/rate-limit.ts";
import { json, jsonBody, route } from "../../../app/server/kit/route.ts";
import { ROLES } from "../../permissions.ts";
import { LINKS_BY_ADDRESS } from "../../rate-limits/rate-limit.ts";
import { nameField, passwordField, tokenField } from "../../sign-ins/fields.ts";
import { companiesOf } from "../../store.ts";
import { dayOfClock } from "../../today.ts";
import { accept, grant, hasRights, type Invitation, openInvitation } from "../store.ts";
import { invitationOfSubject } from "../subject.ts";

const check = route({
  permission: "public",
  method: "post",
  path: "/api/invitations/check",
  operationId: "checkInvitation",
  summary: "What an invitation's link offers, while it holds",
  request: { body: jsonBody(z.object({ token: tokenField })) },
  responses: {
    200: json(
      z
        .object({ company: z.string(), email: z.string(), name: z.string().nullable(), roles: z.array(z.enum(ROLES)).readonly() })
        .openapi("InvitationOffer"),
      "The link holds",
    ),
  },
});

const use = route({
  permission: "public",
  method: "post",
  path: "/api/invitations/accept",
  operationId: "acceptInvitation",
  summary: "Accept an invitation, once: choose a password and sign in",
  request: { body: jsonBody(z.object({ token: tokenField, name: nameField, password: passwordField })) },
  responses: { 204: { description: "Accepted and signed in; the session cookie is set" } },
});

export type AcceptanceDeps = { readonly store: Store; readonly signIn: SignIn; readonly clock: Clock; readonly events: SignInEvents };

/** What the invited do, before they have a sign-in. */
export function acceptanceRoutes(deps: AcceptanceDeps) {
  const { store, signIn, events } = deps;
  return routes()
    .openapi(check, async (context) => {
      await takeAttempt(context, [LINKS_BY_ADDRESS, context.get("address")]);
      const invitation = await invitationOfToken(deps, context.req.valid("json").token);
      const companies = await companiesOf(store.signIn);
      const company = companies.find(({ id }) => id === invitation.companyId)?.name ?? "";
      const name = invitation.participant === null ? null : await nameOf(store, invitation.companyId, invitation.participant);
      return context.json({ company, email: invitation.email, name, roles: invitation.roles }, 200);
    })
    .openapi(use, async (context) => {
      await takeAttempt(context, [LINKS_BY_ADDRESS, context.get("address")]);
      const { token, name, password } = context.req.valid("json");
      const invitation = await invitationOfToken(deps, token);
      const userId = await acceptAs(deps, invitation, token, name, password);
      await events.note({
        kind: "invitation-accepted",
        userId,
        companyId: invitation.companyId,
        subject: invitation.invitation,
        ...callerOf(context),
      });
      const begun = await signIn.begin(invitation.email, password, context.req.raw.headers);
      if (begun) {
        setCookies(context, begun.cookies);
        await events.note({ kind: "signed-in", userId, companyId: invitation.companyId, ...callerOf(context) });
      }
      return context.body(null, 204);
    });
}

/** The open invitation that a link leads to, while the link holds. */
async function invitationOfToken({ store, signIn, clock }: AcceptanceDeps, token: string): Promise<Invitation> {
  const invitation = invitationOfSubject(await signIn.links.check(token));
  const found = invitation === undefined ? undefined : await openInvitation(store.signIn, invitation);
  if (!found || found.to <= dayOfClock(clock.nowMs())) throw new Problem("link-used");
  return found;
}

/** The user of the invited address, new or without rights anywhere, gets the password and the roles. */
async function acceptAs(deps: AcceptanceDeps, invitation: Invitation, token: string, name: string, password: string): Promise<string> {
  const { store, signIn, clock } = deps;
  const { companyId, email } = invitation;
  const nowMs = clock.nowMs();
  const day = dayOfClock(nowMs);
  const present = await signIn.findByEmail(email);
  if (present && (await hasRights(store.signIn, present.id, day))) throw new Problem("conflict", "You have a sign-in already: use it");
  if ((await signIn.links.consume(token)) === undefined) throw new Problem("link-used");
  const user = present ?? (await signIn.create({ name, email }));
  if (present) await signIn.rename(present.id, name);
  await signIn.setPassword(user.id, password);
  // The invitation is the administrator's deed: the history of rights names them.
  const change = { reason: `Invitation of ${invitation.invitation} accepted`, kind: "access" };
  const from = invitation.from > day ? invitation.from : day;
  await store.publish({ companyId, actor: invitation.invitedBy, roles: "system" }, change, async (tx) => {
    if (!(await accept(tx, companyId, invitation.invitation, new Date(nowMs)))) throw new Problem("link-used");
    await grant(tx, companyId, user.id, { ...invitation, from });
  });
  return user.id;
}

async function nameOf(store: Store, companyId: number, participant: string): Promise<string | null> {
  const person = await store.system((tx) =>
    tx
      .selectFrom("people_personal")
      .select("name")
      .where("company_id", "=", companyId)
      .where("participant", "=", participant)
      .executeTakeFirst(),
  );
  return person?.name ?? null;
}
