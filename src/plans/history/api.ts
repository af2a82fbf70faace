import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { recordHistory } from "../../history/record/api.ts";
import { isThere, partByColumn, partByKey } from "../../history/record/store.ts";
import { planRows } from "../list/store.ts";

const plan = recordHistory({
  permission: "plans.read",
  path: "/api/history/plans/{plan}",
  operationId: "listPlanHistory",
  params: z.object({ plan: z.string().max(200) }),
});

/** The history of a plan: its versions in every plan set, and who it was assigned to. */
export function planHistoryRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(plan.route, (context) => {
    const wanted = context.req.valid("param").plan;
    return plan.answer(context, store, {
      parts: [partByColumn("plans", "plan", wanted), partByKey("plan_assignments", [wanted])],
      visible: (tx, scope) => isThere(planRows(tx, scope).where("p.plan", "=", wanted)),
    });
  });
}
