import { z } from "@hono/zod-openapi";
import type { Session, Store, Transaction } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { day, decimal, integer, nullable, searched, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { type NewAdjustment, newAdjustmentSchema } from "./schemas.ts";
import { adjustmentRows } from "./store.ts";

/** What is done with adjustments, each under a change number of its own; a problem is thrown where it cannot be. */
export type Adjusting = {
  /** Gives the new adjustment's id. */
  readonly add: (session: Session, wanted: NewAdjustment) => Promise<string>;
  /** Adds one within a change that does more than that. */
  readonly within: (tx: Transaction, companyId: number, changeNumber: number, wanted: NewAdjustment) => Promise<string>;
  /** Takes one away; its history keeps it with the reason. */
  readonly void: (session: Session, adjustment: string, reason: string) => Promise<void>;
};

const adjustments = defineList({
  permission: "adjustments.read",
  path: "/api/adjustments",
  operationId: "listAdjustments",
  summary: "Adjustments: pay given or taken by hand, that next calculations take",
  name: "Adjustment",
  columns: {
    adjustment: searched(text("Its id")),
    participant: searched(text("Whose pay: the participant's id")),
    name: searched(nullable(text("The participant's name"))),
    set: text("Plan set"),
    calendar: text("Calendar of the statement's period"),
    date: day("A day of the statement's period"),
    amount: decimal("Added to the pay; below zero: taken off"),
    currency: text("Currency"),
    reason: searched(text("Why")),
    change: integer("Change number under which it was made"),
    author: nullable(text("Who made it: the user's id")),
  },
  key: ["adjustment"],
  defaultSort: "-date",
  asOf: true,
});

const add = route({
  permission: "adjustments.manage",
  method: "post",
  path: "/api/adjustments",
  operationId: "addAdjustment",
  summary: "Give or take pay by hand: the next calculation puts it on the statement of the period, with its reason",
  request: { body: jsonBody(newAdjustmentSchema) },
  responses: { 201: json(z.object({ adjustment: z.string() }), "The new adjustment's id") },
});

const voiding = route({
  permission: "adjustments.manage",
  method: "post",
  path: "/api/adjustments/{adjustment}/void",
  operationId: "voidAdjustment",
  summary: "Void an adjustment: the next calculation is without it, its history stays",
  request: {
    params: z.object({ adjustment: z.string().max(200) }),
    body: jsonBody(z.object({ reason: z.string().trim().min(1, "Say why: it stands in the history").max(500) })),
  },
  responses: { 204: { description: "Voided" } },
});

export function adjustmentRoutes({ store, adjusting }: { readonly store: Store; readonly adjusting: Adjusting }) {
  return routes()
    .openapi(adjustments.route, async (context) => {
      await authorise(sessionOf(context), "adjustments.read", null);
      return adjustments.answer(context, store, adjustmentRows);
    })
    .openapi(add, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "adjustments.manage", null);
      return context.json({ adjustment: await adjusting.add(databaseSession(session), context.req.valid("json")) }, 201);
    })
    .openapi(voiding, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "adjustments.manage", null);
      await adjusting.void(databaseSession(session), context.req.valid("param").adjustment, context.req.valid("json").reason);
      return context.body(null, 204);
    });
}
