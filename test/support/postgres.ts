import { readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isExecutable } from "./chromium.ts";

const DEBIAN = "/usr/lib/postgresql";
const MAJOR_MIN = 15;

/** Folder with `initdb` and `postgres` of PostgreSQL 15 or newer: ATTAIN_POSTGRES_BIN, else Debian's newest, else the PATH's; undefined when there is none. */
export function findPostgresBin(environment: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const folders = [environment["ATTAIN_POSTGRES_BIN"] ?? "", ...debianFolders(), ...(environment["PATH"] ?? "").split(delimiter)];
  return folders.find((folder) => folder !== "" && isExecutable(join(folder, "initdb")) && isExecutable(join(folder, "postgres")));
}

function debianFolders(): string[] {
  try {
    const majors = readdirSync(DEBIAN)
      .map(Number)
      .filter((major) => major >= MAJOR_MIN);
    return majors.sort((a, b) => b - a).map((major) => join(DEBIAN, String(major), "bin"));
  } catch {
    return [];
  }
}
