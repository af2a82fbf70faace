import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { choice, day, decimal, integer, nullable, searched, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { creditRows } from "./store.ts";

const credits = defineList({
  permission: "credits.read",
  path: "/api/credits",
  operationId: "listCredits",
  summary: "Who was credited with which transaction, by which rule",
  name: "CreditRow",
  columns: {
    calculation: integer("Of this calculation"),
    credit: integer("The credit's number in it"),
    set: text("Plan set"),
    period: text("Period of the calculation, or * for all"),
    state: choice(["draft", "published"], "Of the calculation"),
    participant: searched(text("Whose: the participant's id")),
    name: searched(nullable(text("Whose"))),
    position: text("Seat"),
    plan: text("Plan"),
    version: text("Version of the plan"),
    rule: text("Credit rule"),
    source: nullable(text("Of the transaction")),
    transaction: searched(nullable(text("The transaction's id"))),
    line: nullable(text("Line of the transaction")),
    date: day("Day by which it counts"),
    amount: decimal("Credited amount"),
    currency: text("Currency of the amount"),
    share: decimal("Share of the transaction; 1 is the whole"),
  },
  key: ["calculation", "credit"],
  defaultSort: "-date",
});

export function creditRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(credits.route, (context) =>
    credits.answer(context, store, (tx, { companyId, session }) => creditRows(tx, companyId, session)),
  );
}
