import { z } from "@hono/zod-openapi";
import { dayOfClock } from "../../access/today.ts";
import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { day, nullable, searched, text, truth } from "../../app/server/kit/list/columns.ts";
import { defineList, type ListScope } from "../../app/server/kit/list/list.ts";
import { personRows } from "./store.ts";

/** The parameter of lists that show a day. */
export const onParameter = z.iso.date().optional().openapi({ description: "The day that is looked at; without it today" });

/** The day that a list is asked for, or today. */
export function dayLookedAt({ parameters: { on } }: ListScope, nowMs: () => number): string {
  return typeof on === "string" ? on : dayOfClock(nowMs());
}

const people = defineList({
  permission: "people.read",
  path: "/api/people",
  operationId: "listPeople",
  summary: "Participants, and on a day the seat of each and who sits above it",
  name: "PersonRow",
  columns: {
    participant: searched(text("The source's id")),
    name: searched(nullable(text("As written on the statement"))),
    email: searched(nullable(text("For sign-in"))),
    currency: text("Pay currency"),
    hired: nullable(day("First day of employment")),
    left: nullable(day("Day after the last day of employment")),
    employed: truth("Whether employed on the day"),
    position: nullable(text("Their seat on the day: the one with the largest share")),
    title: searched(nullable(text("Job title of the seat"))),
    role: nullable(text("Role of the seat")),
    managerPosition: nullable(text("The seat above")),
    manager: nullable(text("Who sits there: the participant's id")),
    managerName: nullable(text("Who sits there")),
  },
  key: ["participant"],
  defaultSort: "name",
  asOf: true,
  parameters: { on: onParameter },
});

export function personListRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(people.route, (context) =>
    people.answer(context, store, (tx, scope) => personRows(tx, scope, dayLookedAt(scope, context.get("nowMs")))),
  );
}
