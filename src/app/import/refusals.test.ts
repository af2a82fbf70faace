import { sql } from "kysely";
import { expect, test } from "vitest";
import { briefly, FILES, onBothStores, PLAN } from "../../../test/support/imports.ts";

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
        "T9c,2026-02-01,2,2,USD,payment,T1/1,",
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
