import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { choice, day, decimal, nullable, searchedName, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { ACTIVITY_KINDS } from "../tables.ts";
import { activityRows } from "./store.ts";

const activities = defineList({
  permission: "opportunities.read",
  path: "/api/activities",
  operationId: "listActivities",
  summary: "What was done for customers and deals: calls, meetings, demos, e-mails",
  name: "ActivityRow",
  columns: {
    activity: text("The source's id"),
    kind: choice(ACTIVITY_KINDS, "What it was"),
    date: day("When it was done"),
    owner: nullable(text("Who did it: the participant's id")),
    ownerName: searchedName(nullable(text("Who did it")), { field: "owner", table: "people_personal", key: "participant" }),
    customer: nullable(text("For whom: the customer's id")),
    customerName: searchedName(nullable(text("For whom")), { field: "customer", table: "customers", key: "customer" }),
    opportunity: nullable(text("For which opportunity: its id")),
    opportunityName: searchedName(nullable(text("For which opportunity")), {
      field: "opportunity",
      table: "opportunities",
      key: "opportunity",
    }),
    minutes: nullable(decimal("How long it took")),
  },
  key: ["activity"],
  defaultSort: "-date",
  asOf: true,
});

export function activityRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(activities.route, (context) => activities.answer(context, store, activityRows));
}
