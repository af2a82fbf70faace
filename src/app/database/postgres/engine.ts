import pg from "pg";
import type { Engine } from "../sql-store.ts";
import { run } from "../dialect.ts";
import { valueTypes } from "../value-types.ts";

export const POSTGRES_MAJOR_MIN = 15;

/**
 * PostgreSQL by URL. Refuses servers older than 15 and engines that speak the protocol but whose advisory locks do
 * nothing: change numbers would lose their order without an error.
 */
export async function openPostgres(url: string, poolSize = 10): Promise<Engine> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    types: valueTypes,
    application_name: "attain",
    connectionTimeoutMillis: 10_000,
  });
  // A connection that is cut tells its next caller; without these listeners it would end the program.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const place = placeOf(url);
  try {
    const engine = await checkServer(pool, place);
    return {
      kind: "postgres",
      clients: {
        acquire: async () => {
          const client = await pool.connect();
          return { client, release: async (broken) => client.release(broken) };
        },
      },
      maintain: (transact, written) => transact((tx) => run(tx, `analyze ${(written ?? []).map((table) => `"${table}"`).join(", ")}`)),
      status: async () => ({ kind: "postgres", engine, place }),
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** Host, port and database, without user and password. */
export function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

async function checkServer(pool: pg.Pool, place: string): Promise<string> {
  const first = await pool.connect();
  try {
    const { rows } = await first.query<{ number: number; text: string }>(
      "select current_setting('server_version_num')::integer as number, current_setting('server_version') as text",
    );
    const { number, text } = rows[0] ?? { number: 0, text: "unknown" };
    if (number < POSTGRES_MAJOR_MIN * 10_000) {
      throw new Error(
        `${place} runs PostgreSQL ${text}; Attain needs ≥ ${POSTGRES_MAJOR_MIN}. Upgrade the server or point DATABASE_URL at another one; data untouched.`,
      );
    }
    await checkAdvisoryLocks(pool, first, place);
    return `PostgreSQL ${text.split(" ")[0]}`;
  } finally {
    first.release();
  }
}

const PROBE_LOCK = 4126;

async function checkAdvisoryLocks(pool: pg.Pool, first: pg.PoolClient, place: string): Promise<void> {
  const second = await pool.connect();
  try {
    await first.query("begin");
    await first.query("select pg_advisory_xact_lock($1, pg_backend_pid())", [PROBE_LOCK]);
    const { rows: mine } = await first.query<{ pid: number }>("select pg_backend_pid() as pid");
    await second.query("begin");
    const { rows } = await second.query<{ free: boolean }>("select pg_try_advisory_xact_lock($1, $2) as free", [PROBE_LOCK, mine[0]?.pid]);
    if (rows[0]?.free !== false) {
      throw new Error(
        `${place} accepts advisory locks but does not hold them; two changes could get one number. Use PostgreSQL itself; data untouched.`,
      );
    }
  } finally {
    await second.query("rollback");
    await first.query("rollback");
    second.release();
  }
}
