import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { restore } from "../../database/archive/restore.ts";
import { openStore, type StoreSettings } from "../../database/store.ts";
import { argument, type CommandDefinition, flag, type Invocation, textOption } from "../command.ts";
import { type CommandContext, DONE, Refusal } from "../context.ts";
import { settingsOf, storeSettingsOf } from "../store.ts";

export const restoreCommand: CommandDefinition = {
  examples: [
    "attain restore attain-2026-03-31.attain.gz --to restored-data",
    "DATABASE_URL_FILE=/run/secrets/database attain restore attain-2026-03-31.attain.gz",
  ],
  usesStore: false,
  configure: (command) => {
    command
      .argument("<file>", "a file that attain backup wrote")
      .option(
        "--to <directory>",
        "a new data directory; without it the database that ATTAIN_DATA or DATABASE_URL names, which must be empty",
      );
  },
  run: async (invocation, context) => {
    const file = resolve(context.cwd, argument(invocation, 0));
    if (!(await stat(file).catch(() => undefined))?.isFile())
      throw new Refusal(`${file} is no file`, "Name a file that attain backup wrote");
    const store = await openStore(target(invocation, context));
    try {
      const { tables, bytes } = await restore(store, createReadStream(file, { signal: context.signal }));
      const { place } = await store.status();
      context.out(
        flag(invocation, "json")
          ? `${JSON.stringify({ place, tables, bytes })}\n`
          : `Restored ${tables} tables into ${place}.\nCheck it with: attain verify\n`,
      );
    } finally {
      await store.close();
    }
    return DONE;
  },
};

function target(invocation: Invocation, context: CommandContext): StoreSettings {
  const directory = textOption(invocation, "to");
  if (directory === undefined) return storeSettingsOf(settingsOf(context));
  if (directory.includes("://"))
    throw new Refusal(
      "--to names a data directory",
      "A server is named by DATABASE_URL (or DATABASE_URL_FILE), so that its password stands in no command line",
    );
  return { kind: "pglite", directory: resolve(context.cwd, directory) };
}
