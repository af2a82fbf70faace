import { randomBytes, timingSafeEqual } from "node:crypto";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { VERSION } from "../../version.ts";
import { type Contact, contactFile, FromTerminal, type LocalCommand, receive, send, socketPath } from "./messages.ts";

/** The terminal of a command that runs in the server. */
export type LocalTerminal = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Aborted by Ctrl-C in the terminal, or when the terminal is gone. */
  readonly signal: AbortSignal;
  readonly ask?: (question: string) => Promise<boolean>;
};

/** Runs one command and gives its exit code. */
export type RunLocally = (command: LocalCommand, terminal: LocalTerminal) => Promise<number>;
export type LocalServer = { close(): Promise<void> };

/**
 * Lets command lines of the same user run commands in this process, which holds the directory's lock (so an old socket
 * there is a dead one). Commands still running when it closes are aborted.
 */
export async function serveLocal(directory: string, run: RunLocally): Promise<LocalServer> {
  const contact: Contact = { path: socketPath(directory), token: randomBytes(32).toString("hex") };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {}); // the terminal is gone: "close" aborts its command
    attend(socket, contact.token, run);
  });
  if (process.platform !== "win32") rmSync(contact.path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(contact.path, resolve);
  });
  if (process.platform !== "win32") chmodSync(contact.path, 0o600);
  rmSync(contactFile(directory), { force: true });
  writeFileSync(contactFile(directory), JSON.stringify(contact), { mode: 0o600 });
  return {
    async close() {
      rmSync(contactFile(directory), { force: true });
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function attend(socket: Socket, token: string, run: RunLocally): void {
  const abort = new AbortController();
  let answer: PromiseWithResolvers<boolean> | undefined;
  let started = false;
  socket.on("close", () => {
    abort.abort();
    answer?.resolve(false);
  });
  const refuse = (message: string) => {
    send(socket, { kind: "refused", message });
    socket.end();
  };
  receive(socket, FromTerminal, (message) => {
    if (message.kind === "answer") answer?.resolve(message.yes);
    else if (message.kind === "abort") abort.abort();
    else if (!sameToken(message.token, token)) refuse("the token is not this server's; try again");
    else if (message.version !== VERSION)
      refuse(`the running server is Attain ${VERSION}, this command ${message.version}: restart the server`);
    else if (!started) {
      started = true;
      const ask = (question: string) => {
        answer = Promise.withResolvers<boolean>();
        send(socket, { kind: "ask", question });
        return answer.promise;
      };
      const terminal: LocalTerminal = {
        out: (text) => send(socket, { kind: "out", text }),
        err: (text) => send(socket, { kind: "err", text }),
        signal: abort.signal,
        ...(message.command.interactive ? { ask } : {}),
      };
      run(message.command, terminal).then(
        (code) => socket.end(`${JSON.stringify({ kind: "exit", code })}\n`),
        (error: unknown) => refuse(`the command failed in the server: ${error instanceof Error ? error.message : String(error)}`),
      );
    }
  });
}

function sameToken(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
