// Finds the Node 24 that Attain runs on. Plain JavaScript for the host's own Node (20 or newer), before anything is installed.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Absolute path of the project's root folder. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const NODE_MAJOR = 24;

/**
 * Path of a Node 24 or newer: the one that npm installed for this platform, else the one that runs now.
 * @param {{ platform: string, arch: string, version: string, execPath: string, exists: (path: string) => boolean }} host
 * @returns {string | undefined} undefined when there is neither
 */
export function findNode24(host) {
  const system = host.platform === "win32" ? "win" : host.platform;
  const file = host.platform === "win32" ? "node.exe" : "node";
  const installed = `${ROOT}node_modules/node-${system}-${host.arch}/bin/${file}`;
  if (host.exists(installed)) return installed;
  return Number(host.version.split(".")[0]) >= NODE_MAJOR ? host.execPath : undefined;
}

/** The host as `findNode24` wants it. */
export const HOST = {
  platform: process.platform,
  arch: process.arch,
  version: process.versions.node,
  execPath: process.execPath,
  exists: existsSync,
};

/** What to tell a person whose machine has no Node 24 and for which npm has no package of it. */
export function node24Missing(host) {
  return (
    `Attain runs on Node ${NODE_MAJOR}; this is Node ${host.version}, and there is no Node ${NODE_MAJOR} in node_modules for ${host.platform} ${host.arch}.\n` +
    `Run "npm ci" in ${ROOT} (it brings one for Linux and for Windows on x64), or install Node ${NODE_MAJOR} from https://nodejs.org, and run the command again.`
  );
}
