import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { day, integer, nullable, searched, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { planRows } from "./store.ts";

const plans = defineList({
  permission: "plans.read",
  path: "/api/plans",
  operationId: "listPlans",
  summary: "Plan versions",
  name: "PlanRow",
  columns: {
    set: text("Plan set"),
    plan: searched(text("The plan's id")),
    version: text("Version"),
    name: searched(text("Name")),
    currency: text("Currency that it pays in"),
    payPeriod: text("How often it pays"),
    from: day("In force from this day"),
    to: nullable(day("Day after its last")),
    components: integer("How many components it has"),
    hash: text("Hash of the document"),
    change: integer("Written by this change"),
  },
  key: ["set", "plan", "version"],
  defaultSort: "plan",
  asOf: true,
});

export function planListRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(plans.route, (context) => plans.answer(context, store, planRows));
}
