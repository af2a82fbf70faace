import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { recordHistory } from "../../history/record/api.ts";
import { isThere, partByKey } from "../../history/record/store.ts";
import { territoryRows } from "../store.ts";

const territory = recordHistory({
  permission: "territories.read",
  path: "/api/history/territories/{territory}",
  operationId: "listTerritoryHistory",
  params: z.object({ territory: z.string().max(200) }),
});

export function territoryHistoryRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(territory.route, (context) => {
    const wanted = context.req.valid("param").territory;
    return territory.answer(context, store, {
      parts: [partByKey("territories", [wanted]), partByKey("territory_assignments", [wanted])],
      visible: (tx, scope) => isThere(territoryRows(tx, scope).where("y.territory", "=", wanted)),
    });
  });
}
