import { z } from "@hono/zod-openapi";
import { decide } from "../access/permissions.ts";
import { knownAt } from "../app/database/as-of.ts";
import type { Store } from "../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../app/server/kit/environment.ts";
import { asOfOf, asOfQuery } from "../app/server/kit/list/list.ts";
import { Problem } from "../app/server/kit/problem.ts";
import { json, route } from "../app/server/kit/route.ts";
import { personSchema } from "./schemas.ts";
import { readPerson } from "./store.ts";

const read = route({
  permission: "people.read",
  method: "get",
  path: "/api/people/{participant}",
  operationId: "getPerson",
  summary: "One participant with seats, dated attributes and quotas",
  request: { params: z.object({ participant: z.string().max(200) }), query: asOfQuery },
  responses: { 200: json(personSchema.openapi("Person"), "The participant") },
});

export function peopleRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    const { participant } = context.req.valid("param");
    await authorise(session, "people.read", participant);
    const decision = decide(session, "statements.read", participant);
    const pay = decision === "allowed" || (decision === "reports" && (await session.leads(participant)));
    const found = await store.as(databaseSession(session), (tx) =>
      readPerson(tx, knownAt(session.company.id, asOfOf(context)), participant, { companyCurrency: session.company.currency, pay }),
    );
    if (!found) throw new Problem("not-found", `There is no participant ${participant}`);
    return context.json(found, 200);
  });
}
