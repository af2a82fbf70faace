import type { Store } from "../app/database/store.ts";
import { routes } from "../app/server/kit/environment.ts";
import { day, decimal, nullable, searched, text } from "../app/server/kit/list/columns.ts";
import { defineList } from "../app/server/kit/list/list.ts";
import { quotaRows } from "./store.ts";

const quotas = defineList({
  permission: "quotas.read",
  path: "/api/quotas",
  operationId: "listQuotas",
  summary: "Targets of seats",
  name: "QuotaRow",
  columns: {
    position: searched(text("Whose: the seat")),
    title: searched(nullable(text("The seat's title"))),
    holders: searched(nullable(text("Who holds the seat in that time"))),
    measure: text("The quota's name that plans refer to"),
    from: day("First day"),
    to: nullable(day("Day after the last")),
    calendar: nullable(text("Calendar whose period it is for")),
    amount: decimal("The target"),
    currency: nullable(text("Of a target in money; missing: the company's, or none for units")),
  },
  key: ["position", "measure", "from"],
  defaultSort: "-from",
  asOf: true,
});

export function quotaRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(quotas.route, (context) => quotas.answer(context, store, quotaRows));
}
