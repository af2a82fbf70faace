import { z } from "@hono/zod-openapi";
import { knownAt } from "../app/database/as-of.ts";
import type { Store } from "../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../app/server/kit/environment.ts";
import { asOfOf, asOfQuery } from "../app/server/kit/list/list.ts";
import { Problem } from "../app/server/kit/problem.ts";
import { json, route } from "../app/server/kit/route.ts";
import { transactionSchema } from "./schemas.ts";
import { readTransaction, withinTransactions } from "./store.ts";

const read = route({
  permission: "transactions.read",
  method: "get",
  path: "/api/transactions/{source}/{transaction}/{line}",
  operationId: "getTransaction",
  summary: "One line of a transaction, its splits, and what it earned on statements",
  request: {
    params: z.object({ source: z.string().max(200), transaction: z.string().max(200), line: z.string().max(200) }),
    query: asOfQuery,
  },
  responses: { 200: json(transactionSchema.openapi("Transaction"), "The line") },
});

export function transactionRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    const key = context.req.valid("param");
    await authorise(session, "transactions.read", session.participant);
    const companyId = session.company.id;
    const known = knownAt(companyId, asOfOf(context));
    const found = await store.as(databaseSession(session), (tx) =>
      readTransaction(tx, { companyId, known }, key, session.company.currency, withinTransactions(session)),
    );
    if (!found) throw new Problem("not-found", `There is no line ${key.line} of transaction ${key.transaction} from ${key.source}`);
    return context.json(found, 200);
  });
}
