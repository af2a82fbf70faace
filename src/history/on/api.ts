import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { authorise, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { lastChangeBy } from "./store.ts";

const read = route({
  permission: "company.read",
  method: "get",
  path: "/api/changes/on",
  operationId: "getChangeOn",
  summary: "The number of the last change recorded by the end of a day (UTC): lists and records can be read as of it",
  request: { query: z.object({ day: z.iso.date() }) },
  responses: {
    200: json(z.object({ change: z.number().int().openapi({ description: "0: nothing was recorded by then" }) }), "The change's number"),
  },
});

export function changeOnRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    await authorise(session, "company.read", null);
    const { day } = context.req.valid("query");
    // The number alone is no secret: who made the change and why is the auditors'.
    return context.json({ change: await store.system((tx) => lastChangeBy(tx, session.company.id, day)) }, 200);
  });
}
