import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { dataset } from "../../../test/support/datasets.ts";
import { brief, briefly, FILES, onBothStores } from "../../../test/support/imports.ts";
import { importFiles } from "./import.ts";
import type { ImportResult } from "./result.ts";
import { readImport } from "./store.ts";

onBothStores("an import into", (at) => {
  test("publishes every table, the plans and the company's declarations as one change", async () => {
    await at.newCompany();
    const result = await at.run(FILES);
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
    const id = at.session.companyId;
    expect(
      await at.rows(
        sql`select name, currency, settings -> 'attributes' -> 'participant' as declared, change_number from companies where company_id = ${id}`,
      ),
    ).toEqual([{ name: "Acme", currency: "USD", declared: { commissionRate: "Percent" }, change_number: 2 }]);
    expect(await at.rows(sql`select participant, attributes from people where company_id = ${id} order by participant`)).toEqual([
      { participant: "1", attributes: { commissionRate: "1.5%" } },
      { participant: "2", attributes: { commissionRate: "2%" } },
      { participant: "3", attributes: {} },
    ]);
    expect(await at.rows(sql`select name, email from people_personal where company_id = ${id} and participant = '1'`)).toEqual([
      { name: "Ann Lee", email: "ann@x.io" },
    ]);
    expect(
      await at.rows(
        sql`select position, "from", "to", share from assignments where company_id = ${id} and participant in ('1', '3') order by participant`,
      ),
    ).toEqual([
      { position: "mgr", from: "-infinity", to: "infinity", share: "1.00" },
      { position: "rep", from: "2026-07-01", to: "infinity", share: "0.60" },
    ]);
    expect(await at.rows(sql`select "from", "to" from quotas where company_id = ${id} order by "from"`)).toEqual([
      { from: "2026-01-01", to: "2026-02-15" },
      { from: "2026-02-15", to: "infinity" },
    ]);
    expect(
      await at.rows(
        sql`select source, transaction, line, kind, original, date, owner, amount, attributes, change_number from transactions where company_id = ${id} order by transaction`,
      ),
    ).toEqual([
      {
        source: "files",
        transaction: "T1",
        line: "1",
        kind: "order",
        original: null,
        date: "2026-01-31",
        owner: "2",
        amount: "12.50",
        attributes: { online: "true" },
        change_number: 2,
      },
      {
        source: "files",
        transaction: "T2",
        line: "1",
        kind: "order",
        original: null,
        date: "2026-02-01",
        owner: "1",
        amount: "7",
        attributes: { online: "false" },
        change_number: 2,
      },
      {
        source: "files",
        transaction: "T3",
        line: "1",
        kind: "return",
        original: "T1",
        date: "2026-02-03",
        owner: "1",
        amount: "-8",
        attributes: {},
        change_number: 2,
      },
    ]);
    expect(await at.rows(sql`select set, plan, version, length(hash) as hash from plans where company_id = ${id}`)).toEqual([
      { set: "default", plan: "basic", version: "1", hash: 64 },
    ]);
  });

  test("the same files again change nothing; corrected ones correct, with history", async () => {
    const again = await at.run(FILES);
    expect([...again.tables.values()].map(({ new: added, changed, same }) => [added, changed, same > 0])).toEqual(
      [...again.tables].map(() => [0, 0, true]),
    );
    const corrected = await at.run({
      ...FILES,
      "people.csv": FILES["people.csv"].replace("Bob Ray", "Bob Rae"),
      "assignments.csv": FILES["assignments.csv"].replace("2026-07-01,\n3", "2026-06-01,\n3"),
      "transactions.csv": FILES["transactions.csv"].replace("12.50", "13.50"),
      "splits.csv": "transaction,party,share\nT1,1,30%\nT1,3,70%\n",
    });
    expect(briefly(corrected)).toMatchObject({
      people: "read 3, changed 1, same 2",
      assignments: "read 3, changed 1, same 2",
      transactions: "read 3, changed 1, same 2",
      splits: "read 2, new 1, changed 1, voided 1",
    });
    const id = at.session.companyId;
    expect(await at.rows(sql`select party, share from splits where company_id = ${id} order by party`)).toEqual([
      { party: "1", share: "0.30" },
      { party: "3", share: "0.70" },
    ]);
    expect(
      await at.rows(
        sql`select table_name, row ->> 'amount' as amount, row ->> 'name' as name, superseded_by, actor from history where company_id = ${id} and table_name in ('transactions', 'people_personal') order by table_name`,
      ),
    ).toEqual([
      { table_name: "people_personal", amount: null, name: "Bob Ray", superseded_by: corrected.changeNumber, actor: "tests" },
      { table_name: "transactions", amount: "12.50", name: null, superseded_by: corrected.changeNumber, actor: "tests" },
    ]);
  });

  test("a preview counts and writes nothing", async () => {
    const preview = await at.run({ ...FILES, "transactions.csv": `${FILES["transactions.csv"]}T4,2026-03-01,1,5,,,\n` }, { dryRun: true });
    expect(preview).toMatchObject({ state: "preview", changeNumber: null });
    expect(brief(preview.tables.get("transactions"))).toBe("read 4, new 1, changed 1, same 2");
    expect(await at.rows(sql`select count(*)::integer as count from transactions where company_id = ${at.session.companyId}`)).toEqual([
      { count: 3 },
    ]);
  });

  test("a preview says which of the same files' people a name that is not known may mean", async () => {
    await at.newCompany();
    const files = {
      "company.json": JSON.stringify({ name: "Acme", currency: "USD" }),
      "people.csv": "participant,name\n1,Hannah Brightwell\n2,Bo Day\n",
      "transactions.csv": "transaction,date,owner,amount\nT1,2026-01-31,Hanna Brightwel,12.50\nT2,2026-01-31,BO DAY,1\n",
    };
    const { importId } = await at.run(files, { dryRun: true });
    const found = await at.store.system((tx) => readImport(tx, at.session.companyId, importId));
    expect(
      found?.unknown.map(({ value, clear, candidates }) => ({ value, clear, candidates: candidates.map(({ name }) => name) })),
    ).toEqual([
      { value: "BO DAY", clear: true, candidates: ["Bo Day", "Hannah Brightwell"] },
      { value: "Hanna Brightwel", clear: true, candidates: ["Hannah Brightwell", "Bo Day"] },
    ]);
    expect(found?.refusals).toHaveLength(1);
  });

  test("a replacing file voids what it no longer has, within its source and dates; a preview counts it", async () => {
    await at.newCompany();
    const mapping = join(await at.folder({}), "mapping.json");
    const entry = {
      table: "transactions",
      file: "orders.csv",
      columns: { transaction: "id", date: "day", amount: "amount" },
      mode: { replace: { from: "2026-01-01", to: "2026-02-01" } },
    };
    await writeFile(mapping, JSON.stringify({ source: "shop", company: { name: "Shop", currency: "USD" }, tables: [entry] }));
    const orders = async (lines: string, dryRun = false): Promise<ImportResult> =>
      importFiles(at.store, at.session, { paths: [await at.folder({ "orders.csv": `id,day,amount\n${lines}` })], mapping, dryRun });
    await orders("1,2026-01-05,10\n2,2026-01-06,20\n3,2026-02-06,30\n");
    await at.run({ "transactions.csv": "transaction,date,amount\nA,2026-01-05,1\n" });
    expect(brief((await orders("1,2026-01-05,11\n", true)).tables.get("transactions"))).toBe("read 1, changed 1, voided 1");
    expect(brief((await orders("1,2026-01-05,11\n")).tables.get("transactions"))).toBe("read 1, changed 1, voided 1");
    const standing = sql`select transaction from transactions where company_id = ${at.session.companyId} and voided_at_change is null order by transaction`;
    expect(await at.rows(standing)).toEqual([{ transaction: "1" }, { transaction: "3" }, { transaction: "A" }]);
    expect(brief((await orders("1,2026-01-05,11\n2,2026-01-06,20\n")).tables.get("transactions"))).toBe("read 2, changed 1, same 1");
    expect(await at.rows(standing)).toHaveLength(4);
  });

  test.skipIf(!dataset("adventureworks"))("a mapping's files: AdventureWorks, 31,465 orders", async () => {
    await at.newCompany();
    const mapping = join(import.meta.dirname, "../../../examples/adventureworks/mapping.json");
    const path = dataset("adventureworks") ?? "";
    const result = await importFiles(at.store, at.session, { paths: [path], mapping });
    expect(brief(result.tables.get("transactions"))).toBe("read 31465, new 31465");
    expect(result.rejected).toBe(0);
    expect(await at.rows(sql`select sum(amount)::text as sum from transactions where company_id = ${at.session.companyId}`)).toEqual([
      { sum: "109846381.4039" },
    ]);
  });

  test("rows that a condition leaves out are counted by table, of staged tables too, in a check and when imported", async () => {
    await at.newCompany();
    const mapping = {
      company: { name: "Acme", currency: "USD" },
      tables: [
        { table: "people", file: "staff.csv", where: '[Active] = "yes"', columns: { participant: "Id", name: "Name" } },
        {
          table: "transactions",
          file: "deals.csv",
          where: '[Stage] = "Won"',
          columns: { transaction: "No", date: "Day", amount: "Value" },
        },
        { table: "customers", file: "deals.csv", columns: { customer: "Account" } },
      ],
    };
    const folder = await at.folder({
      "staff.csv": "Id,Name,Active\n1,Ann,yes\n2,Bob,no\n",
      "deals.csv":
        "No,Day,Value,Stage,Account\nA,2026-03-01,5,Won,X\nB,2026-03-01,5,Lost,X\nC,2026-03-01,?,Won,X\nD,2026-03-01,5,Lost,Y\nE,2026-03-01,5,,Y\n",
      "mapping.json": JSON.stringify(mapping),
    });
    for (const dryRun of [true, false]) {
      const result = await importFiles(at.store, at.session, { paths: [folder], mapping: join(folder, "mapping.json"), dryRun });
      expect(result.leftOut).toEqual([
        { table: "people", file: "staff.csv", condition: '[Active] = "yes"', rows: 1 },
        { table: "transactions", file: "deals.csv", condition: '[Stage] = "Won"', rows: 3 },
      ]);
      expect(briefly(result)).toEqual({
        people: "read 1, new 1",
        customers: "read 5, new 2, collapsed 3",
        transactions: "read 2, new 1, rejected 1",
      });
      const { importId } = result;
      const [stored] = await at.rows<{ left: unknown }>(sql`select left_out as left from imports where import_id = ${importId}`);
      expect(stored?.left).toEqual(result.leftOut);
    }
  });
});
