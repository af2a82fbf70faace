import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ATTAIN = fileURLToPath(new URL("../../bin/attain.mjs", import.meta.url));

/** Where the command finds its database. */
export type Place = { readonly ATTAIN_DATA: string } | { readonly DATABASE_URL: string };

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  readonly tookMs: number;
};

/** Runs the real command in its own process; with `killAfterMs` it is ended by SIGKILL, which nothing can catch. */
export function attain(place: Place, argv: readonly string[], killAfterMs?: number): Promise<Ended> {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  const start = performance.now();
  const child = spawn(process.execPath, [ATTAIN, ...argv], { env: { ...withoutStores(), ...place }, stdio: ["ignore", "pipe", "pipe"] });
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  child.on("error", reject);
  child.on("close", (code, signal) => {
    clearTimeout(timer);
    resolve({ code, signal, out, err, tookMs: performance.now() - start });
  });
  return promise;
}

function withoutStores(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _url, ATTAIN_DATA: _data, ...rest } = process.env;
  return rest;
}
