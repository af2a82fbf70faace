import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { nullable, searched, structure, text, truth } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { dayLookedAt, onParameter } from "../list/api.ts";
import { positionRows } from "./store.ts";

const positions = defineList({
  permission: "people.read",
  path: "/api/positions",
  operationId: "listPositions",
  summary: "Seats, and on a day who sits in each and the seat above it",
  name: "PositionRow",
  columns: {
    position: searched(text("The source's id")),
    title: searched(nullable(text("Job title"))),
    role: nullable(text("Role in the sales organisation")),
    parent: nullable(text("The seat above")),
    parentTitle: nullable(text("Title of the seat above")),
    vacant: truth("Nobody sits in it"),
    occupantNames: searched(nullable(text("Who sits in it"))),
    occupants: structure(
      z.array(z.object({ participant: z.string(), name: z.string(), share: z.string() })),
      "Who sits in it, with their shares; 1 is the whole seat",
    ),
  },
  key: ["position"],
  defaultSort: "position",
  asOf: true,
  parameters: { on: onParameter },
});

export function positionRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(positions.route, (context) =>
    positions.answer(context, store, (tx, scope) => positionRows(tx, scope, dayLookedAt(scope, context.get("nowMs")))),
  );
}
