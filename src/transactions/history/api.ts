import { z } from "@hono/zod-openapi";
import { sql } from "kysely";
import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { recordHistory } from "../../history/record/api.ts";
import { isThere, partByColumn, partByKey } from "../../history/record/store.ts";
import { customerRows } from "../customers/store.ts";
import { opportunityRows } from "../opportunities/store.ts";
import { productRows } from "../products/store.ts";
import { withinTransactions } from "../store.ts";

const id = z.string().max(200);

const transaction = recordHistory({
  permission: "transactions.read",
  path: "/api/history/transactions/{source}/{transaction}/{line}",
  operationId: "listTransactionHistory",
  params: z.object({ source: id, transaction: id, line: id }),
});
const customer = recordHistory({
  permission: "customers.read",
  path: "/api/history/customers/{customer}",
  operationId: "listCustomerHistory",
  params: z.object({ customer: id }),
});
const product = recordHistory({
  permission: "products.read",
  path: "/api/history/products/{product}",
  operationId: "listProductHistory",
  params: z.object({ product: id }),
});
const opportunity = recordHistory({
  permission: "opportunities.read",
  path: "/api/history/opportunities/{opportunity}",
  operationId: "listOpportunityHistory",
  params: z.object({ opportunity: id }),
});

/** The history of what was sold, to whom, and of what may be. */
export function salesHistoryRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(transaction.route, (context) => {
      const { source, transaction: number, line } = context.req.valid("param");
      const key = [source, number, line];
      return transaction.answer(context, store, {
        parts: [partByKey("transactions", key), partByKey("splits", key)],
        visible: (tx, { companyId, session }) =>
          isThere(
            tx
              .selectFrom("transactions as t")
              .select("t.line")
              .where("t.company_id", "=", companyId)
              .where(sql<boolean>`(t.source, t.transaction, t.line) = (${source}, ${number}, ${line})`)
              .where(withinTransactions(session)),
          ),
      });
    })
    .openapi(customer.route, (context) => {
      const wanted = context.req.valid("param").customer;
      return customer.answer(context, store, {
        parts: [partByKey("customers", [wanted])],
        visible: (tx, scope) => isThere(customerRows(tx, scope).where("c.customer", "=", wanted)),
      });
    })
    .openapi(product.route, (context) => {
      const wanted = context.req.valid("param").product;
      return product.answer(context, store, {
        parts: [partByKey("products", [wanted])],
        visible: (tx, scope) => isThere(productRows(tx, scope).where("p.product", "=", wanted)),
      });
    })
    .openapi(opportunity.route, (context) => {
      const wanted = context.req.valid("param").opportunity;
      return opportunity.answer(context, store, {
        parts: [
          partByKey("opportunities", [wanted]),
          partByKey("stage_history", [wanted]),
          partByColumn("activities", "opportunity", wanted),
        ],
        visible: (tx, scope) => isThere(opportunityRows(tx, scope).where("o.opportunity", "=", wanted)),
      });
    });
}
