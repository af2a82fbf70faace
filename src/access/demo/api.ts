import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { callerOf, setCookies } from "../../app/server/kit/caller.ts";
import { authorise, routes, sessionOf } from "../../app/server/kit/environment.ts";
import type { Clock, DemoCompany, SignIn, SignInEvents } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { takeAttempt } from "../../app/server/kit/rate-limit.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { ROLES } from "../permissions.ts";
import { LINKS_BY_ADDRESS, SIGN_IN_BY_ADDRESS } from "../rate-limits/rate-limit.ts";
import { SET_UP } from "../set-up/api.ts";
import { tokenField } from "../sign-ins/fields.ts";
import { dayOfClock } from "../today.ts";
import { type DemoPerson, demoPeople } from "./store.ts";

const roleField = z.enum(ROLES);
const personSchema = z.object({ person: z.string(), name: z.string(), role: roleField }).openapi("DemoPerson");

const demoSchema = z
  .object({
    people: z.array(personSchema),
    loading: z
      .object({ text: z.string(), done: z.number().int(), total: z.number().int() })
      .nullable()
      .openapi({ description: "The step that is being done; null: nothing is loading" }),
    failed: z.boolean().openapi({ description: "The last loading did not come to its end: the server's log says why" }),
  })
  .openapi("Demo");

const list = route({
  permission: "public",
  method: "get",
  path: "/api/demo",
  operationId: "getDemo",
  summary: "The people of the demo company as whom one may look around, and how far its loading is; nothing where there is no demo company",
  responses: { 200: json(demoSchema, "One person a role") },
});

const load = route({
  permission: "public",
  method: "post",
  path: "/api/demo",
  operationId: "loadDemo",
  summary: "Load the demo company, with the server's set-up link and only where there is no company yet; /api/demo says how far it is",
  request: { body: jsonBody(z.object({ token: tokenField })) },
  responses: { 202: { description: "It loads" } },
});

const remove = route({
  permission: "demo.manage",
  method: "delete",
  path: "/api/demo",
  operationId: "removeDemo",
  summary: "Remove the demo company as a whole: every row of it in all tables, and the sign-ins of its people; others are not touched",
  responses: { 204: { description: "Removed; whoever asked is signed out" } },
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

export type DemoDeps = {
  readonly store: Store;
  readonly signIn: SignIn;
  readonly clock: Clock;
  readonly events: SignInEvents;
  readonly demo: DemoCompany;
};

export function demoRoutes({ store, signIn, clock, events, demo }: DemoDeps) {
  const people = async () => onePersonARole(await demoPeople(store.signIn, dayOfClock(clock.nowMs())));
  return routes()
    .openapi(list, async (context) => {
      const { step, failed } = demo.loading();
      const shown = (await people()).map(({ email, name, role }) => ({ person: email, name, role }));
      return context.json({ people: shown, loading: step, failed }, 200);
    })
    .openapi(load, async (context) => {
      await takeAttempt(context, [LINKS_BY_ADDRESS, context.get("address")]);
      if ((await signIn.links.check(context.req.valid("json").token)) !== SET_UP) throw new Problem("link-used");
      if (demo.loading().step === null && !(await demo.offered())) throw new Problem("conflict", "There is a company already");
      demo.load().catch(() => {}); // whoever waits for it asks /api/demo, which says that it failed
      return context.body(null, 202);
    })
    .openapi(remove, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "demo.manage", null);
      if (!session.company.demo) throw new Problem("not-found", "Your company is no demo");
      await demo.remove(session.company.id);
      return context.body(null, 204);
    })
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
