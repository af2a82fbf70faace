import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { openStore, type Store, type StoreSettings } from "../database/store.ts";
import { readSettings, type Settings } from "../settings.ts";
import { type CommandContext, Refusal } from "./context.ts";

/** All settings of the command's environment; refuses with every problem at once. */
export function settingsOf(context: CommandContext): Settings {
  const read = readSettings(context.environment, (path) => readFileSync(resolve(context.cwd, path), "utf8"));
  if ("settings" in read) return { ...read.settings, ATTAIN_DATA: resolve(context.cwd, read.settings.ATTAIN_DATA) };
  const errors = read.problems.map(({ name, message }) => ({ place: name, message }));
  const reason = `${errors.length === 1 ? "A setting" : `${errors.length} settings`} cannot be used`;
  throw new Refusal(reason, "Correct the settings named in `errors`", {
    errors,
    text: `${reason}:\n${errors.map(({ message }) => `  ${message}`).join("\n")}`,
  });
}

export function storeSettingsOf(settings: Settings): StoreSettings {
  return settings.DATABASE_URL === undefined
    ? { kind: "pglite", directory: settings.ATTAIN_DATA }
    : { kind: "postgres", url: settings.DATABASE_URL };
}

/**
 * Runs `work` on the open database of the server that the command runs in, or on one that it opens and closes.
 * Throws DirectoryHeldError when another process has the data directory.
 */
export async function withStore<T>(context: CommandContext, work: (store: Store) => Promise<T>): Promise<T> {
  if (context.store) return work(context.store);
  const store = await openStore(storeSettingsOf(settingsOf(context)));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
