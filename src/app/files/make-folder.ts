import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it, readable by their owner alone where they are new. Node's own recursive way asks for ever where a file
 * system makes no folders (/proc); this one ends. Throws an error that names the folder and the fix.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      if (existsSync(folder)) continue; // another process was faster
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`The folder ${path} cannot be made (${reason}). Name one on a disk that Attain may write to.`, { cause: error });
    }
  }
}
