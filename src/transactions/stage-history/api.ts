import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { day, integer, nullable, searched, searchedName, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { stageRows } from "./store.ts";

const stages = defineList({
  permission: "opportunities.read",
  path: "/api/stage-history",
  operationId: "listStageHistory",
  summary: "Which stage an opportunity was in, and for how long",
  name: "StageRow",
  columns: {
    opportunity: searched(text("The opportunity's id")),
    name: searchedName(nullable(text("The opportunity's name")), { field: "opportunity", table: "opportunities", key: "opportunity" }),
    stage: searched(text("The stage's name")),
    from: day("The day it entered the stage"),
    to: nullable(day("The day it left the stage; null: it is still there")),
    days: integer("Days in the stage, until it left it, closed, or today"),
  },
  key: ["opportunity", "from", "stage"],
  defaultSort: "opportunity,from",
  asOf: true,
});

export function stageHistoryRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(stages.route, (context) => stages.answer(context, store, stageRows));
}
