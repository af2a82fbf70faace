import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ATTAIN = `${ROOT}bin/attain.mjs`;

export type Outcome = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs one command of `attain` to its end, as a person does in a terminal at the project's root. */
export async function attain(environment: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [ATTAIN, ...argv], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = [collect(child, "stdout"), collect(child, "stderr")];
  const [code] = await once(child, "close");
  return { code, stdout: stdout(), stderr: stderr() };
}

export type ServedProgram = { readonly address: string; readonly setUpLink: string | undefined; readonly stop: () => Promise<void> };

/** Starts `attain serve`, or `attain demo`, on a free port and waits until it is ready. */
export async function serveProgram(
  environment: Readonly<Record<string, string>>,
  command: "serve" | "demo" = "serve",
): Promise<ServedProgram> {
  const child = spawn(process.execPath, [ATTAIN, command, "--json"], {
    cwd: ROOT,
    env: { ...process.env, PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = [collect(child, "stdout"), collect(child, "stderr")];
  const ended = once(child, "close");
  const ready = new Promise<string>((resolve) => child.stdout?.on("data", () => stdout().includes("\n") && resolve("ready")));
  if ((await Promise.race([ready, ended])) !== "ready") throw new Error(`attain ${command} ended: ${stderr()}`);
  const { address } = JSON.parse(stdout().split("\n")[0] ?? "{}");
  return {
    address,
    setUpLink: /https?:\S+\/set-up#\S+/.exec(stderr())?.[0],
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function collect(child: ChildProcess, stream: "stdout" | "stderr"): () => string {
  let text = "";
  child[stream]?.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  return () => text;
}
