import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, mkdtempSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { findPostgresBin } from "./postgres.ts";

/** A private PostgreSQL server for tests: own data in a temporary folder, loopback only, fsync on, gone with its starter. */
export type PostgresCluster = {
  readonly port: number;
  /** URL of a database as the superuser. */
  url(database?: string): string;
  /** Creates an empty database and gives its URL. */
  createDatabase(name: string): Promise<string>;
  /** Ends the server at once, as a power switch would (SIGKILL), and starts it again on its data. */
  crash(): Promise<void>;
  stop(): Promise<void>;
};

const START_TIMEOUT_MS = 20_000;

/**
 * Watches over the server: when the starter ends, however it ends, standard input closes, the server is stopped and its
 * folder removed. $1 bin, $2 folder, $3 port.
 */
const WATCH = `
"$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c max_connections=50 >"$2/log" 2>&1 &
echo $! >"$2/pid"
cat >/dev/null
kill -QUIT $! 2>/dev/null
wait $!
[ -e "$2/keep" ] || rm -rf "$2"
`;

/** Starts a cluster. Errors: no PostgreSQL found (says how to install it), or the server's own log. */
export async function startPostgres(): Promise<PostgresCluster> {
  const bin = findPostgresBin();
  if (!bin)
    throw new Error("no PostgreSQL 15 or newer found: apt-get install postgresql, or set ATTAIN_POSTGRES_BIN to the folder with initdb");
  const user = await unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), "attain-postgres-"));
  chmodSync(folder, 0o700);
  const password = randomBytes(16).toString("hex");
  writeFileSync(join(folder, "password"), password, { mode: 0o600 });
  if ("uid" in user) for (const path of [folder, join(folder, "password")]) chownSync(path, user.uid, user.gid);
  await promisify(execFile)(
    join(bin, "initdb"),
    [
      "-D",
      join(folder, "data"),
      "-U",
      "postgres",
      "-A",
      "scram-sha-256",
      "--pwfile",
      join(folder, "password"),
      "-E",
      "UTF8",
      "--locale=C",
      "--no-sync",
    ],
    { ...user, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C" } },
  );
  const port = await freePort();
  const url = (database = "postgres") => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  let watch = await start(bin, folder, port, user, url());
  return {
    port,
    url,
    async createDatabase(name) {
      const client = new pg.Client(url());
      await client.connect();
      await client.query(`create database "${name}"`);
      await client.end();
      return url(name);
    },
    async crash() {
      writeFileSync(join(folder, "keep"), "");
      process.kill(Number(await readFile(join(folder, "pid"), "utf8")), "SIGKILL");
      await ended(watch);
      watch = await start(bin, folder, port, user, url());
    },
    stop: () => ended(watch),
  };
}

type User = Record<string, never> | { readonly uid: number; readonly gid: number };

async function start(bin: string, folder: string, port: number, user: User, url: string): Promise<ChildProcess> {
  const watch = spawn("/bin/sh", ["-c", `rm -f "$2/keep"; ${WATCH}`, "watch", bin, folder, String(port)], {
    ...user,
    cwd: folder,
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  watch.unref();
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on("error", () => {}); // still starting: tried again below
    try {
      await client.connect();
      await client.end();
      return watch;
    } catch (error) {
      if (Date.now() > deadline) {
        const log = await readFile(join(folder, "log"), "utf8").catch(() => "");
        await ended(watch);
        throw new Error(`the private PostgreSQL did not start: ${String(error)}\n${log}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function ended(watch: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (watch.exitCode !== null || watch.signalCode !== null) return resolve();
    watch.ref();
    watch.once("exit", () => resolve());
    watch.stdin?.end();
  });
}

/** PostgreSQL refuses to run as root: then as Debian's postgres user, or nobody. */
async function unprivilegedUser(): Promise<User> {
  if (process.getuid?.() !== 0) return {};
  const accounts = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const account = accounts.find(([name]) => name === "postgres") ?? accounts.find(([name]) => name === "nobody");
  if (!account) throw new Error("running as root, and neither a user postgres nor nobody exists to run PostgreSQL as");
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no free port"))));
    });
  });
}
