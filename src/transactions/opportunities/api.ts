import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { attributes, choice, day, decimal, nullable, searched, searchedName, text } from "../../app/server/kit/list/columns.ts";
import { asOfQuery, defineList } from "../../app/server/kit/list/list.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { opportunityRows } from "./store.ts";

const opportunities = defineList({
  permission: "opportunities.read",
  path: "/api/opportunities",
  operationId: "listOpportunities",
  summary: "Opportunities",
  name: "OpportunityRow",
  columns: {
    opportunity: searched(text("The source's id")),
    name: searched(nullable(text("Name"))),
    customer: nullable(text("With whom: the customer's id")),
    customerName: searchedName(nullable(text("The customer's name")), { field: "customer", table: "customers", key: "customer" }),
    product: nullable(text("What: the product's id")),
    productName: nullable(text("The product's name")),
    owner: nullable(text("Whose: the participant's id")),
    ownerName: searchedName(nullable(text("The owner's name")), { field: "owner", table: "people_personal", key: "participant" }),
    stage: text("The stage's name"),
    outcome: choice(["open", "won", "lost"], "Open, won or lost"),
    amount: nullable(decimal("Value")),
    currency: text("Currency of the value"),
    opened: nullable(day("First engaged")),
    closed: nullable(day("Won or lost, or expected to close")),
    attributes: attributes("Further attributes"),
  },
  key: ["opportunity"],
  defaultSort: "-closed",
  asOf: true,
});

const read = route({
  permission: "opportunities.read",
  method: "get",
  path: "/api/opportunities/{opportunity}",
  operationId: "getOpportunity",
  summary: "One opportunity",
  request: { params: z.object({ opportunity: z.string().max(200) }), query: asOfQuery },
  responses: { 200: json(opportunities.item.openapi("Opportunity"), "The opportunity") },
});

export function opportunityRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(opportunities.route, (context) => opportunities.answer(context, store, opportunityRows))
    .openapi(read, async (context) => {
      const { opportunity } = context.req.valid("param");
      const found = await opportunities.one(context, store, opportunityRows, { opportunity });
      if (!found) throw new Problem("not-found", `There is no opportunity ${opportunity}`);
      return context.json(found, 200);
    });
}
