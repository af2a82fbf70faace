import { closeSync, cpSync, existsSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { syncDirectory } from "./embedded.ts";

/**
 * Gives a data directory at `target`, made from a template when there is none: initdb takes seconds, a copy tenths.
 * A half-made directory never has the final name. Refuses files of another PostgreSQL.
 */
export async function prepareDataDirectory(target: string): Promise<void> {
  const template = await templateDirectory();
  if (existsSync(join(target, "PG_VERSION"))) return refuseOtherMajor(target, template);
  const making = `${target}.making`;
  rmSync(making, { recursive: true, force: true });
  cpSync(template, making, { recursive: true });
  syncTree(making);
  rmSync(target, { recursive: true, force: true });
  renameSync(making, target);
  syncDirectory(dirname(target));
}

function refuseOtherMajor(target: string, template: string): void {
  const [has, needs] = [target, template].map((directory) => readFileSync(join(directory, "PG_VERSION"), "utf8").trim());
  if (has === needs) return;
  throw new Error(`${target} was made by PostgreSQL ${has}; this program embeds ${needs}. Make a backup with the version that made it and restore that; data untouched.`);
}

/** The template of this PGlite version, kept in the user's cache directory (ATTAIN_CACHE names another one). */
async function templateDirectory(): Promise<string> {
  const cache = process.env["ATTAIN_CACHE"] ?? join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "attain");
  const template = join(cache, `pglite-${pgliteVersion()}`);
  if (existsSync(join(template, "PG_VERSION"))) return template;
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  const making = mkdtempSync(`${template}-`);
  const database = await PGlite.create(making);
  await database.exec("checkpoint");
  await database.close();
  rmSync(join(making, "postmaster.pid"), { force: true });
  syncTree(making);
  try {
    renameSync(making, template);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(join(template, "PG_VERSION"))) throw error; // else another process was faster
  }
  return template;
}

function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const { version }: { version: string } = JSON.parse(readFileSync(join(dirname(entry), "..", "package.json"), "utf8"));
  return version;
}

/** Forces a tree of files and its names to disk. */
function syncTree(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) {
      const handle = openSync(path, "r+");
      try {
        fdatasyncSync(handle);
      } finally {
        closeSync(handle);
      }
    }
  }
  syncDirectory(directory);
}
