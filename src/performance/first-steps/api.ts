import { z } from "@hono/zod-openapi";
import { ROLES } from "../../access/permissions.ts";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { companyFacts, markPage, marksOf, putAway } from "./store.ts";
import { FACTS, firstSteps, PAGES, stepsOf } from "./steps.ts";

const read = route({
  permission: "company.read",
  method: "get",
  path: "/api/first-steps",
  operationId: "getFirstSteps",
  summary: "The first steps of the caller's role, each done by the act itself",
  responses: {
    200: json(
      z.object({
        role: z.enum(ROLES).nullable(),
        steps: z.array(z.object({ step: z.enum([...PAGES, ...FACTS]), done: z.boolean(), count: z.number().int().nullable() })),
        putAway: z.boolean(),
      }),
      "The steps in their order; `count`: how many the company has of what the step is about, 10,001 for any more",
    ),
  },
});

const take = route({
  permission: "company.read",
  method: "post",
  path: "/api/first-steps",
  operationId: "takeFirstStep",
  summary: "Note that the caller has opened a page that is one of the first steps",
  request: { body: jsonBody(z.object({ step: z.enum(PAGES) })) },
  responses: { 204: { description: "Noted" } },
});

const away = route({
  permission: "company.read",
  method: "post",
  path: "/api/first-steps/put-away",
  operationId: "putFirstStepsAway",
  summary: "Put the caller's list of first steps away, or take it out again",
  request: { body: jsonBody(z.object({ putAway: z.boolean() })) },
  responses: { 204: { description: "Done" } },
});

export function firstStepRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(read, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "company.read", null);
      const { marks, facts } = await store.as(databaseSession(session), async (tx) => ({
        marks: await marksOf(tx, session.company.id),
        facts: await companyFacts(tx, session.company.id, stepsOf(session.roles)),
      }));
      const { proof } = session;
      const secured = proof.kind === "session" && proof.secondFactor ? ["second-factor"] : [];
      const found = firstSteps(session.roles, new Set([...marks.pages, ...facts.keys(), ...secured]));
      const steps = (found?.steps ?? []).map((step) => ({ ...step, count: facts.get(step.step) ?? null }));
      return context.json({ role: found?.role ?? null, steps, putAway: marks.putAway }, 200);
    })
    .openapi(take, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "company.read", null);
      const { step } = context.req.valid("json");
      await store.as(databaseSession(session), (tx) => markPage(tx, session.company.id, session.user.id, step));
      return context.body(null, 204);
    })
    .openapi(away, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "company.read", null);
      const { putAway: wanted } = context.req.valid("json");
      await store.as(databaseSession(session), (tx) => putAway(tx, session.company.id, session.user.id, wanted));
      return context.body(null, 204);
    });
}
