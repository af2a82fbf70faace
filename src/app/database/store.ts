import type { Kysely, Transaction as KyselyTransaction } from "kysely";
import type { Role } from "../../access/permissions.ts";
import { keepCopy } from "./archive/keep-copy.ts";
import { migrate } from "./migrate.ts";
import { openPglite } from "./pglite/engine.ts";
import { openPostgres } from "./postgres/engine.ts";
import type { Database } from "./schema.ts";
import { createStore } from "./sql-store.ts";

/** The running transaction. Everything read or written through it stands under one role and, in `publish`, one change number. */
export type Transaction = KyselyTransaction<Database>;

/**
 * Who asks. Row security reads nothing else: what the roles may see, and what belongs to `participant` or reports to them.
 * "system" is the program itself (imports, calculations): all rows of every company, so name the company in each query.
 */
export type Session = {
  readonly companyId: number;
  readonly actor: string;
  readonly roles: readonly Role[] | "system";
  readonly participant?: string;
};

/** Why inputs change: stands in `changes` and in the history of each row that the change supersedes. */
export type Change = { readonly reason: string; readonly kind: string };

export type StoreStatus = {
  readonly kind: Store["kind"];
  /** "PostgreSQL 15.18" or "PGlite (PostgreSQL 18.3)". */
  readonly engine: string;
  /** Data directory, or host/database without the password. */
  readonly place: string;
  readonly migration: string;
  /** Calls of fsync and fdatasync since the start (embedded store only). */
  readonly syncs?: number;
};

/** The one way to the database, the same on both engines. Several transactions may be asked for at once; the embedded store runs them one after the other. */
export type Store = {
  readonly kind: "pglite" | "postgres";
  /** One transaction as the program itself, over all companies. */
  system<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** One read-only transaction as the program itself that sees one state of the data throughout. */
  snapshot<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** One transaction with the rights of a session; its settings end with it. */
  as<T>(session: Session, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * One short transaction under the company's next change number, in commit order: a lock is held until it commits.
   * Written rows take the number by default; an update must set `change_number`.
   */
  publish<T>(session: Session, change: Change, work: (tx: Transaction, changeNumber: number) => Promise<T>): Promise<T>;
  /** Runs `COPY … FROM STDIN …` inside the transaction and gives the number of rows. Tables under row security refuse COPY: use staging, or `copyResults` of copy-results.ts. */
  copyIn(tx: Transaction, statement: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<number>;
  /** Runs `COPY … TO STDOUT …` inside the transaction. Chunks may split rows anywhere. */
  copyOut(tx: Transaction, statement: string): AsyncIterable<Uint8Array>;
  /** For better-auth alone: every statement runs as `attain_auth`, which reaches the sign-in tables and nothing else. */
  readonly signIn: Kysely<Database>;
  /** After large writes: statistics, of the tables that were written when they are named, and, embedded, once they are large, a vacuum and a checkpoint. */
  maintenance(written?: readonly (keyof Database)[]): Promise<void>;
  status(): Promise<StoreStatus>;
  close(): Promise<void>;
};

export type StoreSettings =
  | { readonly kind: "pglite"; readonly directory: string }
  | { readonly kind: "postgres"; readonly url: string; readonly poolSize?: number };

/** Opens the store and brings it to this program's version. Errors name the directory or server and the fix. */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const engine = settings.kind === "pglite" ? await openPglite(settings.directory) : await openPostgres(settings.url, settings.poolSize);
  const store = createStore(engine);
  try {
    await migrate(engine.clients, async (from) => {
      if (settings.kind === "pglite") await keepCopy(store, settings.directory, from);
    });
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
