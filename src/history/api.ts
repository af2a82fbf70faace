import { z } from "@hono/zod-openapi";
import type { Store } from "../app/database/store.ts";
import { authorise, routes, sessionOf } from "../app/server/kit/environment.ts";
import { choice, integer, nullable, searched, structure, text, time } from "../app/server/kit/list/columns.ts";
import { defineList } from "../app/server/kit/list/list.ts";
import { changeRows, historyRows } from "./store.ts";
import { KEPT_TABLES } from "./tables.ts";

const version = z.record(z.string(), z.unknown());

const changeColumns = {
  change: integer("Number of the change"),
  at: time("When it was made"),
  actor: searched(text("Who made it: a user's id, or a command")),
  actorName: nullable(text("The user's name")),
  kind: text("What kind of change: an import, an edit, access, an adjustment"),
  reason: searched(text("Why")),
};

/** The fields of a list of changed rows. */
export const HISTORY_COLUMNS = {
  version: integer("Number of the version that was replaced; below zero for what was added"),
  ...changeColumns,
  table: choice(KEPT_TABLES, "What kind of row"),
  object: searched(text("The row's key, its parts divided by ' / '")),
  participant: nullable(text("Whose row it was")),
  position: nullable(text("Of which seat it was")),
  action: choice(["added", "changed", "deleted"], "Added, changed or deleted"),
  before: nullable(structure(version, "The row before; null when it was added")),
  after: nullable(structure(version, "The row after; null when it was deleted")),
};

const changes = defineList({
  permission: "history.read",
  path: "/api/changes",
  operationId: "listChanges",
  summary: "Every change of the company: when, by whom, why",
  name: "ChangeRow",
  columns: changeColumns,
  key: ["change"],
  defaultSort: "-change",
});

const history = defineList({
  permission: "history.read",
  path: "/api/history",
  operationId: "listHistory",
  summary:
    "Who changed what, when and why, with the row before and after; what was added too, where a table, object, person, seat or change is asked for",
  name: "HistoryRow",
  columns: HISTORY_COLUMNS,
  key: ["version"],
  defaultSort: "-change",
});

export function historyRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(changes.route, async (context) => {
      await authorise(sessionOf(context), "history.read", null);
      return changes.answer(context, store, changeRows);
    })
    .openapi(history.route, async (context) => {
      await authorise(sessionOf(context), "history.read", null);
      return history.answer(context, store, historyRows);
    });
}
