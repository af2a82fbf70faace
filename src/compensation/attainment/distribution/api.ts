import { z } from "@hono/zod-openapi";
import type { Store } from "../../../app/database/store.ts";
import { databaseSession, routes, sessionOf } from "../../../app/server/kit/environment.ts";
import { json, route } from "../../../app/server/kit/route.ts";
import { attainmentCounts, BANDS } from "./store.ts";

const read = route({
  permission: "statements.read",
  method: "get",
  path: "/api/attainment-distribution",
  operationId: "getAttainmentDistribution",
  summary: "How many of those whose pay one sees have reached how much of each quota in a pay period",
  request: {
    query: z.object({ set: z.string().max(200).default("default"), period: z.string().max(200), plan: z.string().max(200).optional() }),
  },
  responses: {
    200: json(
      z
        .object({
          bands: z
            .array(z.object({ from: z.number().int(), to: z.number().int().nullable() }))
            .openapi({ description: "In percent of the quota, half-open" }),
          measures: z.array(z.object({ measure: z.string(), counts: z.array(z.number().int()), people: z.number().int() })),
        })
        .openapi("AttainmentDistribution"),
      "For each measure with a quota how many statements lie in each band",
    ),
  },
});

export function attainmentDistributionRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    const asked = context.req.valid("query");
    // What the caller's role does not reach is not counted: the rows are those of the list of attainment.
    const measures = await store.as(databaseSession(session), (tx) => attainmentCounts(tx, session, asked));
    return context.json({ bands: BANDS.map(({ from, to }) => ({ from, to })), measures }, 200);
  });
}
