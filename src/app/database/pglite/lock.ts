import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { makeFolder } from "../../files/make-folder.ts";

export type Holder = { readonly pid: number; readonly since: string };
export type DirectoryLock = { release(): void };

/** The data directory is open elsewhere. `holder` is missing when its note cannot be read. */
export class DirectoryHeldError extends Error {
  readonly holder: Holder | undefined;
  constructor(directory: string, holder: Holder | undefined) {
    const who = holder ? `the server with pid ${holder.pid} (since ${holder.since})` : "another server";
    super(`${directory} is held by ${who}. Stop it, use its address, or set ATTAIN_DATA to another directory.`);
    this.name = "DirectoryHeldError";
    this.holder = holder;
  }
}

/**
 * Takes the data directory for this process alone. The lock is the kernel's, on a SQLite file, so it vanishes with the
 * process however it ends; pid files and sockets each failed in some case. Throws DirectoryHeldError.
 */
export function lockDirectory(directory: string, now: string): DirectoryLock {
  makeFolder(directory);
  const database = new DatabaseSync(join(directory, "lock.sqlite"), { timeout: 0 });
  try {
    database.exec("begin exclusive");
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) throw new DirectoryHeldError(directory, readHolder(directory));
    throw new Error(
      `${join(directory, "lock.sqlite")} cannot be locked: ${String(error)}. Check that the directory is writable and on a local disk.`,
      { cause: error },
    );
  }
  const note = join(directory, "holder.json");
  const holder: Holder = { pid: process.pid, since: now };
  writeFileSync(note, JSON.stringify(holder), { mode: 0o600 });
  return {
    release() {
      rmSync(note, { force: true });
      database.close();
    },
  };
}

/** Who says it holds the directory; a note for messages, never a decision. */
export function readHolder(directory: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(directory, "holder.json"), "utf8"));
    if (typeof value !== "object" || value === null || !("pid" in value) || !("since" in value)) return undefined;
    return typeof value.pid === "number" && typeof value.since === "string" ? { pid: value.pid, since: value.since } : undefined;
  } catch {
    return undefined;
  }
}
