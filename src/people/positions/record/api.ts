import { z } from "@hono/zod-openapi";
import { dayOfClock } from "../../../access/today.ts";
import { knownAt } from "../../../app/database/as-of.ts";
import type { Store } from "../../../app/database/store.ts";
import { databaseSession, routes, sessionOf } from "../../../app/server/kit/environment.ts";
import { asOfQuery } from "../../../app/server/kit/list/list.ts";
import { Problem } from "../../../app/server/kit/problem.ts";
import { json, route } from "../../../app/server/kit/route.ts";
import { onParameter } from "../../list/api.ts";
import { seatSchema } from "../../schemas.ts";
import { positionRows } from "../store.ts";
import { readSeat } from "./store.ts";

const read = route({
  permission: "people.read",
  method: "get",
  path: "/api/positions/{position}",
  operationId: "getPosition",
  summary: "One seat on a day: who holds and held it, what it reports to, and the seats below it",
  request: { params: z.object({ position: z.string().max(200) }), query: asOfQuery.extend({ on: onParameter }) },
  responses: { 200: json(seatSchema.openapi("Position"), "The seat") },
});

export function positionRecordRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    const { position } = context.req.valid("param");
    const { asOf, on = dayOfClock(context.get("nowMs")()) } = context.req.valid("query");
    const known = knownAt(session.company.id, asOf);
    const found = await store.as(databaseSession(session), async (tx) => {
      const row = await positionRows(tx, { known, session }, on).where("p.position", "=", position).executeTakeFirst();
      return row && { ...row, ...(await readSeat(tx, known, position, on)) };
    });
    if (!found) throw new Problem("not-found", `There is no seat ${position}`);
    const { title, role, parent, parentTitle, occupants, vacant, holders, lines, below } = found;
    return context.json({ position, on, title, role, parent, parentTitle, occupants, vacant, holders, lines, below }, 200);
  });
}
