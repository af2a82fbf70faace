import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Flags under which Debian's Chromium runs without a screen, as root and without calling home. */
export const CHROMIUM_FLAGS: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Path of an installed Chromium: the one that ATTAIN_CHROMIUM names, else the first on the PATH; undefined when there is none. */
export function findChromium(environment: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const named = environment["ATTAIN_CHROMIUM"];
  if (named) return named;
  for (const folder of (environment["PATH"] ?? "").split(delimiter))
    for (const name of NAMES) if (isExecutable(join(folder, name))) return join(folder, name);
  return undefined;
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
