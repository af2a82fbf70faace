import { closeSync, openSync, writeSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CompanyDocument, companyJson } from "../../company/document.ts";
import { TABLES } from "../../company/tables.ts";
import { asOf } from "../database/as-of.ts";
import type { Store, Transaction } from "../database/store.ts";
import { exportedTable } from "./table-rows.ts";
import { writeCsv } from "./write-table.ts";

/** The folder that was to be written holds something already. */
export class FolderNotEmptyError extends Error {
  override readonly name = "FolderNotEmptyError";
}

/** Writes everything that a company put in, as of a change number, as a company folder; gives the rows of each table that has any. */
export async function writeCompanyFolder(
  store: Store,
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  company: CompanyDocument,
  folder: string,
): Promise<ReadonlyMap<string, number>> {
  await mkdir(join(folder, "plans"), { recursive: true }).catch((error: unknown) => {
    throw new FolderNotEmptyError(`${folder} cannot be made: ${String(error)}`);
  });
  const present = (await readdir(folder)).filter((name) => name !== "plans");
  if (present.length > 0 || (await readdir(join(folder, "plans"))).length > 0)
    throw new FolderNotEmptyError(`${folder} is not empty. Name a new folder`);
  await writeFile(join(folder, "company.json"), `${JSON.stringify(companyJson(company), null, 2)}\n`);
  const counts = new Map<string, number>();
  for (const table of TABLES) {
    const source = exportedTable(store, tx, companyId, changeNumber, table, company.attributes);
    const rows = await writeFileOf(join(folder, `${table.name}.csv`), (write) => writeCsv(source, write));
    if (rows > 0) counts.set(table.name, rows);
  }
  counts.set("plans", await writePlans(tx, companyId, changeNumber, folder));
  return counts;
}

/** Every plan version as `plans/<set>-<plan>-<version>.json`; characters that a file name cannot hold become `_`. */
async function writePlans(tx: Transaction, companyId: number, changeNumber: number, folder: string): Promise<number> {
  const plans = await tx
    .selectFrom(asOf("plans", companyId, changeNumber).as("plans"))
    .select(["set", "plan", "version", "document"])
    .orderBy("set")
    .orderBy("plan")
    .orderBy("version")
    .execute();
  const used = new Set<string>();
  for (const { set, plan, version, document } of plans) {
    const stem = `${set}-${plan}-${version}`.replaceAll(/[^\w.-]/g, "_");
    let name = stem;
    for (let more = 2; used.has(name.toLowerCase()); more += 1) name = `${stem}-${more}`;
    used.add(name.toLowerCase());
    await writeFile(join(folder, "plans", `${name}.json`), `${JSON.stringify(document, null, 2)}\n`);
  }
  return plans.length;
}

/** Written synchronously: the reader of the database waits for the disk, and nothing piles up in memory. */
async function writeFileOf(path: string, work: (write: (text: string) => void) => Promise<number>): Promise<number> {
  const file = openSync(path, "wx");
  try {
    return await work((text) => writeSync(file, text));
  } finally {
    closeSync(file);
  }
}
