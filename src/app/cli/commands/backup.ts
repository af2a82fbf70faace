import { createWriteStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { backup } from "../../database/archive/backup.ts";
import { argument, type CommandDefinition, flag } from "../command.ts";
import { DONE, Refusal } from "../context.ts";
import { withStore } from "../store.ts";

export const backupCommand: CommandDefinition = {
  examples: ["attain backup attain-2026-03-31.attain.gz"],
  usesStore: true,
  configure: (command) => {
    command.argument("<file>", "a new file; it holds personal data and password hashes and is readable by its owner alone");
  },
  run: async (invocation, context) => {
    const file = resolve(context.cwd, argument(invocation, 0));
    if (await stat(file).catch(() => undefined)) throw new Refusal(`${file} exists already`, "Name a new file");
    const unfinished = `${file}.unfinished`;
    await withStore(context, async (store) => {
      try {
        await pipeline(backup(store), createWriteStream(unfinished, { mode: 0o600 }), { signal: context.signal });
        await syncFile(unfinished);
        await rename(unfinished, file);
      } finally {
        await rm(unfinished, { force: true });
      }
    });
    const { size } = await stat(file);
    context.out(flag(invocation, "json") ? `${JSON.stringify({ file, bytes: size })}\n` : `The backup is ${file} (${size} bytes).\n`);
    return DONE;
  },
};

/** A backup counts once it is on the disk. */
async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
