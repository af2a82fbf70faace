import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "../database/store.ts";
import type { UploadFolder } from "./uploads.ts";

/** How often a server looks for files that nobody needs. */
export const SWEEP_MS = 24 * 3_600_000;
/** What no row knows may be on its way to one for so long. */
const UNKNOWN_MS = 24 * 3_600_000;
/** For so long after an import its rejected rows can be downloaded. */
const IMPORT_MS = 30 * 24 * 3_600_000;

/**
 * Removes what nobody needs of the files that the page sent: what was received and never kept, uploads whose row is gone, folders of
 * imports after thirty days, and everything of a company that is gone. Gives the folders that were removed.
 */
export async function sweepUploads(store: Store, { root }: UploadFolder, nowMs: number): Promise<string[]> {
  const known = await store.system(async (tx) => ({
    companies: await tx.selectFrom("companies").select("company_id as company").execute(),
    uploads: await tx.selectFrom("uploads").select(["company_id as company", "upload_id as upload"]).execute(),
    running: await tx.selectFrom("imports").select("progress").where("state", "=", "staging").execute(),
  }));
  const companies = new Set(known.companies.map(({ company }) => `company-${company}`));
  const uploads = new Set(known.uploads.map(({ company, upload }) => join(`company-${company}`, String(upload))));
  const running = JSON.stringify(known.running);
  const isOver = async (path: string, forMs: number) => nowMs - (await stat(join(root, path))).mtimeMs > forMs;
  const over: string[] = [];
  for (const top of await namesIn(root)) {
    if (!companies.has(top)) {
      if (await isOver(top, UNKNOWN_MS)) over.push(top);
      continue;
    }
    for (const name of await namesIn(join(root, top))) {
      const path = join(top, name);
      const needed = name.startsWith("import-") ? running.includes(name) || !(await isOver(path, IMPORT_MS)) : uploads.has(path);
      if (!needed && (await isOver(path, UNKNOWN_MS))) over.push(path);
    }
  }
  for (const path of over) await rm(join(root, path), { recursive: true, force: true });
  return over;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return []; // nothing was ever sent
  }
}
