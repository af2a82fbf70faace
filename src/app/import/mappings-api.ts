import { z } from "@hono/zod-openapi";
import { readMapping } from "../../mapping/mapping.ts";
import type { Mapping } from "../../mapping/shape.ts";
import type { Store } from "../database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../server/kit/environment.ts";
import { Problem } from "../server/kit/problem.ts";
import { json, jsonBody, route } from "../server/kit/route.ts";
import { strayPath } from "./mapping-paths.ts";
import { mappingProblem } from "./refused.ts";
import { mappingSchema } from "./schemas.ts";
import { listMappings, removeMapping, saveMapping } from "./store.ts";

const name = z.string().trim().min(1).max(100);

const list = route({
  permission: "imports.manage",
  method: "get",
  path: "/api/mappings",
  operationId: "listMappings",
  summary: "Mappings that are kept for the next file of the same kind, the latest first",
  responses: {
    200: json(z.object({ items: z.array(z.object({ name: z.string(), document: mappingSchema, updatedAt: z.string() })) }), "The mappings"),
  },
});
const save = route({
  permission: "imports.manage",
  method: "post",
  path: "/api/mappings",
  operationId: "saveMapping",
  summary: "Keep a mapping under a name; one of that name is replaced",
  request: { body: jsonBody(z.object({ name, document: mappingSchema })) },
  responses: { 201: json(z.object({ name: z.string() }), "Kept") },
});
const remove = route({
  permission: "imports.manage",
  method: "delete",
  path: "/api/mappings/{name}",
  operationId: "deleteMapping",
  summary: "Remove a mapping that was kept",
  request: { params: z.object({ name }) },
  responses: { 204: { description: "Removed" } },
});

export function mappingRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(list, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      return context.json({ items: await store.as(databaseSession(session), (tx) => listMappings(tx, session.company.id)) }, 200);
    })
    .openapi(save, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      const { name: called, document } = context.req.valid("json");
      const mapping = checkedMapping(document);
      await store.as(databaseSession(session), (tx) => saveMapping(tx, session.company.id, session.user.id, called, mapping));
      return context.json({ name: called }, 201);
    })
    .openapi(remove, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      const called = context.req.valid("param").name;
      if (!(await store.as(databaseSession(session), (tx) => removeMapping(tx, session.company.id, called))))
        throw new Problem("not-found");
      return context.body(null, 204);
    });
}

/** A mapping of the page, checked but for what depends on its files. Throws a problem that names each place that is wrong. */
export function checkedMapping(document: unknown): Mapping {
  const read = readMapping(document);
  if (!read.ok) throw mappingProblem(read.problems);
  const { mapping } = read.mapping;
  const stray = strayPath(mapping);
  if (stray)
    throw new Problem("invalid-input", `mapping.${stray.place}: "${stray.file}" leaves the folder of the files. Name a file that was sent`);
  return mapping;
}
