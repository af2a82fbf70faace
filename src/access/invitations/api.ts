import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { callerOf } from "../../app/server/kit/caller.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import type { Clock, Mailer, Randomness, SignIn, SignInEvents } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { type Role, ROLES } from "../permissions.ts";
import type { SignedIn } from "../session.ts";
import { dayField, emailField } from "../sign-ins/fields.ts";
import { membersOf, participantsOf } from "../sign-ins/store.ts";
import { dayOfClock } from "../today.ts";
import { addInvitation, hasRights, type Invitation, invitationsOf, noteSent, withdraw } from "./store.ts";
import { subjectOf } from "./subject.ts";

const INVITATION_LIFETIME_MS = 7 * 24 * 3_600_000;

const roleField = z.enum(ROLES);
const invitationSchema = z
  .object({
    invitation: z.string(),
    email: z.string(),
    roles: z.array(roleField).readonly(),
    participant: z.string().nullable(),
    from: z.string().openapi({ format: "date" }),
    to: z.string().nullable().openapi({ format: "date", description: "First day without the roles" }),
    invited: z.string().openapi({ format: "date-time" }),
    sent: z.string().nullable().openapi({ format: "date-time", description: "null: the mail server did not take the mail" }),
    expires: z.string().openapi({ format: "date-time" }),
    state: z.enum(["open", "expired", "accepted", "withdrawn"]),
  })
  .openapi("Invitation");

const list = route({
  permission: "sign-ins.manage",
  method: "get",
  path: "/api/invitations",
  operationId: "listInvitations",
  summary: "Who was invited, with which roles",
  responses: { 200: json(z.object({ items: z.array(invitationSchema) }), "The newest first") },
});

const create = route({
  permission: "sign-ins.manage",
  method: "post",
  path: "/api/invitations",
  operationId: "createInvitation",
  summary: "Invite somebody by e-mail with the roles that they will have; the link works once, for seven days",
  request: {
    body: jsonBody(
      z.object({
        email: emailField,
        roles: z.array(roleField).min(1, "Choose at least one role").max(ROLES.length),
        participant: z
          .string()
          .min(1)
          .max(200)
          .nullable()
          .optional()
          .openapi({ description: "Whom the user is; needed for rep and manager" }),
        from: dayField.optional().openapi({ description: "From when on; today when left out" }),
        to: dayField.optional().openapi({ description: "First day without the roles" }),
      }),
    ),
  },
  responses: {
    201: json(
      z.object({ invitation: z.string(), sent: z.boolean() }).openapi("NewInvitation"),
      "Invited; sent: whether the mail server took the mail",
    ),
  },
});

const invitationParameter = z.object({ invitation: z.string().min(1).max(64) });
const sendAgain = route({
  permission: "sign-ins.manage",
  method: "post",
  path: "/api/invitations/{invitation}/send",
  operationId: "sendInvitation",
  summary: "Send an invitation again, with a new link for seven days; the one before no longer holds",
  request: { params: invitationParameter },
  responses: { 204: { description: "Sent" } },
});

const takeBack = route({
  permission: "sign-ins.manage",
  method: "post",
  path: "/api/invitations/{invitation}/withdraw",
  operationId: "withdrawInvitation",
  summary: "Withdraw an invitation; its link no longer holds",
  request: { params: invitationParameter },
  responses: { 204: { description: "Withdrawn" } },
});

export type InvitationDeps = {
  readonly store: Store;
  readonly signIn: SignIn;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly mailer: Mailer;
  readonly events: SignInEvents;
};

export function invitationRoutes(deps: InvitationDeps) {
  const { store, signIn, clock, events } = deps;
  return routes()
    .openapi(list, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      const items = await store.as(databaseSession(session), (tx) => invitationsOf(tx, session.company.id));
      return context.json({ items: items.map((invitation) => shown(invitation, clock.nowMs())) }, 200);
    })
    .openapi(create, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      const invitation = await newInvitation(deps, session, context.req.valid("json"));
      await events.note({ ...eventOf(session, invitation.invitation), kind: "invited", ...callerOf(context) });
      return context.json({ invitation: invitation.invitation, sent: await send(deps, session, invitation) }, 201);
    })
    .openapi(sendAgain, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      const invitation = await ownInvitation(deps, session, context.req.valid("param").invitation);
      await events.note({ ...eventOf(session, invitation.invitation), kind: "invitation-sent-again", ...callerOf(context) });
      if (!(await send(deps, session, invitation))) throw new Problem("mail-failed");
      return context.body(null, 204);
    })
    .openapi(takeBack, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      const { invitation } = context.req.valid("param");
      const done = await store.as(databaseSession(session), (tx) => withdraw(tx, session.company.id, invitation, new Date(clock.nowMs())));
      if (!done) throw new Problem("not-found");
      await signIn.links.revoke(subjectOf(invitation));
      await events.note({ ...eventOf(session, invitation), kind: "invitation-withdrawn", ...callerOf(context) });
      return context.body(null, 204);
    });
}

