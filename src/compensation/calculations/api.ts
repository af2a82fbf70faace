import { z } from "@hono/zod-openapi";
import type { Session, Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { choice, integer, nullable, structure, text, time } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { calculationPageSchema, plansShape } from "./schemas.ts";
import { CALCULATION_STATES } from "./states.ts";
import { calculationRows, readCalculation } from "./store.ts";

/** What is done with drafts; a problem is thrown where it cannot be. */
export type Drafts = {
  /** Gives the change number under which it is published. */
  readonly publish: (session: Session, calculation: number, options: { readonly acceptFindings: boolean }) => Promise<number>;
  readonly discard: (session: Session, calculation: number) => Promise<void>;
};

const calculations = defineList({
  permission: "calculations.read",
  path: "/api/calculations",
  operationId: "listCalculations",
  summary: "Calculations: of which plan set and period, on which data, and whether participants see them",
  name: "Calculation",
  columns: {
    calculation: integer("Its number"),
    set: text("Plan set"),
    period: text("A period's name, or * for all of them"),
    state: choice(CALCULATION_STATES, "Draft, published, or what else became of it"),
    calculatedAt: time("When it was begun"),
    inputChange: integer("The change that its data knows last"),
    engineVersion: text("Version of the program"),
    plans: structure(plansShape, "The plan versions that it read"),
    statements: integer("How many statements it has"),
    error: nullable(text("Why it failed")),
  },
  key: ["calculation"],
  defaultSort: "-calculation",
});

const params = z.object({ calculation: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

const read = route({
  permission: "calculations.read",
  method: "get",
  path: "/api/calculations/{calculation}",
  operationId: "getCalculation",
  summary: "One calculation: totals, findings by kind, and which inputs have changed since",
  request: { params },
  responses: { 200: json(calculationPageSchema.openapi("CalculationPage"), "The calculation") },
});

const publish = route({
  permission: "calculations.manage",
  method: "post",
  path: "/api/calculations/{calculation}/publish",
  operationId: "publishCalculation",
  summary: "Publish a draft: its statements are shown to participants, what was published for its periods is superseded and kept",
  request: {
    params,
    body: jsonBody(
      z.object({ acceptFindings: z.boolean().default(false).openapi({ description: "Publish although findings block: who did is kept" }) }),
    ),
  },
  responses: { 200: json(z.object({ publishedChange: z.number().int() }), "Published under this change number") },
});

const discard = route({
  permission: "calculations.manage",
  method: "delete",
  path: "/api/calculations/{calculation}",
  operationId: "discardCalculation",
  summary: "Discard a draft with everything it wrote",
  request: { params },
  responses: { 204: { description: "Discarded" } },
});

export function calculationRoutes({ store, drafts }: { readonly store: Store; readonly drafts: Drafts }) {
  return routes()
    .openapi(calculations.route, async (context) => {
      await authorise(sessionOf(context), "calculations.read", null);
      return calculations.answer(context, store, (tx, { companyId }) => calculationRows(tx, companyId));
    })
    .openapi(read, async (context) => {
      const session = sessionOf(context);
      const { calculation } = context.req.valid("param");
      await authorise(session, "calculations.read", null);
      const found = await store.as(databaseSession(session), (tx) => readCalculation(tx, session.company.id, calculation));
      if (!found) throw new Problem("not-found", `There is no calculation ${calculation}`);
      return context.json(found, 200);
    })
    .openapi(publish, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "calculations.manage", null);
      const { calculation } = context.req.valid("param");
      const publishedChange = await drafts.publish(databaseSession(session), calculation, context.req.valid("json"));
      return context.json({ publishedChange }, 200);
    })
    .openapi(discard, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "calculations.manage", null);
      await drafts.discard(databaseSession(session), context.req.valid("param").calculation);
      return context.body(null, 204);
    });
}
