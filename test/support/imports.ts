import { mkdtempSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RawBuilder } from "kysely";
import { afterAll, beforeAll, describe } from "vitest";
import { type PostgresCluster, startPostgres } from "./postgres-cluster.ts";
import { createCompany } from "../../src/app/database/companies.ts";
import { openStore, type Session, type Store } from "../../src/app/database/store.ts";
import { importFiles, type ImportOptions } from "../../src/app/import/import.ts";
import { readRejections } from "../../src/app/import/rejections.ts";
import type { ImportResult, TableCounts } from "../../src/app/import/result.ts";

const COMPANY = {
  name: "Acme",
  currency: "USD",
  attributes: { participant: { commissionRate: "Percent" }, transaction: { online: "Boolean" } },
  calendars: {
    waves: [
      { name: "W1", from: "2026-01-01", to: "2026-02-15" },
      { name: "W2", from: "2026-02-15", to: null },
    ],
  },
};
export const PLAN = {
  plan: "basic",
  version: "1",
  name: "Basic",
  effective: { from: "2026-01-01", to: null },
  currency: "USD",
  payPeriod: "month",
  assigned: [{ positions: ["rep"] }],
  credits: [{ name: "own", kind: "direct" }],
  measures: [{ name: "revenue", credits: ["own"], of: "amount", window: "month" }],
  components: [{ name: "commission", kind: "flat", measure: "revenue", rate: "5%" }],
};
export const FILES = {
  "company.json": JSON.stringify(COMPANY),
  "plans/basic.json": JSON.stringify(PLAN),
  "people.csv": "participant,name,email,attributes.commissionRate\n1,Ann Lee,ann@x.io,1.5%\n2,Bob Ray,,2%\n3,Bo Fay,,\n",
  "positions.csv": "position,parent\nmgr,\nrep,mgr\n",
  "assignments.csv": "participant,position,from,to,share\n1,mgr,,,\n2,rep,2026-01-01,2026-07-01,\n3,rep,2026-07-01,,60%\n",
  "quotas.csv": "position,measure,from,calendar,amount\nrep,revenue,2026-01-01,waves,1000\nrep,revenue,2026-02-15,waves,2000\n",
  "transactions.csv":
    "transaction,date,owner,amount,attributes.online,kind,original\nT1,2026-01-31,2,12.50,true,,\nT2,2026-02-01,ann@x.io,7,no,,\nT3,2026-02-03,1,-8,,return,T1\n",
  "splits.csv": "transaction,party,share\nT1,1,40%\nT1,2,60%\n",
};
export type Files = Readonly<Record<string, string>>;

/** Counts that are not zero, e.g. "read 3, new 2, rejected 1". */
export function brief(counts: TableCounts | undefined): string {
  if (!counts) return "";
  const names = ["read", "new", "changed", "same", "collapsed", "voided", "rejected"] as const;
  return names
    .filter((name) => counts[name] > 0)
    .map((name) => `${name} ${counts[name]}`)
    .join(", ");
}

export function briefly(result: ImportResult): Record<string, string> {
  return Object.fromEntries([...result.tables].map(([name, counts]) => [name, brief(counts)]));
}

/** A store that is open while its tests run, and a company in it. */
export class Place {
  store!: Store;
  session!: Session;
  readonly root: string;
  #companies = 0;

  constructor(root: string) {
    this.root = root;
  }

  async newCompany(): Promise<void> {
    const company = { name: `Company ${++this.#companies}`, currency: "EUR", settings: {} };
    this.session = { companyId: await createCompany(this.store, "tests", company), actor: "tests", roles: "system" };
  }

  async folder(files: Files): Promise<string> {
    const path = await mkdtemp(join(this.root, "company-"));
    await mkdir(join(path, "plans"));
    for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
    return path;
  }

  async run(files: Files, options: Partial<ImportOptions> = {}): Promise<ImportResult> {
    return importFiles(this.store, this.session, { paths: [await this.folder(files)], ...options });
  }

  async reasons({ importId }: ImportResult): Promise<string[]> {
    const found: string[] = [];
    for await (const { file, line, column, value, reason } of readRejections(this.store, this.session.companyId, importId))
      found.push(`${file}:${line} ${column} ${JSON.stringify(value)} ${reason}`);
    return found;
  }

  rows<T>(query: RawBuilder<T>): Promise<readonly T[]> {
    return this.store.system(async (tx) => (await query.execute(tx)).rows);
  }
}

/** Declares the same tests on both engines; one cluster for a file. */
export function onBothStores(title: string, declare: (at: Place) => void): void {
  const root = mkdtempSync(join(tmpdir(), "attain-import-"));
  let cluster: PostgresCluster;
  beforeAll(async () => {
    cluster = await startPostgres();
  });
  afterAll(async () => {
    await cluster?.stop();
    await rm(root, { recursive: true, force: true });
  });
  const stores = [
    ["PGlite", () => openStore({ kind: "pglite", directory: join(root, "data") })],
    ["PostgreSQL", async () => openStore({ kind: "postgres", url: await cluster.createDatabase("imports") })],
  ] as const;
  describe.each(stores)(`${title} %s`, (_name, open) => {
    const at = new Place(root);
    beforeAll(async () => {
      at.store = await open();
    });
    afterAll(() => at.store?.close());
    declare(at);
  });
}
