import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { pageQuery, readCursor, writeCursor } from "../../app/server/kit/paging.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { calculationListSchema } from "./schemas.ts";
import { listCalculations } from "./store.ts";

const list = route({
  permission: "calculations.read",
  method: "get",
  path: "/api/calculations",
  operationId: "listCalculations",
  summary: "Calculations, the latest first",
  request: { query: pageQuery },
  responses: { 200: json(calculationListSchema.openapi("CalculationList"), "A page of calculations") },
});

const cursorSchema = z.object({ before: z.number().int() });

export function calculationRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(list, async (context) => {
    const session = sessionOf(context);
    const { limit, cursor } = context.req.valid("query");
    await authorise(session, "calculations.read", null);
    const before = readCursor(cursorSchema, cursor)?.before;
    const rows = await store.as(databaseSession(session), (tx) => listCalculations(tx, session.company.id, limit + 1, before));
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return context.json({ items, nextCursor: last ? writeCursor({ before: last.calculation }) : null }, 200);
  });
}
