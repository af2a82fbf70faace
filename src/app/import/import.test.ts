import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataset } from "../../../test/support/datasets.ts";
import { type PostgresCluster, startPostgres } from "../../../test/support/postgres-cluster.ts";
import { createCompany } from "../database/companies.ts";
import { openStore, type Session, type Store } from "../database/store.ts";
import { importFiles, type ImportOptions } from "./import.ts";
import { readRejections } from "./rejections.ts";
import { resumeImports } from "./resume.ts";
import type { ImportResult, TableCounts } from "./result.ts";

const COMPANY = {
  name: "Acme",
  currency: "USD",
  attributes: { participant: { commissionRate: "Percent" }, transaction: { online: "Boolean" } },
  calendars: { waves: [{ name: "W1", from: "2026-01-01", to: "2026-02-15" }, { name: "W2", from: "2026-02-15", to: null }] },
};
const PLAN = {
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
const FILES = {
  "company.json": JSON.stringify(COMPANY),
  "plans/basic.json": JSON.stringify(PLAN),
  "people.csv": "participant,name,email,attributes.commissionRate\n1,Ann Lee,ann@x.io,1.5%\n2,Bob Ray,,2%\n3,Bo Fay,,\n",
  "positions.csv": "position,parent\nmgr,\nrep,mgr\n",
  "assignments.csv": "participant,position,from,to,share\n1,mgr,,,\n2,rep,2026-01-01,2026-07-01,\n3,rep,2026-07-01,,60%\n",
  "quotas.csv": "position,measure,from,calendar,amount\nrep,revenue,2026-01-01,waves,1000\nrep,revenue,2026-02-15,waves,2000\n",
  "transactions.csv": "transaction,date,owner,amount,attributes.online,kind,original\nT1,2026-01-31,2,12.50,true,,\nT2,2026-02-01,ann@x.io,7,no,,\nT3,2026-02-03,1,-8,,return,T1\n",
  "splits.csv": "transaction,party,share\nT1,1,40%\nT1,2,60%\n",
};
type Files = Readonly<Record<string, string>>;

const root = mkdtempSync(join(tmpdir(), "attain-import-"));
let cluster: PostgresCluster;
beforeAll(async () => {
  cluster = await startPostgres();
});
afterAll(async () => {
  await cluster?.stop();
  await rm(root, { recursive: true, force: true });
});

async function folder(files: Files): Promise<string> {
  const path = await mkdtemp(join(root, "company-"));
  await mkdir(join(path, "plans"));
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
  return path;
}

/** Counts that are not zero, e.g. "read 3, new 2, rejected 1". */
function brief(counts: TableCounts | undefined): string {
  if (!counts) return "";
  const names = ["read", "new", "changed", "same", "collapsed", "voided", "rejected"] as const;
  return names.filter((name) => counts[name] > 0).map((name) => `${name} ${counts[name]}`).join(", ");
}
function briefly(result: ImportResult): Record<string, string> {
  return Object.fromEntries([...result.tables].map(([name, counts]) => [name, brief(counts)]));
}

const STORES = [
  ["PGlite", async () => openStore({ kind: "pglite", directory: join(root, "data") })],
  ["PostgreSQL", async () => openStore({ kind: "postgres", url: await cluster.createDatabase("imports") })],
] as const;

describe.each(STORES)("an import into %s", (_name, open) => {
  let store: Store;
  let session: Session;
  let companies = 0;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store?.close());

  async function newCompany(): Promise<void> {
    const companyId = await createCompany(store, "tests", { name: `Company ${++companies}`, currency: "EUR", settings: {} });
    session = { companyId, actor: "tests", role: "system" };
  }
  async function run(files: Files, options: Partial<ImportOptions> = {}): Promise<ImportResult> {
    return importFiles(store, session, { paths: [await folder(files)], ...options });
  }
  async function reasons({ importId }: ImportResult): Promise<string[]> {
    const found: string[] = [];
    for await (const { file, line, column, value, reason } of readRejections(store, session.companyId, importId)) found.push(`${file}:${line} ${column} ${JSON.stringify(value)} ${reason}`);
    return found;
  }
  function rows<T>(query: ReturnType<typeof sql<T>>): Promise<readonly T[]> {
    return store.system(async (tx) => (await query.execute(tx)).rows);
  }

  test("publishes every table, the plans and the company's declarations as one change", async () => {
    await newCompany();
    const result = await run(FILES);
    expect(briefly(result)).toEqual({
      windows: "read 2, new 2",
      people: "read 3, new 3",
      positions: "read 2, new 2",
      assignments: "read 3, new 3",
      quotas: "read 2, new 2",
      transactions: "read 3, new 3",
      splits: "read 2, new 2",
      plans: "read 1, new 1",
    });
    expect(result).toMatchObject({ state: "published", changeNumber: 2, rejected: 0 });
    const id = session.companyId;
    expect(await rows(sql`select name, currency, settings -> 'attributes' -> 'participant' as declared, change_number from companies where company_id = ${id}`)).toEqual([{ name: "Acme", currency: "USD", declared: { commissionRate: "Percent" }, change_number: 2 }]);
    expect(await rows(sql`select participant, attributes from people where company_id = ${id} order by participant`)).toEqual([
      { participant: "1", attributes: { commissionRate: "1.5%" } },
      { participant: "2", attributes: { commissionRate: "2%" } },
      { participant: "3", attributes: {} },
    ]);
    expect(await rows(sql`select name, email from people_personal where company_id = ${id} and participant = '1'`)).toEqual([{ name: "Ann Lee", email: "ann@x.io" }]);
    expect(await rows(sql`select position, "from", "to", share from assignments where company_id = ${id} and participant in ('1', '3') order by participant`)).toEqual([
      { position: "mgr", from: "-infinity", to: "infinity", share: "1.00" },
      { position: "rep", from: "2026-07-01", to: "infinity", share: "0.60" },
    ]);
    expect(await rows(sql`select "from", "to" from quotas where company_id = ${id} order by "from"`)).toEqual([{ from: "2026-01-01", to: "2026-02-15" }, { from: "2026-02-15", to: "infinity" }]);
    expect(await rows(sql`select source, transaction, line, kind, original, date, owner, amount, attributes, change_number from transactions where company_id = ${id} order by transaction`)).toEqual([
      { source: "files", transaction: "T1", line: "1", kind: "order", original: null, date: "2026-01-31", owner: "2", amount: "12.50", attributes: { online: "true" }, change_number: 2 },
      { source: "files", transaction: "T2", line: "1", kind: "order", original: null, date: "2026-02-01", owner: "1", amount: "7", attributes: { online: "false" }, change_number: 2 },
      { source: "files", transaction: "T3", line: "1", kind: "return", original: "T1", date: "2026-02-03", owner: "1", amount: "-8", attributes: {}, change_number: 2 },
    ]);
    expect(await rows(sql`select set, plan, version, length(hash) as hash from plans where company_id = ${id}`)).toEqual([{ set: "default", plan: "basic", version: "1", hash: 64 }]);
  });

  test("the same files again change nothing; corrected ones correct, with history", async () => {
    const again = await run(FILES);
    expect([...again.tables.values()].map(({ new: added, changed, same }) => [added, changed, same > 0])).toEqual([...again.tables].map(() => [0, 0, true]));
    const corrected = await run({
      ...FILES,
      "people.csv": FILES["people.csv"].replace("Bob Ray", "Bob Rae"),
      "assignments.csv": FILES["assignments.csv"].replace("2026-07-01,\n3", "2026-06-01,\n3"),
      "transactions.csv": FILES["transactions.csv"].replace("12.50", "13.50"),
      "splits.csv": "transaction,party,share\nT1,1,30%\nT1,3,70%\n",
    });
    expect(briefly(corrected)).toMatchObject({ people: "read 3, changed 1, same 2", assignments: "read 3, changed 1, same 2", transactions: "read 3, changed 1, same 2", splits: "read 2, new 1, changed 1, voided 1" });
    const id = session.companyId;
    expect(await rows(sql`select party, share from splits where company_id = ${id} order by party`)).toEqual([{ party: "1", share: "0.30" }, { party: "3", share: "0.70" }]);
    expect(await rows(sql`select table_name, row ->> 'amount' as amount, row ->> 'name' as name, superseded_by, actor from history where company_id = ${id} and table_name in ('transactions', 'people_personal') order by table_name`)).toEqual([
      { table_name: "people_personal", amount: null, name: "Bob Ray", superseded_by: corrected.changeNumber, actor: "tests" },
      { table_name: "transactions", amount: "12.50", name: null, superseded_by: corrected.changeNumber, actor: "tests" },
    ]);
  });

  test("a preview counts and writes nothing", async () => {
    const preview = await run({ ...FILES, "transactions.csv": `${FILES["transactions.csv"]}T4,2026-03-01,1,5,,,\n` }, { dryRun: true });
    expect(preview).toMatchObject({ state: "preview", changeNumber: null });
    expect(brief(preview.tables.get("transactions"))).toBe("read 4, new 1, changed 1, same 2");
    expect(await rows(sql`select count(*)::integer as count from transactions where company_id = ${session.companyId}`)).toEqual([{ count: 3 }]);
  });

  test("every refused row is recorded with its place and reason; the others are published", async () => {
    await newCompany();
    const result = await run({
      ...FILES,
      "assignments.csv": `${FILES["assignments.csv"]}3,rep,2026-03-01,2026-04-01,\n9,mgr,,,\n`,
      "positions.csv": "position,parent\nmgr,\nrep,mgr\na,b\nb,a\n",
      "quotas.csv": "position,measure,from,to,amount\nrep,revenue,2026-01-01,2026-04-01,1000\nrep,revenue,2026-03-01,2026-06-01,2000\n",
      "transactions.csv": [
        "transaction,date,owner,amount,currency,kind,original,product",
        "T1,2026-01-31,2,12.50,USD,,,",
        "T2,2026-02-30,2,1,USD,,,",
        "T3,2026-01-31,nobody,1,USD,,,",
        "T4,2026-01-31,2,1.234,XXY,,,",
        "T1,2026-01-31,2,12.5,USD,,,",
        "T1,2026-01-31,2,13,USD,,,",
        "T5,2026-02-01,2,-1,USD,return,T9,",
        "T6,2026-02-01,2,1,USD,payment,,",
        "T7,2026-02-01,2,1,USD,payment,T5,",
        'T8,2026-02-01,2,"1.234,56",USD,,,',
        "T9a,2026-02-01,2,1,USD,,,P1",
        "T9b,2026-02-01,2,1",
        "T9c,2026-02-01,2,2,USD,payment,T1/1,",
        "",
      ].join("\n"),
      "splits.csv": "transaction,party,share\nT1,1,40%\nT1,2,59%\nT9c,1,100%\nT77,1,100%\n",
      "plans/wrong.json": JSON.stringify({ ...PLAN, plan: "wrong", components: [{ ...PLAN.components[0], measure: "revenu" }] }),
    });
    expect(await reasons(result)).toEqual([
      'assignments.csv:5 share "100%" the seat rep would be held by more than 100 %, together with 2 (assignments.csv:3). End the other assignment, or give shares that sum to at most 100%',
      'assignments.csv:6 participant "9" is not in people. Correct it or add it to people',
      'plans/wrong.json:0 components[0].measure "" There is no measure "revenu". Did you mean "revenue"?',
      'positions.csv:4 parent "b" is not in positions. Correct it or add it to positions',
      'positions.csv:5 parent "a" would make b → a → b a circle. Break it: one of them must report to somebody above',
      'quotas.csv:3 from "2026-03-01" overlaps quotas.csv:2 of the same position and measure. Give `to` as the day after the last, so that one ends where the next begins',
      'splits.csv:2 share "40%" the shares of T1 line 1 total 99 %, not 100 %. Correct the shares; all parties of a transaction are imported together',
      'splits.csv:3 share "59%" the shares of T1 line 1 total 99 %, not 100 %. Correct the shares; all parties of a transaction are imported together',
      'splits.csv:5 transaction "T77" there is no such transaction and line of the source files. Import the transaction before or together',
      'transactions.csv:3 date "2026-02-30" there is no such day when read as yyyy-MM-dd. Correct the date, or declare formats.date in the mapping if day and month are the other way round',
      'transactions.csv:4 owner "nobody" is not in people. Correct it or add it to people',
      'transactions.csv:5 amount "1.234" has 3 decimals; the company keeps 2. Round it at the source, or raise amountDigits in company.json (at most 6)',
      'transactions.csv:5 currency "XXY" not a currency code of ISO 4217. Write a code such as USD, EUR or JPY, in capitals',
      'transactions.csv:7 line "1" has the same source, transaction, line as transactions.csv:2 but other content. Keep one of the two rows',
      'transactions.csv:8 original "T9" is no other transaction of the source files. Name the original\'s id, or id/line, and import it before or together',
      'transactions.csv:9 original "" is blank, but a payment belongs to an original transaction. Name the original\'s id, or id/line',
      'transactions.csv:10 original "T5" is no other transaction of the source files. Name the original\'s id, or id/line, and import it before or together',
      expect.stringContaining('transactions.csv:11 amount "1.234,56" '),
      'transactions.csv:12 product "P1" is not in products. Correct it or add it to products',
      expect.stringContaining("transactions.csv:13 "),
    ]);
    expect(briefly(result)).toMatchObject({
      positions: "read 4, new 2, rejected 2",
      assignments: "read 5, new 3, rejected 2",
      quotas: "read 2, new 1, rejected 1",
      transactions: "read 13, new 2, collapsed 1, rejected 10",
      splits: "read 4, new 1, rejected 3",
      plans: "read 2, new 1, rejected 1",
    });
    expect(result.rejected).toBe(19);
  });

  test("a refused correction leaves the row as it was, and others may go on referring to it", async () => {
    await newCompany();
    await run(FILES);
    const result = await run({ "people.csv": "participant,name,hired,left\n1,Ann Leigh,2026-02-01,2026-01-01\n", "transactions.csv": "transaction,date,owner,amount\nT9,2026-02-01,1,1\n" });
    expect(briefly(result)).toEqual({ people: "read 1, rejected 1", transactions: "read 1, new 1" });
    expect(await rows(sql`select name from people_personal where company_id = ${session.companyId} and participant = '1'`)).toEqual([{ name: "Ann Lee" }]);
  });

  test("a file that cannot be used as a whole refuses the import, and nothing is published", async () => {
    await newCompany();
    await expect(run({ ...FILES, "transactions.csv": "transaction,dat,amount\nT1,2026-01-01,1\n" })).rejects.toThrow(/transactions\.csv:1: dat: is not a column of transactions\. Did you mean date\?/);
    await expect(run({ ...FILES, "transaction.csv": "x\n" })).rejects.toThrow("Did you mean transactions.csv?");
    expect(await rows(sql`select state from imports where company_id = ${session.companyId}`)).toEqual([{ state: "failed" }]);
    expect(await rows(sql`select count(*)::integer as count from people where company_id = ${session.companyId}`)).toEqual([{ count: 0 }]);
    expect(await rows(sql`select relname from pg_class where relname like '%staging\_%' and relkind = 'r'  and relispartition`)).toEqual([]);
  });

  test("a cancelled import drops its staging and publishes nothing", async () => {
    await newCompany();
    const cancel = new AbortController();
    const result = await importFiles(store, session, { paths: [await folder(FILES)], signal: cancel.signal }, ({ phase }) => {
      if (phase === "checking") cancel.abort();
    });
    expect(result.state).toBe("cancelled");
    expect(await rows(sql`select state from imports where company_id = ${session.companyId}`)).toEqual([{ state: "cancelled" }]);
    expect(await rows(sql`select count(*)::integer as count from transactions where company_id = ${session.companyId}`)).toEqual([{ count: 0 }]);
    expect(await rows(sql`select relname from pg_class where relname like '%staging\_%' and relkind = 'r' and relispartition`)).toEqual([]);
  });

  /** Begins an import and lets the database go away when `phase` begins: nothing more can be written, as after kill -9. */
  async function interrupted(path: string, phase: string): Promise<void> {
    const gone = new Error("The database went away");
    let away = false;
    const failing: Store = { ...store, system: (work) => (away ? Promise.reject(gone) : store.system(work)), publish: (...given) => (away ? Promise.reject(gone) : store.publish(...given)) };
    const begun = importFiles(failing, session, { paths: [path] }, (progress) => {
      away ||= progress.phase === phase;
    });
    await expect(begun).rejects.toThrow("went away");
    expect(await resumeImports(store)).toEqual([]); // its process still lives
    await store.system((tx) => tx.updateTable("imports").set({ lease_until: new Date(0) }).where("company_id", "=", session.companyId).execute());
  }

  test.each(["checking", "publishing"])("an import interrupted before %s is taken up and ends as if nothing had been", async (phase) => {
    await newCompany();
    const path = await folder({ ...FILES, "transactions.csv": `${FILES["transactions.csv"]}T1,2026-01-31,2,12.5,true,,\nT4,2026-02-30,2,1,,,\n` });
    await interrupted(path, phase);
    const [resumed, ...more] = await resumeImports(store);
    expect(more).toEqual([]);
    expect(resumed?.error).toBeUndefined();
    expect(brief(resumed?.result?.tables.get("transactions"))).toBe("read 5, new 3, collapsed 1, rejected 1");
    expect(brief(resumed?.result?.tables.get("people"))).toBe("read 3, new 3");
    expect(await rows(sql`select state, attempt from imports where company_id = ${session.companyId}`)).toEqual([{ state: "published", attempt: 2 }]);
    expect(await rows(sql`select count(*)::integer as count from import_rejections where company_id = ${session.companyId}`)).toEqual([{ count: 1 }]);
    expect(await resumeImports(store)).toEqual([]);
  });

  test("an interrupted import whose file has changed since publishes nothing and says so", async () => {
    await newCompany();
    const path = await folder(FILES);
    await interrupted(path, "publishing");
    await writeFile(join(path, "transactions.csv"), FILES["transactions.csv"].replace("12.50", "12.51"));
    const [resumed] = await resumeImports(store);
    expect(resumed?.error).toBe("transactions.csv: is not the file that the import began with. Import again");
    expect(await rows(sql`select state, error from imports where company_id = ${session.companyId}`)).toEqual([{ state: "failed", error: resumed?.error }]);
    expect(await rows(sql`select count(*)::integer as count from transactions where company_id = ${session.companyId}`)).toEqual([{ count: 0 }]);
  });

  test("a replacing file voids what it no longer has, within its source and dates; a preview counts it", async () => {
    await newCompany();
    const mapping = join(await folder({}), "mapping.json");
    const entry = { table: "transactions", file: "orders.csv", columns: { transaction: "id", date: "day", amount: "amount" }, mode: { replace: { from: "2026-01-01", to: "2026-02-01" } } };
    await writeFile(mapping, JSON.stringify({ source: "shop", company: { name: "Shop", currency: "USD" }, tables: [entry] }));
    const orders = async (lines: string, dryRun = false): Promise<ImportResult> => importFiles(store, session, { paths: [await folder({ "orders.csv": `id,day,amount\n${lines}` })], mapping, dryRun });
    await orders("1,2026-01-05,10\n2,2026-01-06,20\n3,2026-02-06,30\n");
    await run({ "transactions.csv": "transaction,date,amount\nA,2026-01-05,1\n" });
    expect(brief((await orders("1,2026-01-05,11\n", true)).tables.get("transactions"))).toBe("read 1, changed 1, voided 1");
    expect(brief((await orders("1,2026-01-05,11\n")).tables.get("transactions"))).toBe("read 1, changed 1, voided 1");
    const standing = sql`select transaction from transactions where company_id = ${session.companyId} and voided_at_change is null order by transaction`;
    expect(await rows(standing)).toEqual([{ transaction: "1" }, { transaction: "3" }, { transaction: "A" }]);
    expect(brief((await orders("1,2026-01-05,11\n2,2026-01-06,20\n")).tables.get("transactions"))).toBe("read 2, changed 1, same 1");
    expect(await rows(standing)).toHaveLength(4);
  });

  test("what was checked before another change is checked again", async () => {
    await newCompany();
    await run(FILES);
    // While this import is staged, another one gives Bo the seat that it gives to Ann.
    const files = { "assignments.csv": "participant,position,from,to,share\n1,rep,2027-01-01,,40%\n", "transactions.csv": "transaction,date,owner,amount\nT9,2026-02-01,1,1\n" };
    let other: ImportResult | undefined;
    let published: Promise<ImportResult> | undefined;
    const path = await folder(files);
    const gate = importFiles(store, session, { paths: [path] }, ({ phase }) => {
      if (phase === "checking") published ??= run({ "assignments.csv": "participant,position,from,to,share\n2,rep,2027-01-01,,40%\n" });
    });
    const result = await gate;
    other = await published;
    const both = [result, other].map((one) => brief(one?.tables.get("assignments")));
    expect(both.toSorted()).toEqual(["read 1, new 1", "read 1, rejected 1"]);
    expect(await rows(sql`select sum(share)::text as share from assignments where company_id = ${session.companyId} and position = 'rep' and "from" >= '2026-07-01'`)).toEqual([{ share: "1.00" }]);
  });

  test.skipIf(!dataset("adventureworks"))("a mapping's files: AdventureWorks, 31,465 orders", async () => {
    await newCompany();
    const mapping = join(import.meta.dirname, "../../../examples/adventureworks/mapping.json");
    const path = dataset("adventureworks") ?? "";
    const result = await importFiles(store, session, { paths: [path], mapping });
    expect(brief(result.tables.get("transactions"))).toBe("read 31465, new 31465");
    expect(result.rejected).toBe(0);
    expect(await rows(sql`select sum(amount)::text as sum from transactions where company_id = ${session.companyId}`)).toEqual([{ sum: "109846381.4039" }]);
  });
});
