import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { cp, open } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { migrationsHash } from "../migrate.ts";
import { syncDirectory } from "./embedded.ts";

/** Makes a complete data directory where there is none yet. */
export type MakeTemplate = (directory: string) => Promise<void>;

const UNUSED_DAYS_MAX = 30;
const DAY_MS = 86_400_000;

/**
 * Gives a data directory at `target`, copied from a template when there is none: making one takes seconds, a copy
 * tenths. A half-made directory never has the final name. Refuses files of another PostgreSQL.
 */
export async function prepareDataDirectory(target: string, make: MakeTemplate): Promise<void> {
  const template = await templateDirectory(make);
  if (existsSync(join(target, "PG_VERSION"))) return refuseOtherMajor(target, template);
  const making = `${target}.making`;
  rmSync(making, { recursive: true, force: true });
  await cp(template, making, { recursive: true });
  await syncTree(making);
  rmSync(target, { recursive: true, force: true });
  renameSync(making, target);
  syncDirectory(dirname(target));
}

function refuseOtherMajor(target: string, template: string): void {
  const [has, needs] = [target, template].map((directory) => readFileSync(join(directory, "PG_VERSION"), "utf8").trim());
  if (has === needs) return;
  throw new Error(
    `${target} was made by PostgreSQL ${has}; this program embeds ${needs}. Make a backup with the version that made it and restore that; data untouched.`,
  );
}

/** The template of this PGlite and these migrations, kept in the user's cache directory (ATTAIN_CACHE names another one). */
async function templateDirectory(make: MakeTemplate): Promise<string> {
  const cache = process.env["ATTAIN_CACHE"] ?? join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "attain");
  const template = join(cache, `pglite-${pgliteVersion()}-${await migrationsHash()}`);
  if (existsSync(join(template, "PG_VERSION"))) return template;
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  removeUnused(cache);
  const making = mkdtempSync(join(cache, "making-"));
  try {
    await make(join(making, "data"));
    await syncTree(join(making, "data"));
    renameSync(join(making, "data"), template);
  } catch (error) {
    if (!existsSync(join(template, "PG_VERSION"))) throw error; // else another process was faster
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return template;
}

/** Templates of versions long gone, and what a killed process left half-made. */
function removeUnused(cache: string): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > UNUSED_DAYS_MAX * DAY_MS) rmSync(path, { recursive: true, force: true });
  }
}

function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const { version }: { version: string } = JSON.parse(readFileSync(join(dirname(entry), "..", "package.json"), "utf8"));
  return version;
}

const SYNCS_AT_ONCE = 16;

/** Forces a tree of files and its names to disk; many at once, which the file system commits together. */
async function syncTree(directory: string): Promise<void> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const syncSome = async () => {
    for (let path = files.pop(); path !== undefined; path = files.pop()) {
      const file = await open(path, "r+");
      try {
        await file.datasync();
      } finally {
        await file.close();
      }
    }
  };
  await Promise.all(Array.from({ length: SYNCS_AT_ONCE }, syncSome));
  for (const entry of entries) if (entry.isDirectory()) syncDirectory(join(entry.parentPath, entry.name));
  syncDirectory(directory);
}
