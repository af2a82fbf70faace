import { z } from "@hono/zod-openapi";
import type { Session, Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { decimal, nullable, searched, structure, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, route } from "../../app/server/kit/route.ts";
import type { ComparisonTotal, StatementDifference } from "./comparison.ts";
import type { LineDifference } from "./lines.ts";
import { causeSchema, comparisonSchema, componentDifferenceSchema, lineDifferencesSchema } from "./schemas.ts";
import { type ChangedTable, differenceRows } from "./store.ts";

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
  summary: "A calculation against what was published before it: totals by currency with their causes, and which inputs changed",
  request: { params: calculationParams },
  responses: { 200: json(comparisonSchema.openapi("Comparison"), "Totals and changed inputs") },
});

const differences = defineList({
  permission: "calculations.read",
  path: "/api/calculations/{calculation}/differences",
  params: calculationParams,
  operationId: "listDifferences",
  summary: "The statements of a calculation that pay otherwise than what was published before it, with the changed inputs that do it",
  name: "StatementDifference",
  columns: {
    participant: searched(text("The participant's id")),
    name: searched(text("As written on the statement")),
    period: text("Period of the statement"),
    currency: text("Its currency"),
    before: nullable(decimal("Pay as published before; null: there was no such statement")),
    after: nullable(decimal("Pay now; null: there is no such statement any more")),
    difference: decimal("Now less before"),
    size: decimal("The difference without its sign"),
    components: structure(z.array(componentDifferenceSchema), "The difference by component"),
    causes: structure(z.array(causeSchema), "What it comes from; the amounts sum to it"),
  },
  key: ["participant", "period", "currency"],
  defaultSort: "-size",
  sums: { by: "currency", of: ["difference"] },
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

export function comparisonRoutes({ store, compare }: { readonly store: Store; readonly compare: Compare }) {
  return routes()
    .openapi(read, async (context) => {
      const session = sessionOf(context);
      const { calculation } = context.req.valid("param");
      await authorise(session, "calculations.read", null);
      const found = await compare.comparison(databaseSession(session), calculation);
      if (!found) throw new Problem("not-found", `There is no finished calculation ${calculation}`);
      const { differences: _, ...comparison } = found;
      return context.json(comparison, 200);
    })
    .openapi(differences.route, async (context) => {
      const session = sessionOf(context);
      const { calculation } = context.req.valid("param");
      await authorise(session, "calculations.read", null);
      const found = await compare.comparison(databaseSession(session), calculation);
      if (!found) throw new Problem("not-found", `There is no finished calculation ${calculation}`);
      return differences.answer(context, store, (tx) => differenceRows(tx, found.differences));
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
