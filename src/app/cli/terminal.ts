import { createInterface } from "node:readline/promises";
import type { CommandContext } from "./context.ts";

/** The context of a command that runs in its own process: real streams, Ctrl-C, and questions on a terminal. */
export function terminalContext(host: NodeJS.Process): { readonly context: CommandContext; readonly flush: () => Promise<void> } {
  const cancel = new AbortController();
  host.on("SIGINT", () => {
    if (cancel.signal.aborted) host.exit(130);
    host.stderr.write("\nCancelling … (Ctrl-C again ends at once)\n");
    cancel.abort();
  });
  host.on("SIGTERM", () => cancel.abort());
  // A reader such as `head` that goes away is no failure.
  host.stdout.on("error", (error: NodeJS.ErrnoException) => host.exit(error.code === "EPIPE" ? 0 : 2));
  // isTTY is missing, not false, where a stream is no terminal.
  const isTerminal = host.stderr.isTTY ?? false;
  const context: CommandContext = {
    cwd: host.cwd(),
    environment: host.env,
    out: (text) => host.stdout.write(text),
    err: (text) => host.stderr.write(text),
    showsProgress: isTerminal && host.env["TERM"] !== "dumb",
    signal: cancel.signal,
    ...(isTerminal && host.stdin.isTTY ? { ask: (question: string) => ask(host, question, cancel.signal) } : {}),
  };
  return { context, flush: () => flushed(host.stdout) };
}

async function ask(host: NodeJS.Process, question: string, signal: AbortSignal): Promise<boolean> {
  const reader = createInterface({ input: host.stdin, output: host.stderr });
  try {
    return /^y(es)?$/i.test((await reader.question(`${question} [y/N] `, { signal })).trim());
  } finally {
    reader.close();
  }
}

/** Resolves when everything written to a stream has left the process. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}
