import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { pageQuery, readCursor, writeCursor } from "../../app/server/kit/paging.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { listLines } from "./lines/store.ts";
import { lineListSchema, periodListSchema, statementListSchema, statementPageSchema } from "./schemas.ts";
import { listStatements, readStatement, statementPeriods, totalStatements, withinStatements } from "./store.ts";

const filterQuery = z.object({
  set: z.string().max(200).optional().openapi({ description: "Plan set" }),
  period: z.string().max(200).optional().openapi({ description: "The period's name, such as 2026-Q1 or W01" }),
  participant: z.string().max(200).optional().openapi({ description: "The participant's id" }),
  search: z.string().trim().max(200).optional().openapi({ description: "Part of the person's name or id" }),
});

const list = route({
  permission: "statements.read",
  method: "get",
  path: "/api/statements",
  operationId: "listStatements",
  summary: "Statements, the latest period first, with the totals of everything that the filter leaves",
  request: { query: pageQuery.extend(filterQuery.shape) },
  responses: { 200: json(statementListSchema.openapi("StatementList"), "A page of statements") },
});

const periods = route({
  permission: "statements.read",
  method: "get",
  path: "/api/statement-periods",
  operationId: "listStatementPeriods",
  summary: "Plan sets and periods that have statements, the latest first",
  responses: { 200: json(periodListSchema.openapi("StatementPeriods"), "Periods") },
});

const statementParams = z.object({ participant: z.string().max(200), period: z.string().max(200) });
const statementQuery = z.object({ set: z.string().max(200).default("default"), currency: z.string().length(3).optional() });

const read = route({
  permission: "statements.read",
  method: "get",
  path: "/api/statements/{participant}/{period}",
  operationId: "getStatement",
  summary: "One statement: measures, what each component pays, findings, and the calculation behind it",
  request: { params: statementParams, query: statementQuery },
  responses: { 200: json(statementPageSchema.openapi("StatementPage"), "The statement") },
});

const lines = route({
  permission: "statements.read",
  method: "get",
  path: "/api/statements/{participant}/{period}/lines",
  operationId: "listStatementLines",
  summary: "The lines of a statement in its order, of one component or of all",
  request: { params: statementParams, query: pageQuery.extend({ ...statementQuery.shape, component: z.string().max(200).optional() }) },
  responses: { 200: json(lineListSchema.openapi("StatementLineList"), "A page of lines") },
});

const listCursor = z.object({ from: z.iso.date(), name: z.string(), participant: z.string(), set: z.string(), currency: z.string() });
const lineCursor = z.object({ after: z.number().int() });

export function statementRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(list, async (context) => {
      const session = sessionOf(context);
      const { limit, cursor, ...wanted } = context.req.valid("query");
      await authorise(session, "statements.read", wanted.participant ?? session.participant);
      const filter = { ...wanted, within: withinStatements(session) };
      const after = readCursor(listCursor, cursor);
      return store.as(databaseSession(session), async (tx) => {
        const rows = await listStatements(tx, session.company.id, filter, limit + 1, after);
        const totals = await totalStatements(tx, session.company.id, filter);
        const items = rows.slice(0, limit);
        const last = rows.length > limit ? items.at(-1) : undefined;
        const nextCursor = last
          ? writeCursor({ from: last.from, name: last.name, participant: last.participant, set: last.set, currency: last.currency })
          : null;
        return context.json({ items, totals, nextCursor }, 200);
      });
    })
    .openapi(periods, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "statements.read", session.participant);
      return context.json(
        { items: await store.as(databaseSession(session), (tx) => statementPeriods(tx, session.company.id, withinStatements(session))) },
        200,
      );
    })
    .openapi(read, async (context) => {
      const session = sessionOf(context);
      const key = { ...context.req.valid("param"), ...context.req.valid("query"), within: withinStatements(session) };
      await authorise(session, "statements.read", key.participant);
      const found = await store.as(databaseSession(session), (tx) => readStatement(tx, session.company.id, key));
      if (!found) throw new Problem("not-found", `There is no statement of ${key.participant} for ${key.period} in plan set ${key.set}`);
      return context.json(found, 200);
    })
    .openapi(lines, async (context) => {
      const session = sessionOf(context);
      const { limit, cursor, component, ...query } = context.req.valid("query");
      const key = { ...context.req.valid("param"), ...query, within: withinStatements(session) };
      await authorise(session, "statements.read", key.participant);
      const after = readCursor(lineCursor, cursor)?.after ?? -1;
      return store.as(databaseSession(session), async (tx) => {
        const statement = await readStatement(tx, session.company.id, key);
        if (!statement)
          throw new Problem("not-found", `There is no statement of ${key.participant} for ${key.period} in plan set ${key.set}`);
        const rows = await listLines(tx, { companyId: session.company.id, ...statement }, component, limit + 1, after);
        const items = rows.slice(0, limit);
        const last = rows.length > limit ? items.at(-1) : undefined;
        return context.json({ items, nextCursor: last ? writeCursor({ after: last.lineNo }) : null }, 200);
      });
    });
}
