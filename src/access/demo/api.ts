import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { callerOf, setCookies } from "../../app/server/kit/caller.ts";
import { routes } from "../../app/server/kit/environment.ts";
import type { Clock, SignIn, SignInEvents } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { takeAttempt } from "../../app/server/kit/rate-limit.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { ROLES } from "../permissions.ts";
import { SIGN_IN_BY_ADDRESS } from "../rate-limits/rate-limit.ts";
import { dayOfClock } from "../today.ts";
import { type DemoPerson, demoPeople } from "./store.ts";

const roleField = z.enum(ROLES);
const personSchema = z.object({ person: z.string(), name: z.string(), role: roleField }).openapi("DemoPerson");

const list = route({
  permission: "public",
  method: "get",
  path: "/api/demo",
  operationId: "getDemo",
  summary: "The people of the demo company as whom one may look around; nothing where there is no demo company",
  responses: { 200: json(z.object({ people: z.array(personSchema) }).openapi("Demo"), "One a role") },
});

const enter = route({
  permission: "public",
  method: "post",
  path: "/api/demo/sign-in",
  operationId: "signInToDemo",
  summary: "Sign in as one of the demo company's people, without a password; not-found where there is no demo company",
  request: {
    body: jsonBody(z.object({ person: z.string().min(1).max(254).openapi({ description: "`person` of /api/demo, or a role" }) })),
  },
  responses: { 204: { description: "Signed in; the session cookie is set" } },
});

export type DemoDeps = { readonly store: Store; readonly signIn: SignIn; readonly clock: Clock; readonly events: SignInEvents };

export function demoRoutes({ store, signIn, clock, events }: DemoDeps) {
  const people = async () => onePersonARole(await demoPeople(store.signIn, dayOfClock(clock.nowMs())));
  return routes()
    .openapi(list, async (context) =>
      context.json({ people: (await people()).map(({ email, name, role }) => ({ person: email, name, role })) }, 200),
    )
    .openapi(enter, async (context) => {
      await takeAttempt(context, [SIGN_IN_BY_ADDRESS, context.get("address")]);
      const { person } = context.req.valid("json");
      const found = (await people()).find(({ email, role }) => email === person || role === person);
      if (!found) throw new Problem("not-found", "There is no such person of a demo company");
      setCookies(context, await signIn.enter(found.userId, context.req.raw.headers));
      await events.note({ kind: "signed-in", userId: found.userId, companyId: found.companyId, ...callerOf(context) });
      return context.body(null, 204);
    });
}

/** The first person of each role, in the order of the roles. */
function onePersonARole(people: readonly DemoPerson[]): DemoPerson[] {
  return ROLES.flatMap((role) => people.find((person) => person.role === role) ?? []);
}
