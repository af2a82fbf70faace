import { z } from "@hono/zod-openapi";
import type { Session } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import type { AttributeDeclarations } from "../../table/definition.ts";
import {
  type NewPlanAssignment,
  newPlanAssignmentSchema,
  type NewPlanVersion,
  newPlanVersionSchema,
  planCheckSchema,
  planNamesSchema,
  publishedVersionSchema,
} from "../schemas.ts";
import type { PlanResult } from "../validate.ts";

/** What is done with plans, with the rights of whoever asks; a problem is thrown where it cannot be. */
export type Planning = {
  /** Checks the text of a document against the company and its other plans, as an import does. `endBefore`: as if the version before were ended. */
  readonly check: (session: Session, text: string, endBefore: boolean) => Promise<z.infer<typeof planCheckSchema>>;
  readonly read: (session: Session, document: unknown) => Promise<PlanResult>;
  readonly publish: (session: Session, wanted: NewPlanVersion) => Promise<z.infer<typeof publishedVersionSchema>>;
  readonly names: (session: Session) => Promise<z.infer<typeof planNamesSchema>>;
  /** What the company declares, for formulas in words. */
  readonly attributes: (session: Session) => Promise<AttributeDeclarations>;
  /** Puts a listed seat on a plan, or changes its last day. Gives the change number. */
  readonly assign: (session: Session, wanted: NewPlanAssignment) => Promise<number>;
};

const check = route({
  permission: "plans.manage",
  method: "post",
  path: "/api/plans/check",
  operationId: "checkPlan",
  summary: "Check the text of a plan document without keeping it: all problems and warnings, each with its place",
  request: { body: jsonBody(z.object({ text: z.string().max(1_000_000), endBefore: z.boolean().default(false) })) },
  responses: {
    200: json(planCheckSchema.openapi("PlanCheck"), "`ok`: it can be published"),
  },
});

const names = route({
  permission: "plans.manage",
  method: "get",
  path: "/api/plan-names",
  operationId: "getPlanNames",
  summary: "What the formulas and fields of a plan may name in this company, for editors",
  responses: { 200: json(planNamesSchema.openapi("PlanNames"), "Names, each with what it is") },
});

const publish = route({
  permission: "plans.manage",
  method: "post",
  path: "/api/plans",
  operationId: "publishPlanVersion",
  summary: "Publish a version of a plan: a new one, or with `basedOn` other content of one that exists",
  request: { body: jsonBody(newPlanVersionSchema) },
  responses: { 201: json(publishedVersionSchema.openapi("PublishedPlanVersion"), "What was published, and under which change") },
});

const assign = route({
  permission: "plans.manage",
  method: "post",
  path: "/api/plan-assignments",
  operationId: "assignToPlan",
  summary: "Put a seat on a plan that takes listed seats, or change its last day",
  request: { body: jsonBody(newPlanAssignmentSchema) },
  responses: { 201: json(z.object({ change: z.number().int() }), "Under which change") },
});

export function planPublishRoutes({ planning }: { readonly planning: Planning }) {
  return routes()
    .openapi(check, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "plans.manage", null);
      const { text, endBefore } = context.req.valid("json");
      return context.json(await planning.check(databaseSession(session), text, endBefore), 200);
    })
    .openapi(names, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "plans.manage", null);
      return context.json(await planning.names(databaseSession(session)), 200);
    })
    .openapi(publish, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "plans.manage", null);
      return context.json(await planning.publish(databaseSession(session), context.req.valid("json")), 201);
    })
    .openapi(assign, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "plans.manage", null);
      return context.json({ change: await planning.assign(databaseSession(session), context.req.valid("json")) }, 201);
    });
}
