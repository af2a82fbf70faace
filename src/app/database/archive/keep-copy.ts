import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Store } from "../store.ts";
import { backup } from "./backup.ts";

/** Writes a backup of an embedded database before it is upgraded, to `backups/before-<last migration>.attain.gz`. */
export async function keepCopy(store: Store, directory: string, lastMigration: string): Promise<void> {
  await mkdir(join(directory, "backups"), { recursive: true, mode: 0o700 });
  const file = join(directory, "backups", `before-upgrade-from-${lastMigration}.attain.gz`);
  await pipeline(backup(store), createWriteStream(file, { mode: 0o600 }));
}
