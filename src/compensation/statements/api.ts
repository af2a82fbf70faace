import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { choice, day, decimal, integer, nullable, searched, structure, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { lineRows } from "./lines/store.ts";
import { measureSchema, periodListSchema, statementPageSchema } from "./schemas.ts";
import { LINE_ADJUSTMENTS } from "./statement.ts";
import { readStatement, statementPeriods, statementRows, withinStatements } from "./store.ts";

const statements = defineList({
  permission: "statements.read",
  path: "/api/statements",
  operationId: "listStatements",
  summary: "Statements that count: of each plan set and period those of the latest calculation that is published or a draft",
  name: "StatementRow",
  columns: {
    set: text("Plan set"),
    calculation: integer("The calculation that it is of"),
    state: choice(["draft", "published"], "Whether the participant sees it"),
    participant: searched(text("The participant's id")),
    name: searched(text("As written on the statement")),
    period: text("The period's name, such as 2026-Q1 or W01"),
    from: day("First day of the period"),
    to: nullable(day("The day after its last one; null: it has no end")),
    currency: text("Currency of the pay"),
    amount: decimal("Total pay"),
    attainmentPercent: nullable(decimal("Attainment of the first measure with a quota")),
    findings: integer("How many findings stand on it"),
    blocking: integer("How many of them block publishing"),
    measures: structure(z.array(measureSchema), "Each measure in its window"),
    pay: structure(z.record(z.string(), z.string()), "Pay by component"),
  },
  key: ["set", "participant", "period", "currency"],
  defaultSort: "-from,name",
  sums: { by: "currency", of: ["amount", "findings"] },
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

const lines = defineList({
  permission: "statements.read",
  path: "/api/statements/{participant}/{period}/lines",
  params: statementParams,
  parameters: statementQuery.shape,
  operationId: "listStatementLines",
  summary: "The lines of a statement in its order",
  name: "StatementLine",
  columns: {
    lineNo: integer("Its number on the statement"),
    component: text("What pays; adjustment where it was made by hand"),
    plan: text("By which plan"),
    version: text("By which version of it"),
    position: text("In which seat"),
    window: text("Of which window"),
    amount: decimal("Pay"),
    exact: text("Pay before rounding"),
    adjustment: nullable(choice(LINE_ADJUSTMENTS, "A line that is no earning")),
    manual: nullable(text("Of an adjustment made by hand: its id")),
    reason: nullable(text("Of an adjustment made by hand: why")),
    source: nullable(text("Of the credited transaction: its system")),
    transaction: searched(nullable(text("The credited transaction"))),
    line: nullable(text("Its line")),
    date: nullable(day("Day by which it counts")),
    rule: nullable(text("Credit rule")),
    credited: nullable(text("Credited amount as shown: a share of units may be no finite decimal")),
    customer: searched(nullable(text("Who bought"))),
    product: searched(nullable(text("What"))),
  },
  key: ["lineNo"],
  defaultSort: "lineNo",
  sums: { by: "component", of: ["amount"] },
});

export function statementRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(statements.route, async (context) => {
      const session = sessionOf(context);
      const { participant } = context.req.valid("query");
      await authorise(session, "statements.read", participant ?? session.participant);
      return statements.answer(context, store, (tx, { companyId }) => statementRows(tx, companyId, withinStatements(session)));
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
    .openapi(lines.route, async (context) => {
      const session = sessionOf(context);
      const { set = "default", currency } = context.req.valid("query");
      const key = { ...context.req.valid("param"), set, currency, within: withinStatements(session) };
      await authorise(session, "statements.read", key.participant);
      const statement = await store.as(databaseSession(session), (tx) => readStatement(tx, session.company.id, key));
      if (!statement)
        throw new Problem("not-found", `There is no statement of ${key.participant} for ${key.period} in plan set ${key.set}`);
      return lines.answer(context, store, (tx, { companyId }) => lineRows(tx, { companyId, ...statement }));
    });
}
