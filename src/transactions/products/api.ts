import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { routes } from "../../app/server/kit/environment.ts";
import { attributes, decimal, nullable, searched, text } from "../../app/server/kit/list/columns.ts";
import { asOfQuery, defineList } from "../../app/server/kit/list/list.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { productRows } from "./store.ts";

const products = defineList({
  permission: "products.read",
  path: "/api/products",
  operationId: "listProducts",
  summary: "Products",
  name: "ProductRow",
  columns: {
    product: searched(text("The source's id")),
    name: searched(nullable(text("Name"))),
    family: nullable(text("Product family or series")),
    price: nullable(decimal("List price")),
    attributes: attributes("Further attributes"),
  },
  key: ["product"],
  defaultSort: "product",
  asOf: true,
});

const read = route({
  permission: "products.read",
  method: "get",
  path: "/api/products/{product}",
  operationId: "getProduct",
  summary: "One product",
  request: { params: z.object({ product: z.string().max(200) }), query: asOfQuery },
  responses: { 200: json(products.item.openapi("Product"), "The product") },
});

export function productRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(products.route, (context) => products.answer(context, store, productRows))
    .openapi(read, async (context) => {
      const { product } = context.req.valid("param");
      const found = await products.one(context, store, productRows, { product });
      if (!found) throw new Problem("not-found", `There is no product ${product}`);
      return context.json(found, 200);
    });
}
