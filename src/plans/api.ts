import { z } from "@hono/zod-openapi";
import type { Store } from "../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../app/server/kit/environment.ts";
import { Problem } from "../app/server/kit/problem.ts";
import { json, route } from "../app/server/kit/route.ts";
import { formulaWords } from "./formula-words.ts";
import type { Planning } from "./publish/api.ts";
import { planVersionSchema } from "./schemas.ts";
import { planJsonSchema } from "./shape.ts";
import { readPlanVersion } from "./store.ts";

const read = route({
  permission: "plans.read",
  method: "get",
  path: "/api/plans/{plan}/{version}",
  operationId: "getPlanVersion",
  summary: "One version of a plan",
  request: {
    params: z.object({ plan: z.string().max(200), version: z.string().max(200) }),
    query: z.object({ set: z.string().max(200).default("default") }),
  },
  responses: { 200: json(planVersionSchema.openapi("PlanVersion"), "The plan version") },
});

const schema = route({
  permission: "public",
  method: "get",
  path: "/api/plan.schema.json",
  operationId: "getPlanSchema",
  summary: "JSON Schema of plan documents",
  responses: { 200: json(z.record(z.string(), z.unknown()), "JSON Schema") },
});

/** The same as docs/plan.schema.json. */
const PLAN_SCHEMA = z.record(z.string(), z.unknown()).parse(planJsonSchema());

export function planRoutes({ store, planning }: { readonly store: Store; readonly planning: Planning }) {
  return routes()
    .openapi(schema, (context) => context.json(PLAN_SCHEMA, 200))
    .openapi(read, async (context) => {
      const session = sessionOf(context);
      const key = { ...context.req.valid("param"), ...context.req.valid("query") };
      await authorise(session, "plans.read", null);
      const found = await store.as(databaseSession(session), (tx) => readPlanVersion(tx, session.company.id, key));
      if (!found) throw new Problem("not-found", `There is no version ${key.version} of plan ${key.plan} in plan set ${key.set}`);
      const words = formulaWords(found.document, await planning.attributes(databaseSession(session)));
      return context.json({ ...found, words: Object.fromEntries(words) }, 200);
    });
}
