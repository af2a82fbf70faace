import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { briefly, FILES, onBothStores, PLAN } from "../../../test/support/imports.ts";
import { importFiles } from "./import.ts";

onBothStores("what an import refuses, on", (at) => {
  test("every refused row is recorded with its place and reason; the others are published", async () => {
    await at.newCompany();
    const result = await at.run({
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
        "T9c,2026-02-01,2,2,USD,payment,T9d/1,",
        "T9d,2026-01-31,2,3,USD,,,",
        "",
      ].join("\n"),
      "splits.csv": "transaction,party,share\nT1,1,40%\nT1,2,59%\nT9c,1,100%\nT77,1,100%\n",
      "plans/wrong.json": JSON.stringify({ ...PLAN, plan: "wrong", components: [{ ...PLAN.components[0], measure: "revenu" }] }),
    });
    expect(await at.reasons(result)).toEqual([
      'assignments.csv:5 share "100%" the seat rep would be held by more than 100 %, together with 2 (assignments.csv:3). End the other assignment, or give shares that sum to at most 100%',
      'assignments.csv:6 participant "9" is not in people. Correct it or add it to people',
      'plans/wrong.json:0 components[0].measure "" There is no measure "revenu". Did you mean "revenue"?',
      'positions.csv:4 parent "b" is not in positions. Correct it or add it to positions',
      'positions.csv:5 parent "a" would make b → a → b a circle. Break it: one of them must report to somebody above',
      'quotas.csv:3 from "2026-03-01" overlaps quotas.csv:2 of the same position and measure. Give `to` as the day after the last, so that one ends where the next begins',
      'splits.csv:2 share "40%" the shares of T1 line 1 total 99 %, not 100 %. Correct the shares; all parties of a transaction are imported together',
      'splits.csv:3 share "59%" the shares of T1 line 1 total 99 %, not 100 %. Correct the shares; all parties of a transaction are imported together',
      'splits.csv:5 transaction "T77" there is no such transaction and line of the source files. Import the transaction before or together',
      'transactions.csv:2 transaction "T1" is held back: a row of its splits is refused. Correct the splits and import them together with this row',
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
      transactions: "read 14, new 2, collapsed 1, rejected 11",
      splits: "read 4, new 1, rejected 3",
      plans: "read 2, new 1, rejected 1",
    });
    expect(result.rejected).toBe(20);
  });

  const DEALS = "transaction,date,owner,amount\nT1,2026-01-31,2,10\nT2,2026-01-31,2,20\nT3,2026-01-31,2,30\nT4,2026-01-31,2,40\n";
  const SPLITS = "transaction,party,share,kind\nT1,1,40%,\nT1,2,60%,\nT2,1,100%,\nT3,1,50%,\nT3,2,50%,\nT4,1,10%,overlay\n";
  test.each([
    ["a party that nobody is", SPLITS.replace("T1,1,", "T1,nobody,"), ["T1"], ["splits.csv:2 party", "splits.csv:3 transaction"]],
    ["a share that is no number", SPLITS.replace("T2,1,100%", "T2,1,all"), ["T2"], ["splits.csv:4 share"]],
    ["shares that do not total 100 %", SPLITS.replace("T3,1,50%", "T3,1,51%"), ["T3"], ["splits.csv:5 share", "splits.csv:6 share"]],
    ["too few cells", SPLITS.replace("T1,1,40%,", "T1,1"), ["T1"], ["splits.csv:2 ", "splits.csv:3 transaction"]],
    ["the same party twice", SPLITS.replace("T3,2,50%", "T3,1,50.5%"), ["T3"], ["splits.csv:5 transaction", "splits.csv:6 role"]],
    [
      "two of them",
      SPLITS.replace("T1,1,", "T1,x,").replace("T2,1,", "T2,y,"),
      ["T1", "T2"],
      ["splits.csv:2 party", "splits.csv:3 transaction", "splits.csv:4 party"],
    ],
  ])("a transaction of which a split is refused is held back with all its splits: %s", async (_label, splits, held, refused) => {
    await at.newCompany();
    await at.run({ ...FILES, "transactions.csv": "transaction,date,owner,amount\n", "splits.csv": "transaction,party,share\n" });
    const result = await at.run({ "transactions.csv": DEALS, "splits.csv": splits });
    const places = (await at.reasons(result)).map((reason) => reason.split(" ").slice(0, 2).join(" "));
    expect(places).toEqual([...refused, ...held.map((id) => `transactions.csv:${Number(id.slice(1)) + 1} transaction`)]);
    const known = () =>
      at.rows<{ transaction: string; parties: number }>(sql`
        select t.transaction, (select count(*) from splits s where s.company_id = t.company_id and s.transaction = t.transaction) as parties
        from transactions t where t.company_id = ${at.session.companyId} order by 1`);
    const all = [
      { transaction: "T1", parties: 2 },
      { transaction: "T2", parties: 1 },
      { transaction: "T3", parties: 2 },
      { transaction: "T4", parties: 1 },
    ];
    expect(await known()).toEqual(all.filter(({ transaction }) => !held.includes(transaction)));
    // Corrected, the rows that were refused and held back are taken: those alone, or the whole files again.
    const only = (text: string) =>
      text
        .split("\n")
        .filter((line, index) => index === 0 || held.includes(line.split(",")[0] ?? ""))
        .join("\n");
    expect((await at.run({ "transactions.csv": only(DEALS), "splits.csv": only(SPLITS) })).rejected).toBe(0);
    expect(await known()).toEqual(all);
    expect((await at.run({ "transactions.csv": DEALS, "splits.csv": SPLITS })).changeNumber).toBeNull();
  });

  test("a refused split of a transaction that is known leaves it and its splits as they were", async () => {
    await at.newCompany();
    await at.run(FILES);
    const result = await at.run({
      "transactions.csv": "transaction,date,owner,amount\nT1,2026-01-31,2,99\n",
      "splits.csv": "transaction,party,share,kind\nT1,1,100%,\nT1,nobody,5%,overlay\n",
    });
    expect(briefly(result)).toEqual({ transactions: "read 1, rejected 1", splits: "read 2, rejected 2" });
    expect(result.changeNumber).toBeNull();
  });

  test("through a mapping, a refusal names the file's own header beside the column, and a refused split holds its transaction back", async () => {
    await at.newCompany();
    await at.run({ ...FILES, "transactions.csv": "transaction,date,owner,amount\n", "splits.csv": "transaction,party,share\n" });
    const folder = await at.folder({
      "deals.csv": "id,closed,value,rep\n7,2026-01-31,10,2\n8,2026-02-30,1,2\n9,2026-01-31,5,nobody\n",
      "team.csv": "deal,who,part\n7,1,half\n7,2,50%\n",
      "mapping.json": JSON.stringify({
        source: "crm",
        tables: [
          {
            table: "transactions",
            file: "deals.csv",
            columns: { transaction: "id", date: "closed", amount: { column: "value" }, owner: "rep" },
          },
          { table: "splits", file: "team.csv", columns: { transaction: "deal", party: "who", share: "part" } },
        ],
      }),
    });
    const result = await importFiles(at.store, at.session, { paths: [folder], mapping: join(folder, "mapping.json") });
    expect((await at.reasons(result)).map((reason) => reason.split('"')[0])).toEqual([
      "deals.csv:2 transaction (id) ",
      "deals.csv:3 date (closed) ",
      "deals.csv:4 owner (rep) ",
      "team.csv:2 share (part) ",
      "team.csv:3 transaction (deal) ",
    ]);
    expect(briefly(result)).toEqual({ transactions: "read 3, rejected 3", splits: "read 2, rejected 2" });
  });

  test("a seat may be named by who has it: above another, with a quota, of a sale; by whom has several it is ambiguous", async () => {
    await at.newCompany();
    const result = await at.run({
      "company.json": JSON.stringify({ name: "Acme", currency: "USD" }),
      "people.csv": "participant,name,email\n1,Ann Lee,ann@x.io\n2,Bo Day,\n3,Cy Two,\n",
      "positions.csv": "position,parent\nboss,\nrep,Ann Lee\nother,ann@x.io\nspare,\n",
      "assignments.csv": "participant,position,from,to\n1,boss,,\nBo Day,rep,,\n3,other,2026-01-01,2026-02-01\n3,spare,2026-02-01,\n",
      "quotas.csv": "position,measure,from,to,amount\nBo Day,revenue,2026-01-01,2026-04-01,100\nCy Two,revenue,2026-01-01,2026-04-01,200\n",
      "transactions.csv": "transaction,date,position,amount\nT1,2026-01-31,ann@x.io,12.50\n",
    });
    const id = at.session.companyId;
    expect(await at.rows(sql`select position, parent from positions where company_id = ${id} order by position`)).toEqual([
      { position: "boss", parent: null },
      { position: "other", parent: "boss" },
      { position: "rep", parent: "boss" },
      { position: "spare", parent: null },
    ]);
    expect(await at.rows(sql`select position from quotas where company_id = ${id}`)).toEqual([{ position: "rep" }]);
    expect(await at.rows(sql`select position from transactions where company_id = ${id}`)).toEqual([{ position: "boss" }]);
    expect(result.rejected).toBe(1);
    expect(await at.rows(sql`select file, line, value, reason from import_rejections where company_id = ${id}`)).toEqual([
      {
        file: "quotas.csv",
        line: 3,
        value: "Cy Two",
        reason: "is the name of other and spare in positions. Use the id of the one that is meant",
      },
    ]);
  });

  test("a refused correction leaves the row as it was, and others may go on referring to it", async () => {
    await at.newCompany();
    await at.run(FILES);
    const result = await at.run({
      "people.csv": "participant,name,hired,left\n1,Ann Leigh,2026-02-01,2026-01-01\n",
      "transactions.csv": "transaction,date,owner,amount\nT9,2026-02-01,1,1\n",
    });
    expect(briefly(result)).toEqual({ people: "read 1, rejected 1", transactions: "read 1, new 1" });
    expect(await at.rows(sql`select name from people_personal where company_id = ${at.session.companyId} and participant = '1'`)).toEqual([
      { name: "Ann Lee" },
    ]);
  });

  test("a file that cannot be used as a whole refuses the import, and nothing is published", async () => {
    await at.newCompany();
    await expect(at.run({ ...FILES, "transactions.csv": "transaction,dat,amount\nT1,2026-01-01,1\n" })).rejects.toThrow(
      /transactions\.csv:1: dat: is not a column of transactions\. Did you mean date\?/,
    );
    await expect(at.run({ ...FILES, "transaction.csv": "x\n" })).rejects.toThrow("Did you mean transactions.csv?");
    expect(await at.rows(sql`select state from imports where company_id = ${at.session.companyId}`)).toEqual([{ state: "failed" }]);
    expect(await at.rows(sql`select count(*)::integer as count from people where company_id = ${at.session.companyId}`)).toEqual([
      { count: 0 },
    ]);
    expect(await at.rows(sql`select relname from pg_class where relname like '%staging\_%' and relkind = 'r'  and relispartition`)).toEqual(
      [],
    );
  });
});
