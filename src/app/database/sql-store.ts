import { finished, pipeline } from "node:stream/promises";
import { Kysely, sql } from "kysely";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { storeDialect, withClient } from "./dialect.ts";
import type { Clients } from "./dialect.ts";
import { nestingRule } from "./nesting.ts";
import type { Database } from "./schema.ts";
import type { Change, Session, Store, StoreStatus, Transaction } from "./store.ts";

/** What differs between the engines. */
export type Engine = {
  readonly kind: Store["kind"];
  readonly clients: Clients;
  /** `written`: the tables whose statistics are out of date; undefined: all. */
  maintain(run: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>, written: readonly string[] | undefined): Promise<void>;
  status(): Promise<Omit<StoreStatus, "migration">>;
  close(): Promise<void>;
};

/** The lock class of publishing; the second key is the company. */
export const PUBLISH_LOCK = 4127;
type Caller = Omit<Session, "companyId"> & { readonly companyId?: number };
const SYSTEM: Caller = { actor: "system", roles: "system" };

/** The store over an engine: sessions, publishing and COPY are the same on both. */
export function createStore(engine: Engine): Store {
  const nesting = nestingRule();
  const clients: Clients = {
    async acquire() {
      nesting.refuse();
      return engine.clients.acquire();
    },
  };
  const database = new Kysely<Database>({ dialect: storeDialect(clients) });
  const begin = {
    write: database.transaction(),
    snapshot: database.transaction().setIsolationLevel("repeatable read").setAccessMode("read only"),
  };
  const transact = <T>(session: Caller, work: (tx: Transaction) => Promise<T>, kind: keyof typeof begin = "write"): Promise<T> =>
    begin[kind].execute(async (tx) => {
      await enter(tx, session);
      return nesting.during(() => work(tx));
    });
  const store: Store = {
    kind: engine.kind,
    system: (work) => transact(SYSTEM, work),
    snapshot: (work) => transact(SYSTEM, work, "snapshot"),
    as: (session, work) => transact(session, work),
    publish: (session, change, work) =>
      transact(session, async (tx) => {
        const changeNumber = await nextChange(tx, session, change);
        const result = await work(tx, changeNumber);
        await sql`select attain_refresh_reports()`.execute(tx);
        return result;
      }),
    copyIn: (tx, statement, chunks) =>
      withClient(tx, async (client) => {
        const sink = client.query(copyFrom(statement));
        await pipeline(chunks, sink);
        return sink.rowCount;
      }),
    copyOut,
    signIn: new Kysely<Database>({ dialect: storeDialect(clients, "attain_auth") }),
    async maintenance(written) {
      nesting.refuse();
      await engine.maintain((work) => transact(SYSTEM, work), written);
    },
    status: async () => ({ ...(await engine.status()), migration: await store.system(lastMigration) }),
    close: () => engine.close(),
  };
  return store;
}

/** Row security reads these settings; they end with the transaction. */
async function enter(tx: Transaction, session: Caller): Promise<void> {
  await sql`select
    set_config('attain.company_id', ${session.companyId === undefined ? "" : String(session.companyId)}, true),
    set_config('attain.actor', ${session.actor}, true),
    set_config('attain.roles', ${session.roles === "system" ? "" : session.roles.join(",")}, true),
    set_config('attain.participant', ${session.participant ?? ""}, true),
    set_config('attain.change_number', '', true),
    set_config('jit', ${session.roles === "system" ? sql`current_setting('jit')` : "off"}, true), -- rules make long plans: compiling them takes longer than running them
    set_config('role', ${session.roles === "system" ? "attain_owner" : "attain_app"}, true)`.execute(tx);
}

/**
 * Takes the company's lock until the commit, so that numbers are visible in their order: once N is seen, no smaller one
 * can still appear, and "as of N" never changes.
 */
async function nextChange(tx: Transaction, session: Session, change: Change): Promise<number> {
  await sql`select pg_advisory_xact_lock(${PUBLISH_LOCK}::integer, (${session.companyId}::bigint % 2147483647)::integer)`.execute(tx);
  const { rows } = await sql<{ last: number }>`select attain_last_change() as last`.execute(tx);
  const number = (rows[0]?.last ?? 0) + 1;
  await sql`select set_config('attain.change_number', ${String(number)}, true), set_config('attain.reason', ${change.reason}, true)`.execute(
    tx,
  );
  await tx
    .insertInto("changes")
    .values({ company_id: session.companyId, change_number: number, actor: session.actor, reason: change.reason, kind: change.kind })
    .execute();
  return number;
}

/** A reader that stops half-way leaves the rest to be drained: the protocol has no other way to go on in the transaction. */
async function* copyOut(tx: Transaction, statement: string): AsyncIterable<Uint8Array> {
  const source = await withClient(tx, async (client) => client.query(copyTo(statement)));
  try {
    yield* source.iterator({ destroyOnReturn: false });
  } finally {
    if (!source.readableEnded && !source.errored) {
      source.resume();
      await finished(source);
    }
  }
}

async function lastMigration(tx: Transaction): Promise<string> {
  const { rows } = await sql<{ name: string | null }>`select max(name) as name from kysely_migration`.execute(tx);
  return rows[0]?.name ?? "none";
}
