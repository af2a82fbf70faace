import { z } from "@hono/zod-openapi";
import type { Store } from "../../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../../app/server/kit/environment.ts";
import { Problem } from "../../../app/server/kit/problem.ts";
import { json, route } from "../../../app/server/kit/route.ts";
import type { Compare } from "../../comparison/api.ts";
import { readStatement, withinStatements } from "../../statements/store.ts";
import type { Explain } from "../api.ts";
import { nextTiers } from "./next-tier.ts";
import { statementChangesSchema } from "./schemas.ts";

const read = route({
  permission: "statements.read",
  method: "get",
  path: "/api/statements/{participant}/{period}/changes",
  operationId: "getStatementChanges",
  summary:
    "What would change a statement: its next tiers; and what did: how it differs from the one published before it, and which changed inputs do it",
  request: {
    params: z.object({ participant: z.string().max(200), period: z.string().max(200) }),
    query: z.object({ set: z.string().max(200).default("default"), currency: z.string().length(3).optional() }),
  },
  responses: { 200: json(statementChangesSchema.openapi("StatementChanges"), "What would change it, and what did") },
});

export function statementChangesRoutes(deps: { readonly store: Store; readonly explain: Explain; readonly compare: Compare }) {
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    const key = { ...context.req.valid("param"), ...context.req.valid("query"), within: withinStatements(session) };
    await authorise(session, "statements.read", key.participant);
    const companyId = session.company.id;
    const statement = await deps.store.as(databaseSession(session), (tx) => readStatement(tx, companyId, key));
    if (!statement) throw new Problem("not-found", `There is no statement of ${key.participant} for ${key.period} in plan set ${key.set}`);
    const root = await deps.explain({ companyId, ...statement });
    const compared = await deps.compare.comparison(databaseSession(session), statement.calculation);
    // Read with the own rights; a manager is told of this statement alone.
    const base = compared?.before.find(({ period }) => period === statement.period) ?? compared?.before[0];
    const isOwn = (each: { participant: string; period: string; currency: string }) =>
      each.participant === statement.participant && each.period === statement.period && each.currency === statement.currency;
    return context.json(
      {
        next: root ? nextTiers(root) : [],
        before: base ? { calculation: base.calculation, inputChange: base.inputChange } : null,
        difference: (base && compared?.differences.find(isOwn)) ?? null,
        changed: base && compared ? compared.changes.map(({ examples: _examples, ...counts }) => counts) : [],
      },
      200,
    );
  });
}
