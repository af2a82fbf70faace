import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileProblem, FileRefusal } from "../files/file-refusal.ts";
import type { Inputs } from "../files/inputs.ts";
import { bytesPath } from "../files/workbook/open.ts";
import type { ImportedFile, ImportRequest } from "./record.ts";

/** Every file that an import reads, with its size and SHA-256, by which a resume knows that it is still the same. */
export async function identifyFiles(request: ImportRequest, inputs: Inputs): Promise<ImportedFile[]> {
  const paths = new Map<string, string>(inputs.sources.map(({ path, file }) => [path, file]));
  for (const path of inputs.sideFiles) paths.set(path, basename(path));
  for (const path of request.paths) if (await isFile(join(path, "company.json"))) paths.set(join(path, "company.json"), "company.json");
  if (request.mapping !== null) paths.set(request.mapping, basename(request.mapping));
  if (inputs.plansFolder !== null) {
    const names = await readdir(inputs.plansFolder).catch(() => []);
    for (const name of names.filter((one) => one.endsWith(".json"))) paths.set(join(inputs.plansFolder, name), `plans/${name}`);
  }
  return Promise.all([...paths].map(async ([path, name]) => ({ name, path, ...(await identify(path, name)) })));
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

async function identify(path: string, name: string): Promise<{ readonly bytes: number; readonly hash: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(bytesPath(path), { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      hash.update(chunk);
    }
  } catch (error) {
    throw new FileRefusal(
      fileProblem(
        name,
        "not-readable",
        `cannot be read (${error instanceof Error ? error.message : String(error)})`,
        "Check its name and rights",
      ),
    );
  }
  return { bytes, hash: hash.digest("hex") };
}

/** The first file that is not as it was, or undefined. */
export function changedFile(before: readonly ImportedFile[], now: readonly ImportedFile[]): ImportedFile | undefined {
  const hashes = new Map(now.map(({ path, hash }) => [path, hash]));
  const known = new Set(before.map(({ path }) => path));
  return before.find(({ path, hash }) => hashes.get(path) !== hash) ?? now.find(({ path }) => !known.has(path));
}
