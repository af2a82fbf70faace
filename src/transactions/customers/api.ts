import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { attributes, nullable, searched, text } from "../../app/server/kit/list/columns.ts";
import { asOfQuery, defineList } from "../../app/server/kit/list/list.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { customerRows } from "./store.ts";

const customers = defineList({
  permission: "customers.read",
  path: "/api/customers",
  operationId: "listCustomers",
  summary: "Customers",
  name: "CustomerRow",
  columns: {
    customer: searched(text("The source's id")),
    name: searched(nullable(text("Name"))),
    segment: nullable(text("Market segment or sector")),
    territory: nullable(text("Code of the territory")),
    territoryName: nullable(text("Name of the territory")),
    attributes: attributes("Further attributes"),
  },
  key: ["customer"],
  defaultSort: "customer",
  asOf: true,
});

const read = route({
  permission: "customers.read",
  method: "get",
  path: "/api/customers/{customer}",
  operationId: "getCustomer",
  summary: "One customer",
  request: { params: z.object({ customer: z.string().max(200) }), query: asOfQuery },
  responses: { 200: json(customers.item.openapi("Customer"), "The customer") },
});

export function customerRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(customers.route, (context) => customers.answer(context, store, customerRows))
    .openapi(read, async (context) => {
      const { customer } = context.req.valid("param");
      const found = await customers.one(context, store, customerRows, { customer });
      if (!found) throw new Problem("not-found", `There is no customer ${customer}`);
      return context.json(found, 200);
    });
}
