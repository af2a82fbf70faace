import { z } from "@hono/zod-openapi";
import { decide } from "../../access/permissions.ts";
import { dayOfClock } from "../../access/today.ts";
import type { Store } from "../../app/database/store.ts";
import { authorise, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { recordHistory } from "../../history/record/api.ts";
import { isThere, partByKey, partOfSeat } from "../../history/record/store.ts";
import { personRows } from "../list/store.ts";
import { positionRows } from "../positions/store.ts";

const id = z.string().max(200);

const person = recordHistory({
  permission: "people.read",
  path: "/api/history/people/{participant}",
  operationId: "listPersonHistory",
  params: z.object({ participant: id }),
});
const position = recordHistory({
  permission: "people.read",
  path: "/api/history/positions/{position}",
  operationId: "listPositionHistory",
  params: z.object({ position: id }),
});

/** The history of persons and of seats with what hangs on them: lines, holders, quotas, plans, territories. */
export function peopleHistoryRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(person.route, async (context) => {
      const { participant } = context.req.valid("param");
      const session = sessionOf(context);
      await authorise(session, "people.read", participant);
      return person.answer(context, store, {
        parts: (["people", "people_personal", "participant_attributes", "assignments"] as const).map((table) =>
          partByKey(table, [participant]),
        ),
        visible: (tx, scope) => isThere(personRows(tx, scope, dayOfClock(context.get("nowMs")())).where("p.participant", "=", participant)),
        pay: decide(session, "statements.read", participant) !== "denied",
      });
    })
    .openapi(position.route, (context) => {
      const wanted = context.req.valid("param").position;
      const today = dayOfClock(context.get("nowMs")());
      return position.answer(context, store, {
        parts: [
          ...(["positions", "position_attributes", "reporting_lines", "quotas"] as const).map((table) => partByKey(table, [wanted])),
          ...(["assignments", "plan_assignments", "territory_assignments"] as const).map((table) => partOfSeat(table, wanted)),
        ],
        visible: (tx, scope) => isThere(positionRows(tx, scope, today).where("p.position", "=", wanted)),
      });
    });
}
