import { z } from "@hono/zod-openapi";
import { usersById } from "../../../access/sign-in-events/store.ts";
import type { SignedIn } from "../../../access/session.ts";
import type { Store } from "../../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../../app/server/kit/environment.ts";
import { Problem } from "../../../app/server/kit/problem.ts";
import { json, route } from "../../../app/server/kit/route.ts";
import { formatMinor, minorOf } from "../../../money/money.ts";
import { statusOf } from "../status.ts";
import { readStatement, type StatementPage, withinStatements } from "../store.ts";
import { type StatementVersions, statementVersionsSchema } from "./schemas.ts";
import { inputChangesBetween, type PublishedVersion, publishedVersions, reasonsOf, recordedChanges } from "./store.ts";

const read = route({
  permission: "statements.read",
  method: "get",
  path: "/api/statements/{participant}/{period}/versions",
  operationId: "getStatementVersions",
  summary:
    "What a statement stands on: status, moment of its data, who published it; and the version before it with the changes in between",
  request: {
    params: z.object({ participant: z.string().max(200), period: z.string().max(200) }),
    query: z.object({ set: z.string().max(200).default("default"), currency: z.string().length(3).optional() }),
  },
  responses: { 200: json(statementVersionsSchema.openapi("StatementVersions"), "The version and the one before it") },
});

export function statementVersionRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    const key = { ...context.req.valid("param"), ...context.req.valid("query"), within: withinStatements(session) };
    await authorise(session, "statements.read", key.participant);
    const companyId = session.company.id;
    const found = await store.as(databaseSession(session), async (tx) => {
      const statement = await readStatement(tx, companyId, key);
      return statement && { statement, versions: await publishedVersions(tx, companyId, statement) };
    });
    if (!found) throw new Problem("not-found", `There is no statement of ${key.participant} for ${key.period} in plan set ${key.set}`);
    return context.json(await versionsOf(store, session, found.statement, found.versions), 200);
  });
}

async function versionsOf(
  store: Store,
  session: SignedIn,
  statement: StatementPage,
  versions: readonly PublishedVersion[],
): Promise<StatementVersions> {
  const companyId = session.company.id;
  const own = versions.find(({ calculation }) => calculation === statement.calculation);
  const before = versions.find(({ calculation }) => calculation < statement.calculation);
  const numbers = [statement.inputChange, own?.publishedChange, before?.publishedChange].filter((each) => each !== undefined);
  const recorded = await recordedChanges(store, companyId, numbers);
  const between = before ? await inputChangesBetween(store, companyId, before.inputChange, statement.inputChange) : [];
  const users = await usersById(store.signIn, [...new Set([...recorded.values(), ...between].map(({ actor }) => actor))]);
  const by = (actor: string): string => users.get(actor)?.name ?? actor;
  const moment = (change: number | undefined): StatementVersions["data"] => {
    const found = change === undefined ? undefined : recorded.get(change);
    return found ? { change: found.change, at: found.at, by: by(found.actor) } : null;
  };
  const published = moment(own?.publishedChange);
  const reasons = await store.as(databaseSession(session), (tx) => reasonsOf(tx, companyId, between));
  return {
    status: statusOf({ to: statement.to, publishedAt: statement.state === "published" ? (published?.at ?? null) : null }),
    data: moment(statement.inputChange),
    published,
    lines: sumOf(statement),
    before: before
      ? {
          calculation: before.calculation,
          amount: before.amount,
          published: moment(before.publishedChange),
          changes: between.map(({ actor, ...change }) => ({ ...change, by: by(actor), reason: reasons.get(change.change) ?? null })),
        }
      : null,
  };
}

/** The components' amounts are sums of their lines. */
function sumOf({ components, currency }: StatementPage): StatementVersions["lines"] {
  const amountMinor = components.reduce((sum, { amount }) => sum + minorOf(amount, currency), 0n);
  return { count: components.reduce((sum, { lines }) => sum + lines, 0), amount: formatMinor(amountMinor, currency) };
}
