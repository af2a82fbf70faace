import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { day, nullable, searched, structure, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { territoryAssignmentRows } from "./store.ts";

const holder = z.object({ participant: z.string(), name: z.string(), from: z.string().nullable(), to: z.string().nullable() });

const assignments = defineList({
  permission: "people.read",
  path: "/api/territory-assignments",
  operationId: "listTerritoryAssignments",
  summary: "Which seat covers which territory, when, and who holds the seat meanwhile",
  name: "TerritoryAssignmentRow",
  columns: {
    territory: searched(text("Code of the territory")),
    territoryName: searched(nullable(text("Name of the territory"))),
    position: searched(text("The seat that covers it")),
    title: nullable(text("The seat's title")),
    from: nullable(day("First day; null: from ever")),
    to: nullable(day("Day after the last; null: to date")),
    occupantNames: searched(nullable(text("Who holds the seat in that time"))),
    occupants: structure(z.array(holder), "Who holds the seat in that time, with the days"),
  },
  key: ["territory", "position", "from"],
  defaultSort: "territory,-from",
  asOf: true,
});

export function territoryAssignmentRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(assignments.route, (context) => assignments.answer(context, store, territoryAssignmentRows));
}
