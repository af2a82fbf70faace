import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { VERSION } from "../../version.ts";
import { type Contact, Contact as ContactShape, contactFile, FromServer, type LocalCommand, receive, send } from "./messages.ts";
import type { LocalTerminal } from "./serve.ts";

/** The server that holds the directory cannot run the command: gone, another version, or an error of its own. */
export class LocalCallError extends Error {
  override readonly name = "LocalCallError";
}

/**
 * Has the server that holds `directory` run a command with this terminal, and gives its exit code.
 * Ctrl-C (`signal`) asks it to cancel and still waits for its answer. Throws LocalCallError.
 */
export async function callLocal(directory: string, command: Omit<LocalCommand, "interactive">, terminal: LocalTerminal): Promise<number> {
  const contact = readContact(directory);
  const socket = await reach(contact, directory);
  return new Promise((resolve, reject) => {
    const fail = (message: string) => reject(new LocalCallError(message));
    terminal.signal.addEventListener("abort", () => send(socket, { kind: "abort" }), { once: true });
    socket.on("error", (error) => fail(`the connection to the running server broke: ${error.message}`));
    socket.on("close", () => fail("the running server ended before the command did; what it had committed stays. Run the command again."));
    receive(socket, FromServer, (message) => {
      if (message.kind === "out") terminal.out(message.text);
      else if (message.kind === "err") terminal.err(message.text);
      else if (message.kind === "exit") resolve(message.code);
      else if (message.kind === "refused") fail(message.message);
      else void (terminal.ask?.(message.question) ?? Promise.resolve(false)).then((yes) => send(socket, { kind: "answer", yes }));
    });
    send(socket, { kind: "run", token: contact.token, version: VERSION, command: { ...command, interactive: terminal.ask !== undefined } });
    if (terminal.signal.aborted) send(socket, { kind: "abort" });
  });
}

function readContact(directory: string): Contact {
  try {
    return ContactShape.parse(JSON.parse(readFileSync(contactFile(directory), "utf8")));
  } catch {
    throw new LocalCallError(
      `${directory} is held by another process that takes no commands (it may be starting, or is a command itself). Try again when it has ended.`,
    );
  }
}

function reach(contact: Contact, directory: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(contact.path);
    socket.once("connect", () => resolve(socket));
    socket.once("error", (error) =>
      reject(
        new LocalCallError(`the server that holds ${directory} does not answer (${error.message}). Wait until it has started, or stop it.`),
      ),
    );
  });
}
