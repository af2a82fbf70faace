import type { Store } from "../../../app/database/store.ts";
import { routes } from "../../../app/server/kit/environment.ts";
import { choice, decimal, integer, nullable, searched, text } from "../../../app/server/kit/list/columns.ts";
import { defineList } from "../../../app/server/kit/list/list.ts";
import { attainmentRows } from "./store.ts";

const attainment = defineList({
  permission: "statements.read",
  path: "/api/attainment",
  operationId: "listAttainment",
  summary: "What each person has achieved against each quota, from the statements that count",
  name: "AttainmentRow",
  columns: {
    set: text("Plan set"),
    period: text("Pay period"),
    participant: searched(text("Whose: the participant's id")),
    name: searched(text("Whose")),
    state: choice(["draft", "published"], "Of the calculation"),
    place: integer("Place on the statement"),
    plan: text("Plan"),
    position: text("Seat"),
    measure: text("Measure"),
    window: text("Window"),
    amount: decimal("Achieved"),
    quota: nullable(decimal("Quota")),
    attainmentPercent: nullable(decimal("Achieved in percent of the quota")),
    credits: integer("How many credits count"),
  },
  key: ["set", "period", "participant", "place"],
  defaultSort: "name",
});

export function attainmentRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(attainment.route, (context) =>
    attainment.answer(context, store, (tx, { companyId, session }) => attainmentRows(tx, companyId, session)),
  );
}