type InvitationForm = z.infer<NonNullable<typeof create.request.body.content>["application/json"]["schema"]>;

/** Checks the form against what is there and adds the invitation, unsent. */
async function newInvitation(
  { store, signIn, clock, random }: InvitationDeps,
  session: SignedIn,
  form: InvitationForm,
): Promise<Invitation> {
  const day = dayOfClock(clock.nowMs());
  const { from = day, to = "infinity", participant = null } = form;
  const roles = [...new Set(form.roles)];
  if (to <= from || to <= day) throw wrong("to", "The last day must come after the first, and after today");
  requireParticipant(roles, participant);
  if (participant !== null) {
    const people = await store.as(databaseSession(session), (tx) => participantsOf(tx, session.company.id));
    const person = people.find((each) => each.participant === participant);
    if (!person) throw wrong("participant", `There is no participant ${participant}`);
    const members = await membersOf(store.signIn, session.company.id, day);
    if (members.some((member) => member.participant === participant)) throw new Problem("conflict", `${person.name} has a sign-in already`);
  }
  const email = form.email.toLowerCase();
  const user = await signIn.findByEmail(email);
  if (user && (await hasRights(store.signIn, user.id, day))) throw new Problem("conflict", `${email} is somebody's sign-in already`);
  const nowMs = clock.nowMs();
  const invitation = {
    companyId: session.company.id,
    invitation: Buffer.from(random.bytes(8)).toString("hex"),
    email,
    roles,
    participant,
    from,
    to,
    invitedBy: session.user.id,
    invitedAt: new Date(nowMs),
    expiresAt: new Date(nowMs + INVITATION_LIFETIME_MS),
  };
  if (!(await store.as(databaseSession(session), (tx) => addInvitation(tx, invitation))))
    throw new Problem("conflict", `${email} is invited already: send that invitation again, or withdraw it`);
  return { ...invitation, sentAt: null, acceptedAt: null, withdrawnAt: null };
}

/** Reps and managers stand for a participant. */
function requireParticipant(roles: readonly Role[], participant: string | null): void {
  const role = roles.find((each) => each === "rep" || each === "manager");
  if (role !== undefined && participant === null) throw wrong("participant", `Choose whom they are: a ${role} stands for a participant`);
}

function wrong(field: string, message: string): Problem {
  return new Problem("invalid-input", message, { errors: [{ place: `body.${field}`, message }] });
}

/** Makes a new link and mails it. False when the mail server does not take it: the invitation stays, to be sent again. */
async function send(
  { store, signIn, clock, mailer }: InvitationDeps,
  session: SignedIn,
  { invitation, email }: Invitation,
): Promise<boolean> {
  const nowMs = clock.nowMs();
  const expires = new Date(nowMs + INVITATION_LIFETIME_MS);
  const token = await signIn.links.create(subjectOf(invitation), INVITATION_LIFETIME_MS);
  try {
    await mailer.send({
      kind: "invitation",
      to: email,
      companyId: session.company.id,
      inviter: session.user.name,
      company: session.company.name,
      path: `/invitation#${token}`,
      until: dayOfClock(expires.getTime()),
    });
  } catch {
    return false; // the mailer has logged why
  }
  await store.as(databaseSession(session), (tx) => noteSent(tx, session.company.id, invitation, new Date(nowMs), expires));
  return true;
}

async function ownInvitation({ store }: InvitationDeps, session: SignedIn, id: string): Promise<Invitation> {
  const invitations = await store.as(databaseSession(session), (tx) => invitationsOf(tx, session.company.id));
  const found = invitations.find(
    ({ invitation, acceptedAt, withdrawnAt }) => invitation === id && acceptedAt === null && withdrawnAt === null,
  );
  if (!found) throw new Problem("not-found");
  return found;
}

function shown(invitation: Invitation, nowMs: number): z.infer<typeof invitationSchema> {
  const { invitedAt, sentAt, expiresAt, to } = invitation;
  return {
    invitation: invitation.invitation,
    email: invitation.email,
    roles: invitation.roles,
    participant: invitation.participant,
    from: invitation.from,
    to: to === "infinity" ? null : to,
    invited: invitedAt.toISOString(),
    sent: sentAt?.toISOString() ?? null,
    expires: expiresAt.toISOString(),
    state: stateOf(invitation, nowMs),
  };
}

function stateOf({ acceptedAt, withdrawnAt, expiresAt }: Invitation, nowMs: number): "open" | "expired" | "accepted" | "withdrawn" {
  if (acceptedAt) return "accepted";
  if (withdrawnAt) return "withdrawn";
  return expiresAt.getTime() <= nowMs ? "expired" : "open";
}

function eventOf({ user, company }: SignedIn, subject: string) {
  return { userId: null, companyId: company.id, actor: user.id, subject };
}
