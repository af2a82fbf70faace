import { spawnSync } from "node:child_process";
import { findChromium } from "../../test/support/chromium.ts";
import { findPostgresBin } from "../../test/support/postgres.ts";

type Program = { readonly name: string; readonly package: string; readonly find: () => string | undefined; readonly setting: string };

/** Programs that tests drive and that npm does not bring. */
const PROGRAMS: readonly Program[] = [
  { name: "Chromium", package: "chromium", find: findChromium, setting: "ATTAIN_CHROMIUM" },
  { name: "PostgreSQL 15 or newer", package: "postgresql", find: findPostgresBin, setting: "ATTAIN_POSTGRES_BIN" },
];

/**
 * Makes sure that Chromium and PostgreSQL are there, installing Debian's packages when this is Debian and the user is root.
 * Returns what is still missing, each with what to do.
 */
export function ensurePrograms(): string[] {
  const missing: string[] = [];
  for (const program of PROGRAMS) {
    if (program.find() === undefined && mayInstall()) install(program);
    if (program.find() !== undefined) continue;
    missing.push(
      `${program.name} is not installed. As root on Debian: apt-get install ${program.package}. Elsewhere: install it and name it in ${program.setting}.`,
    );
  }
  return missing;
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

function install(program: Program): void {
  console.error(`Installing ${program.name} with apt-get install ${program.package} …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"], env: environment };
  spawnSync("apt-get", ["update", "-q"], options);
  spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", program.package], options);
}
