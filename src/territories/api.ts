import { z } from "@hono/zod-openapi";
import type { Store } from "../app/database/store.ts";
import { routes } from "../app/server/kit/environment.ts";
import { attributes, nullable, searched, text } from "../app/server/kit/list/columns.ts";
import { asOfQuery, defineList } from "../app/server/kit/list/list.ts";
import { Problem } from "../app/server/kit/problem.ts";
import { json, route } from "../app/server/kit/route.ts";
import { territoryRows } from "./store.ts";

const territories = defineList({
  permission: "territories.read",
  path: "/api/territories",
  operationId: "listTerritories",
  summary: "Territories",
  name: "TerritoryRow",
  columns: {
    territory: searched(text("Code")),
    name: searched(nullable(text("Name"))),
    parent: nullable(text("Code of the territory above")),
    parentName: nullable(text("Name of the territory above")),
    attributes: attributes("Further attributes"),
  },
  key: ["territory"],
  defaultSort: "territory",
  asOf: true,
});

const read = route({
  permission: "territories.read",
  method: "get",
  path: "/api/territories/{territory}",
  operationId: "getTerritory",
  summary: "One territory",
  request: { params: z.object({ territory: z.string().max(200) }), query: asOfQuery },
  responses: { 200: json(territories.item.openapi("Territory"), "The territory") },
});

export function territoryRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(territories.route, (context) => territories.answer(context, store, territoryRows))
    .openapi(read, async (context) => {
      const { territory } = context.req.valid("param");
      const found = await territories.one(context, store, territoryRows, { territory });
      if (!found) throw new Problem("not-found", `There is no territory ${territory}`);
      return context.json(found, 200);
    });
}
