import { AbortedTransactionError, CompiledQuery, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import type { DatabaseConnection, Dialect, Driver, Kysely, QueryResult, TransactionSettings } from "kysely";
import type pg from "pg";
import type { Transaction } from "./store.ts";

/** A connected client, lent for one transaction. */
export type Lease = {
  readonly client: pg.ClientBase;
  /** `broken`: the state of the connection is unknown, it must not be given out again. */
  readonly release: (broken: boolean) => Promise<void>;
};
export type Clients = { acquire(): Promise<Lease> };

/**
 * The one dialect of both engines. With `role`, every statement and every transaction runs as that role;
 * without, transactions choose theirs (sql-store.ts).
 */
export function storeDialect(clients: Clients, role?: "attain_auth"): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new StoreDriver(clients, role),
    createIntrospector: (database: Kysely<unknown>) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class StoreConnection implements DatabaseConnection {
  readonly lease: Lease;
  readonly client: pg.ClientBase;
  readonly role: string | undefined;
  inTransaction = false;
  broken = false;

  constructor(lease: Lease, role: string | undefined) {
    this.lease = lease;
    this.client = lease.client;
    this.role = role;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (!this.role || this.inTransaction) return this.#run(query);
    await this.begin("begin");
    try {
      const result = await this.#run<R>(query);
      await this.commit();
      return result;
    } catch (error) {
      await this.rollback();
      throw error;
    }
  }

  async #run<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.client.query(query.sql, [...query.parameters]);
    const affects = command === "INSERT" || command === "UPDATE" || command === "DELETE" || command === "MERGE";
    return { rows: rows ?? [], ...(affects ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
  }

  /** Dates and times are read in one form, whatever the server's defaults are. */
  async begin(statement: string): Promise<void> {
    await this.client.query(
      `${statement}; set local datestyle to iso; set local timezone to utc${this.role ? `; set local role ${this.role}` : ""}`,
    );
    this.inTransaction = true;
  }

  /** A transaction in which a statement failed answers COMMIT with ROLLBACK: an error swallowed on the way must not look committed. */
  async commit(): Promise<void> {
    const { command } = await this.client.query("commit");
    this.inTransaction = false;
    if (command === "ROLLBACK") throw new AbortedTransactionError();
  }

  async rollback(): Promise<void> {
    this.inTransaction = false;
    try {
      await this.client.query("rollback");
    } catch {
      this.broken = true; // the caller's own error says what happened; the connection is not used again
    }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery(query);
  }
}

class StoreDriver implements Driver {
  readonly #clients: Clients;
  readonly #role: string | undefined;
  constructor(clients: Clients, role: string | undefined) {
    this.#clients = clients;
    this.#role = role;
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return new StoreConnection(await this.#clients.acquire(), this.#role);
  }
  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { lease, broken } = storeConnection(connection);
    await lease.release(broken);
  }
  async beginTransaction(connection: DatabaseConnection, { isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    const settings = `${isolationLevel ? ` isolation level ${isolationLevel}` : ""}${accessMode ? ` ${accessMode}` : ""}`;
    await storeConnection(connection).begin(settings ? `start transaction${settings}` : "begin");
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await storeConnection(connection).commit();
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await storeConnection(connection).rollback();
  }
  async destroy(): Promise<void> {}
}

function storeConnection(connection: DatabaseConnection): StoreConnection {
  if (!(connection instanceof StoreConnection)) throw new TypeError("not a connection of this store");
  return connection;
}

/** Lends the client under a transaction, for COPY, which Kysely does not know. */
export async function withClient<T>(tx: Transaction, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  return tx.getExecutor().provideConnection((connection) => work(storeConnection(connection).client));
}

/** A statement without parameters, as text of the program. */
export async function run(tx: Transaction, statement: string): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(statement));
}
