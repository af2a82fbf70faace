import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { day, nullable, searched, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { reportingLineRows } from "./store.ts";

const lines = defineList({
  permission: "people.read",
  path: "/api/reporting-lines",
  operationId: "listReportingLines",
  summary: "Which seat reports to which, and when; a seat's undated parent stands with the seat",
  name: "ReportingLineRow",
  columns: {
    position: searched(text("The seat below")),
    title: searched(nullable(text("Its title"))),
    parent: searched(text("The seat above")),
    parentTitle: nullable(text("Its title")),
    from: nullable(day("First day")),
    to: nullable(day("Day after the last")),
  },
  key: ["position", "from"],
  defaultSort: "position",
  asOf: true,
});

export function reportingLineRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(lines.route, (context) => lines.answer(context, store, reportingLineRows));
}
