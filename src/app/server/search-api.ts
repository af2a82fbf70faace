import { z } from "@hono/zod-openapi";
import type { Store } from "../database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "./kit/environment.ts";
import { json, route } from "./kit/route.ts";
import { RECORD_KINDS, searchRecords } from "./search.ts";

const WORDS_LENGTH = { min: 2, max: 100 };

const foundSchema = z
  .object({
    kind: z.enum(RECORD_KINDS),
    title: z.string(),
    detail: z.string(),
    to: z.string().openapi({ description: "Address of its page in the web app" }),
  })
  .openapi("Found");

const search = route({
  permission: "company.read",
  method: "get",
  path: "/api/search",
  operationId: "search",
  summary: "Records by a few letters of their names or ids, each kind within what the caller may read",
  request: { query: z.object({ q: z.string().trim().min(WORDS_LENGTH.min).max(WORDS_LENGTH.max) }) },
  responses: { 200: json(z.object({ items: z.array(foundSchema) }).openapi("FoundList"), "The best matches of each kind") },
});

export function searchRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(search, async (context) => {
    const session = sessionOf(context);
    await authorise(session, "company.read", null);
    const { q } = context.req.valid("query");
    const items = await store.as(databaseSession(session), (tx) => searchRecords(tx, session, q));
    return context.json({ items }, 200);
  });
}
