import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { recordHistory } from "../../history/record/api.ts";
import { isThere, partByKey } from "../../history/record/store.ts";
import { quotaRows } from "../store.ts";

const id = z.string().max(200);

const quota = recordHistory({
  permission: "quotas.read",
  path: "/api/history/quotas/{position}/{measure}/{from}",
  operationId: "listQuotaHistory",
  params: z.object({ position: id, measure: id, from: z.iso.date() }),
});

export function quotaHistoryRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(quota.route, (context) => {
    const { position, measure, from } = context.req.valid("param");
    return quota.answer(context, store, {
      parts: [partByKey("quotas", [position, measure, from])],
      visible: (tx, scope) =>
        isThere(quotaRows(tx, scope).where("q.position", "=", position).where("q.measure", "=", measure).where("q.from", "=", from)),
    });
  });
}
