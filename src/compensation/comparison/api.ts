import { z } from "@hono/zod-openapi";
import type { Session } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { pageQuery, readCursor, writeCursor } from "../../app/server/kit/paging.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, route } from "../../app/server/kit/route.ts";
import type { ComparisonTotal, StatementDifference } from "./comparison.ts";
import type { LineDifference } from "./lines.ts";
import { comparisonSchema, lineDifferencesSchema } from "./schemas.ts";
import type { ChangedTable } from "./store.ts";

/** A calculation against what was published before it. */
export type CalculationComparison = {
  readonly calculation: number;
  readonly set: string;
  readonly period: string;
  readonly inputChange: number;
  /** The published calculations of which statements were compared. */
  readonly before: readonly { readonly calculation: number; readonly period: string; readonly inputChange: number }[];
  readonly totals: readonly ComparisonTotal[];
  /** Which inputs changed since the latest of them. */
  readonly changes: readonly ChangedTable[];
  /** The greatest first. */
  readonly differences: readonly StatementDifference[];
};

export type Statement = { readonly participant: string; readonly period: string; readonly currency: string };
/** How calculations are compared, as far as the session sees: undefined where there is no such calculation for it. */
export type Compare = {
  readonly comparison: (session: Session, calculation: number) => Promise<CalculationComparison | undefined>;
  readonly lines: (session: Session, calculation: number, statement: Statement) => Promise<LineDifference[] | undefined>;
};

const calculationParams = z.object({ calculation: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

const read = route({
  permission: "calculations.read",
  method: "get",
  path: "/api/calculations/{calculation}/comparison",
  operationId: "compareCalculation",
  summary:
    "A calculation against what was published before it: who is paid otherwise, by how much, by component, and which changed inputs do it",
  request: { params: calculationParams, query: pageQuery.extend({ search: z.string().trim().max(200).optional() }) },
  responses: { 200: json(comparisonSchema.openapi("Comparison"), "Totals, changed inputs, and a page of the statements that differ") },
});

const lines = route({
  permission: "calculations.read",
  method: "get",
  path: "/api/calculations/{calculation}/comparison/{participant}/{period}/{currency}",
  operationId: "compareStatement",
  summary: "The lines in which a statement of a calculation differs from the one published before it",
  request: {
    params: calculationParams.extend({ participant: z.string().max(200), period: z.string().max(200), currency: z.string().length(3) }),
  },
  responses: { 200: json(lineDifferencesSchema.openapi("LineDifferences"), "Lines that are new, gone or pay otherwise") },
});

const cursorSchema = z.object({ after: z.number().int().min(0) });

export function comparisonRoutes({ compare }: { readonly compare: Compare }) {
  return routes()
    .openapi(read, async (context) => {
      const session = sessionOf(context);
      const { calculation } = context.req.valid("param");
      const { limit, cursor, search = "" } = context.req.valid("query");
      await authorise(session, "calculations.read", null);
      const found = await compare.comparison(databaseSession(session), calculation);
      if (!found) throw new Problem("not-found", `There is no finished calculation ${calculation}`);
      const { differences, ...comparison } = found;
      const wanted = differences.filter(({ participant, name }) => `${name} ${participant}`.toLowerCase().includes(search.toLowerCase()));
      const start = readCursor(cursorSchema, cursor)?.after ?? 0;
      const items = wanted.slice(start, start + limit);
      const nextCursor = start + limit < wanted.length ? writeCursor({ after: start + limit }) : null;
      return context.json({ ...comparison, items, nextCursor }, 200);
    })
    .openapi(lines, async (context) => {
      const session = sessionOf(context);
      const { calculation, ...statement } = context.req.valid("param");
      await authorise(session, "calculations.read", null);
      const items = await compare.lines(databaseSession(session), calculation, statement);
      if (!items)
        throw new Problem("not-found", `Calculation ${calculation} has no statement of ${statement.participant} for ${statement.period}`);
      return context.json({ items }, 200);
    });
}
