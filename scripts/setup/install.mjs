// Installs the packages of package-lock.json when node_modules is missing or holds something else.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { ROOT } from "./node24.mjs";

/**
 * Why node_modules must be installed again, or undefined when it holds what the lock file names.
 * npm writes what it installed to node_modules/.package-lock.json; times of files say nothing after a copy or a checkout, so contents are compared.
 * @param {string} lockText package-lock.json
 * @param {string | undefined} installedText node_modules/.package-lock.json
 */
export function whyInstall(lockText, installedText) {
  if (installedText === undefined) return "node_modules is missing";
  const wanted = new Map(Object.entries(JSON.parse(lockText).packages));
  const installed = new Map(Object.entries(JSON.parse(installedText).packages));
  for (const [path, entry] of wanted) {
    if (path === "") continue;
    const present = installed.get(path);
    if (!present && !entry.optional) return `${path} is missing`;
    if (present && (present.version !== entry.version || present.integrity !== entry.integrity))
      return `${path} is ${present.version}, the lock file says ${entry.version}`;
  }
  for (const path of installed.keys()) if (!wanted.has(path)) return `${path} is not in the lock file`;
  return undefined;
}

function readOrUndefined(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Runs `npm ci` when it is needed. Ends the process with npm's exit code when npm fails. */
export function installPackages() {
  const reason = whyInstall(readFileSync(`${ROOT}package-lock.json`, "utf8"), readOrUndefined(`${ROOT}node_modules/.package-lock.json`));
  if (reason === undefined) return;
  console.error(`Installing packages with npm ci (${reason}) …`);
  const windows = process.platform === "win32";
  const { status, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
    shell: windows,
  });
  if (status === 0) return;
  console.error(
    `npm ci failed${error ? `: ${error.message}` : ""}. Check the network or the registry that "npm config get registry" names, then run the command again.`,
  );
  process.exit(status ?? 2);
}
