// Runs a script of the project under Node 24, as if it had been started directly: same terminal, signals and exit code.
import { spawn } from "node:child_process";
import { findNode24, HOST, node24Missing } from "./node24.mjs";

const FORWARDED = ["SIGTERM", "SIGHUP", "SIGUSR2"];

/**
 * Runs `script` with `argv` under Node 24 and ends this process the way the script ended.
 * The child holds a channel to this process, so that it also ends when this process is killed without being able to tell it.
 * @param {string} script absolute path
 * @param {readonly string[]} argv
 */
export function runUnderNode24(script, argv) {
  const node = findNode24(HOST);
  if (node === undefined) {
    console.error(node24Missing(HOST));
    process.exit(2);
  }
  const child = spawn(node, [script, ...argv], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, ATTAIN_PARENT: String(process.pid) },
  });
  child.on("error", (error) => {
    console.error(`${node} cannot be started: ${error.message}`);
    process.exit(2);
  });
  // A terminal sends Ctrl-C to the child as well: this process only waits for it.
  process.on("SIGINT", () => {});
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    for (const name of [...FORWARDED, "SIGINT"]) process.removeAllListeners(name);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 2);
  });
}

/** In the child of `runUnderNode24`: ends this process as abruptly as its parent ended, so that no server outlives the command that started it. */
export function endWithParent() {
  if (!process.channel || process.env.ATTAIN_PARENT !== String(process.ppid)) return;
  process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
  process.channel.unref();
}
