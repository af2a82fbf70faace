import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { readLine } from "../statements/lines/store.ts";
import { readStatement, type StatementPage, withinStatements } from "../statements/store.ts";
import { locate, prune, type Wanted } from "./locate.ts";
import { type ExplanationNode, traceNodeSchema, trailSchema } from "./schemas.ts";
import type { TraceNode } from "./trace.ts";

const DEPTH_MAX = 30;

const explanationSchema = z.object({
  statement: z.object({ participant: z.string(), name: z.string(), period: z.string(), set: z.string(), currency: z.string() }),
  trail: trailSchema,
  node: traceNodeSchema,
});

const read = route({
  permission: "statements.read",
  method: "get",
  path: "/api/statements/{participant}/{period}/explanation",
  operationId: "explain",
  summary: "Why a number of the statement is what it is: the same tree as `attain explain`, or a part of it",
  request: {
    params: z.object({ participant: z.string().max(200), period: z.string().max(200) }),
    query: z.object({
      set: z.string().max(200).default("default"),
      currency: z.string().length(3).optional(),
      node: z.string().max(1000).optional().openapi({ description: "A node's id; without it and the following the whole statement" }),
      component: z.string().max(200).optional(),
      line: z.coerce.number().int().min(0).optional().openapi({ description: "A line's number: leads to its credit" }),
      measure: z.string().max(200).optional(),
      window: z.string().max(200).optional(),
      depth: z.coerce.number().int().min(0).max(DEPTH_MAX).default(DEPTH_MAX).openapi({ description: "Levels below the node" }),
    }),
  },
  responses: { 200: json(explanationSchema.openapi("Explanation"), "The node with the way to it") },
});

/** Recomputes a statement with tracing on, by the code that calculated it; undefined when the calculation has no such statement. */
export type Explain = (statement: {
  readonly companyId: number;
  readonly set: string;
  readonly inputChange: number;
  readonly participant: string;
  readonly period: string;
  readonly currency: string;
}) => Promise<TraceNode | undefined>;

export function explainRoutes({ store, explain }: { readonly store: Store; readonly explain: Explain }) {
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    const { depth, line, node, component, measure, window, ...query } = context.req.valid("query");
    const key = { ...context.req.valid("param"), ...query, within: withinStatements(session) };
    await authorise(session, "statements.read", key.participant);
    const companyId = session.company.id;
    const found = await store.as(databaseSession(session), async (tx) => {
      const statement = await readStatement(tx, companyId, key);
      const credited = statement && line !== undefined ? await readLine(tx, { companyId, ...statement }, line) : undefined;
      return statement && { statement, line: credited };
    });
    if (!found) throw new Problem("not-found", `There is no statement of ${key.participant} for ${key.period} in plan set ${key.set}`);
    const root = await explain({ companyId, ...found.statement });
    if (root?.exact !== found.statement.amount)
      throw new Problem(
        "not-reproducible",
        `The statement says ${found.statement.amount}, calculating it again gives ${root?.exact ?? "nothing"}`,
      );
    const path = locate(root, wantedOf({ node, component, measure, window }, found.line));
    const end = path?.at(-1);
    if (!path || !end) throw new Problem("not-found", "The explanation has no such part");
    const trail = path.slice(0, -1).map(({ id, label, value }) => ({ id, label, value }));
    const tree: ExplanationNode = prune(end, depth);
    return context.json({ statement: namesOf(found.statement), trail, node: tree }, 200);
  });
}

/** A line without a credit (a bonus, a cap) leads to its component. */
function wantedOf(
  wanted: Wanted,
  line:
    | {
        readonly component: string;
        readonly window: string;
        readonly credit: { readonly source: string; readonly transaction: string; readonly line: string } | null;
      }
    | undefined,
): Wanted {
  if (!line || wanted.node !== undefined) return wanted;
  const { component, window, credit } = line;
  return { component, window, ...(credit ? { transaction: `${credit.source}/${credit.transaction}/${credit.line}` } : {}) };
}

function namesOf({ participant, name, period, set, currency }: StatementPage) {
  return { participant, name, period, set, currency };
}
