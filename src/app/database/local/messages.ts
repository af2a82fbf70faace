import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Socket } from "node:net";
import { z } from "zod";

/**
 * The local channel: a command line finds the embedded store held by a server and has its command run there.
 * JSON lines over a Unix socket (a named pipe on Windows); the first line carries the token that stands beside the lock.
 */
const Command = z.object({
  argv: z.array(z.string()),
  /** Where relative paths of the command start. */
  cwd: z.string(),
  environment: z.record(z.string(), z.string()),
  showsProgress: z.boolean(),
  /** Whether a person can be asked. */
  interactive: z.boolean(),
});
export type LocalCommand = z.infer<typeof Command>;

export const FromTerminal = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("run"), token: z.string(), version: z.string(), command: Command }),
  z.object({ kind: z.literal("answer"), yes: z.boolean() }),
  z.object({ kind: z.literal("abort") }),
]);
export type FromTerminal = z.infer<typeof FromTerminal>;

export const FromServer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("out"), text: z.string() }),
  z.object({ kind: z.literal("err"), text: z.string() }),
  z.object({ kind: z.literal("ask"), question: z.string() }),
  z.object({ kind: z.literal("exit"), code: z.number().int() }),
  z.object({ kind: z.literal("refused"), message: z.string() }),
]);
export type FromServer = z.infer<typeof FromServer>;

/** Written by the server beside the lock, readable by its user alone. */
export const Contact = z.object({ path: z.string(), token: z.string() });
export type Contact = z.infer<typeof Contact>;

export function contactFile(directory: string): string {
  return join(directory, "local.json");
}

/** Longest path of a Unix socket on every system, bytes. */
const SOCKET_PATH_MAX = 100;

/** Where the server of a data directory listens. */
export function socketPath(directory: string, platform: NodeJS.Platform = process.platform): string {
  const name = createHash("sha256").update(resolve(directory)).digest("hex").slice(0, 24);
  if (platform === "win32") return `\\\\.\\pipe\\attain-${name}`;
  const beside = join(resolve(directory), "local.sock");
  return Buffer.byteLength(beside) <= SOCKET_PATH_MAX ? beside : join(tmpdir(), `attain-${name}.sock`);
}

export function send(socket: Socket, message: FromServer | FromTerminal): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

const LINE_MAX = 16 * 1024 * 1024;

/** Calls `onMessage` for each line; destroys the socket on anything that is not one of ours. */
export function receive<T>(socket: Socket, schema: z.ZodType<T>, onMessage: (message: T) => void): void {
  let rest = "";
  socket.setEncoding("utf8");
  socket.on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LINE_MAX) return void socket.destroy(new Error("a message is too long"));
    for (const line of lines) {
      const message = parse(schema, line);
      if (message === undefined) return void socket.destroy(new Error("a message cannot be read"));
      onMessage(message);
    }
  });
}

function parse<T>(schema: z.ZodType<T>, line: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
