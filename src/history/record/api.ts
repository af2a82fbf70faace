import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Permission, reachOfActor } from "../../access/permissions.ts";
import type { SignedIn } from "../../access/session.ts";
import { type Known, knownAt } from "../../app/database/as-of.ts";
import type { Store, Transaction } from "../../app/database/store.ts";
import { databaseSession, type ServerEnvironment, sessionOf } from "../../app/server/kit/environment.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { HISTORY_COLUMNS } from "../api.ts";
import { type RecordPart, recordRows } from "../store.ts";
import { PAY_TABLES } from "../tables.ts";

type RecordHistoryOptions<Path extends string, Params extends z.ZodObject> = {
  /** That of the record itself. */
  readonly permission: Permission;
  /** Such as "/api/history/people/{participant}". */
  readonly path: Path;
  readonly operationId: string;
  readonly params: Params;
};

export type RecordScope = { readonly companyId: number; readonly session: SignedIn; readonly known: Known };

/** What a record's history is read from, for one request. */
export type RecordAsked = {
  readonly parts: readonly RecordPart[];
  /** Whether the session sees the record as it is now, by its own rules. */
  readonly visible: (tx: Transaction, scope: RecordScope) => Promise<boolean>;
  /** Whether the session sees the record's pay; without it the tables that hold pay are left out. */
  readonly pay?: boolean;
};

/**
 * Declares the history of a record, a list for whoever sees the record. Row security holds on every version, judged
 * with today's rights: who did not see an old version is not shown it. What is deleted has its history only for those who read all of it.
 */
export function recordHistory<const Path extends string, Params extends z.ZodObject>(options: RecordHistoryOptions<Path, Params>) {
  const list = defineList({
    ...options,
    summary: "Who added, changed and deleted what of it, when and why, with the row before and after",
    name: "HistoryRow",
    columns: HISTORY_COLUMNS,
    key: ["version"],
    defaultSort: "-change",
  });
  return {
    route: list.route,
    async answer(context: Context<ServerEnvironment>, store: Store, asked: RecordAsked) {
      const session = sessionOf(context);
      const companyId = session.company.id;
      const scope = { companyId, session, known: knownAt(companyId, undefined) };
      const visible = await store.as(databaseSession(session), (tx) => asked.visible(tx, scope));
      if (!visible && reachOfActor(session, "history.read") !== "company") throw new Problem("not-found");
      const parts = asked.parts.filter(({ table }) => (asked.pay ?? seesAllPay(session)) || !PAY_TABLES.has(table));
      return list.answer(context, store, () => recordRows(companyId, parts));
    },
  };
}

function seesAllPay(session: SignedIn): boolean {
  return reachOfActor(session, "statements.read") === "company";
}
