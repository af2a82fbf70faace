import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const MARK = ".sources";
const SOURCES = /\.(ts|tsx|css|html|svg|js)$/;

export const WEB_FOLDER = join(ROOT, "dist", "web");

/** Builds the web pages into dist/web when they are missing or older than the sources. Gives whether it built. */
export async function buildWebWhenStale(): Promise<boolean> {
  const sources = hashOfSources();
  if (!isStale(sources)) return false;
  const { build } = await import("vite");
  const outside = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production"; // what is served is what was measured and tested, also where tests start the server
  try {
    await build({ configFile: join(ROOT, "vite.config.ts"), logLevel: "warn" });
  } finally {
    if (outside === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = outside;
  }
  writeFileSync(join(WEB_FOLDER, MARK), sources);
  return true;
}

function isStale(sources: string): boolean {
  const mark = join(WEB_FOLDER, MARK);
  return !existsSync(mark) || readFileSync(mark, "utf8") !== sources;
}

/** One hash over everything that the pages are made of: pure code runs in them too. */
function hashOfSources(): string {
  const hash = createHash("sha256");
  const folder = join(ROOT, "src");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCES.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...files, join(ROOT, "package-lock.json"), join(ROOT, "vite.config.ts")]) {
    const bytes = readFileSync(file);
    hash.update(`${relative(ROOT, file)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}
