import { z } from "@hono/zod-openapi";
import type { Store } from "../app/database/store.ts";
import { authorise, routes, sessionOf } from "../app/server/kit/environment.ts";
import { choice, integer, nullable, searched, structure, text, time } from "../app/server/kit/list/columns.ts";
import { defineList } from "../app/server/kit/list/list.ts";
import { HISTORY_TABLES, historyRows } from "./store.ts";

const version = z.record(z.string(), z.unknown());

const history = defineList({
  permission: "history.read",
  path: "/api/history",
  operationId: "listHistory",
  summary: "Who changed what, when and why: each change and deletion of a row, with the row before and after",
  name: "HistoryRow",
  columns: {
    version: integer("Number of the version that was replaced"),
    change: integer("Number of the change"),
    at: time("When it was made"),
    actor: searched(text("Who made it: a user's id, or a command")),
    reason: searched(text("Why")),
    table: choice(HISTORY_TABLES, "What kind of row"),
    object: searched(text("The row's key, its parts divided by ' / '")),
    participant: nullable(text("Whose row it was")),
    position: nullable(text("Of which seat it was")),
    action: choice(["changed", "deleted"], "Changed or deleted"),
    before: structure(version, "The row before"),
    after: nullable(structure(version, "The row after; null when it was deleted")),
  },
  key: ["version"],
  defaultSort: "-change",
});

export function historyRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(history.route, async (context) => {
    await authorise(sessionOf(context), "history.read", null);
    return history.answer(context, store, historyRows);
  });
}
