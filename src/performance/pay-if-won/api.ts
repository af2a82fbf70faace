import { z } from "@hono/zod-openapi";
import { seesPay } from "../../access/store.ts";
import { dayOfClock } from "../../access/today.ts";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { beingCalculated, Problem } from "../../app/server/kit/problem.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { parseDay } from "../../calendar/day.ts";
import type { PresentHomes } from "../present-home.ts";
import { openOpportunities, ownerOfOpportunity } from "../store.ts";

const payIfWonSchema = z.object({
  opportunity: z.string(),
  owner: z.string(),
  payIfWon: z
    .array(z.object({ currency: z.string(), amount: z.string() }))
    .nullable()
    .openapi({ description: "null: the owner's plan credits nothing of what the opportunity says" }),
});

const read = route({
  permission: "statements.read",
  method: "get",
  path: "/api/opportunities/{opportunity}/pay-if-won",
  operationId: "getPayIfWon",
  summary: "What an open opportunity alone would add to its owner's pay if it were won today",
  request: { params: z.object({ opportunity: z.string().max(200) }) },
  responses: { 200: json(payIfWonSchema.openapi("PayIfWon"), "The pay, by currency") },
});

export function payIfWonRoutes({ store, present }: { readonly store: Store; readonly present: { readonly home: PresentHomes } }) {
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    const { opportunity } = context.req.valid("param");
    const missing = new Problem("not-found", `There is no open opportunity ${opportunity} with an owner`);
    const owner = await store.as(databaseSession(session), (tx) => ownerOfOpportunity(tx, session, opportunity));
    if (owner === undefined) throw missing;
    const today = dayOfClock(context.get("nowMs")());
    await authorise(session, "statements.read", owner, today);
    const open = await store.as(databaseSession(session), async (tx) =>
      (await seesPay(tx, owner)) ? openOpportunities(tx, session, owner) : [],
    );
    const found = open.find((each) => each.opportunity === opportunity);
    if (!found) throw missing;
    const own = { participant: owner, opportunities: [found] };
    const now = await present.home(session.company.id, { day: parseDay(today) ?? 0, own, team: null, company: false });
    if (now === "calculating") throw beingCalculated();
    return context.json({ opportunity, owner, payIfWon: now?.told.own?.opportunities[0]?.payIfWon ?? null }, 200);
  });
}
