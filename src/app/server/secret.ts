import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../files/make-folder.ts";
import type { Randomness } from "./kit/ports.ts";

/** The secret that signs sessions: the setting's, else one made once and kept beside the data, readable by its owner only. */
export function readOrMakeSecret(setting: string | undefined, dataFolder: string, random: Randomness): string {
  if (setting !== undefined) return setting;
  makeFolder(dataFolder);
  const path = join(dataFolder, "secret");
  try {
    writeFileSync(path, Buffer.from(random.bytes(32)).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(path, "utf8").trim();
}
