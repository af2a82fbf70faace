import { z } from "@hono/zod-openapi";
import type { Store, Transaction } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { choice, day, nullable, searched, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import type { Clock } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { jsonBody, route } from "../../app/server/kit/route.ts";
import { ROLES } from "../permissions.ts";
import { dayOfClock } from "../today.ts";
import { type Held, type MembershipProblem, participantOf, refusalToEnd, refusalToGive } from "./check.ts";
import { endMembership, heldMemberships, insertMemberships, membershipRows, participantExists } from "./store.ts";

const roleField = z.enum(ROLES);
const userField = z.string().min(1).max(64);
const reasonField = z.string().trim().min(1, "Say why: it stands in the history").max(500);

const memberships = defineList({
  permission: "memberships.manage",
  path: "/api/memberships",
  operationId: "listMemberships",
  summary: "Who has which role, from when to when, ended ones included",
  name: "Membership",
  columns: {
    userId: text("The user"),
    name: searched(text("Their name")),
    email: searched(text("Their e-mail address")),
    role: choice(ROLES, "The role"),
    participant: searched(nullable(text("Whom the user stands for"))),
    participantName: searched(nullable(text("Their name"))),
    from: nullable(day("First day; null: since ever")),
    to: nullable(day("First day without the role; null: without end")),
    state: choice(["held", "coming", "ended"], "Whether it holds today, or not yet, or no longer"),
  },
  key: ["userId", "role", "from"],
  defaultSort: "name,role",
});

const give = route({
  permission: "memberships.manage",
  method: "post",
  path: "/api/memberships",
  operationId: "giveRoles",
  summary: "Give a user of the company roles, effective with their next request on the first day",
  request: {
    body: jsonBody(
      z.object({
        userId: userField,
        roles: z.array(roleField).min(1).max(ROLES.length),
        participant: z
          .string()
          .min(1)
          .max(200)
          .nullable()
          .default(null)
          .openapi({ description: "Whom the user stands for; null: as before" }),
        from: z.iso.date().optional().openapi({ description: "Today where it is missing" }),
        to: z.iso.date().nullable().default(null),
        reason: reasonField,
      }),
    ),
  },
  responses: { 204: { description: "Given" } },
});

const end = route({
  permission: "memberships.manage",
  method: "post",
  path: "/api/memberships/end",
  operationId: "endRole",
  summary: "End a user's role, effective with their next request on that day; the last administrator stays",
  request: {
    body: jsonBody(
      z.object({
        userId: userField,
        role: roleField,
        from: z.iso.date().nullable().openapi({ description: "The membership's first day" }),
        to: z.iso.date().optional().openapi({ description: "First day without the role; today where it is missing" }),
        reason: reasonField,
      }),
    ),
  },
  responses: { 204: { description: "Ended" } },
});

export function membershipRoutes({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
  const today = () => dayOfClock(clock.nowMs());
  return routes()
    .openapi(memberships.route, async (context) => {
      await authorise(sessionOf(context), "memberships.manage", null);
      return memberships.answer(context, store, (tx, scope) => membershipRows(tx, scope, today()));
    })
    .openapi(give, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "memberships.manage", null);
      const { reason, ...form } = context.req.valid("json");
      await store.publish(databaseSession(session), { reason, kind: "access" }, (tx) => giveRoles(tx, session.company.id, form, today()));
      return context.body(null, 204);
    })
    .openapi(end, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "memberships.manage", null);
      const { reason, userId, role, from, to = today() } = context.req.valid("json");
      const key = { userId, role, from: from ?? "-infinity" };
      await store.publish(databaseSession(session), { reason, kind: "access" }, async (tx, change) => {
        refuse(refusalToEnd(await heldMemberships(tx, session.company.id), key, to, today()));
        await endMembership(tx, session.company.id, key, to, change);
      });
      return context.body(null, 204);
    });
}

type GiveForm = Omit<z.infer<(typeof give.request.body.content)["application/json"]["schema"]>, "reason">;

/** Somebody who never had a role here is invited instead: they choose to come. */
async function giveRoles(tx: Transaction, companyId: number, form: GiveForm, today: string): Promise<void> {
  const held = await heldMemberships(tx, companyId);
  if (!held.some(({ userId }) => userId === form.userId)) throw new Problem("not-found", "The company has no such user: invite them");
  const participant = form.participant ?? participantOf(held, form.userId);
  if (participant !== null && !(await participantExists(tx, companyId, participant)))
    throw new Problem("invalid-input", `body.participant: there is no participant ${participant}`);
  const given: Held[] = [];
  for (const role of new Set(form.roles)) {
    const membership = { userId: form.userId, role, participant, from: form.from ?? today, to: form.to ?? "infinity" };
    refuse(refusalToGive([...held, ...given], membership, today));
    given.push(membership);
  }
  await insertMemberships(tx, companyId, given);
}

function refuse(refusal: MembershipProblem | undefined): void {
  if (refusal)
    throw new Problem("invalid-input", `body.${refusal.field}: ${refusal.message}`, {
      errors: [{ place: `body.${refusal.field}`, message: refusal.message }],
    });
}
