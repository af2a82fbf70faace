import { sql } from "kysely";
import { expect, test } from "vitest";
import { FILES, onBothStores } from "../../../test/support/imports.ts";
import { undoImport } from "./undo.ts";

onBothStores("the undo of an import into", (at) => {
  const content = async () => {
    const id = at.session.companyId;
    return {
      people: await at.rows(sql`select participant, hired, attributes from people where company_id = ${id} order by participant`),
      names: await at.rows(sql`select participant, name from people_personal where company_id = ${id} order by participant`),
      assignments: await at.rows(
        sql`select participant, position, "from", share from assignments where company_id = ${id} order by 1, 2, 3`,
      ),
      transactions: await at.rows(sql`select transaction, amount, owner from transactions where company_id = ${id} order by transaction`),
      plans: await at.rows(sql`select plan, version, hash from plans where company_id = ${id}`),
    };
  };

  test("removes what it made and restores what it changed and removed, and can be done once", async () => {
    await at.newCompany();
    await at.run(FILES);
    const before = await content();
    const second = await at.run(
      {
        "company.json": FILES["company.json"],
        "people.csv":
          FILES["people.csv"].replace("Ann Lee", "Ann Leigh") +
          "9,Zoe,,,,\n".replace(/,+\n$/, `${",".repeat((FILES["people.csv"].split("\n")[0] ?? "").split(",").length - 2)}\n`),
        "transactions.csv": `${FILES["transactions.csv"]}T4,2026-03-01,1,5,,,\n`,
      },
      {},
    );
    expect(await content()).not.toEqual(before);
    const undone = await undoImport(at.store, at.session, second.importId);
    expect(undone.kept).toEqual([]);
    expect(undone.tables["transactions"]).toEqual({ removed: 1, restored: 0, kept: 0 });
    expect(undone.tables["people"]).toEqual({ removed: 1, restored: 0, kept: 0 });
    expect(undone.tables["people_personal"]).toEqual({ removed: 1, restored: 1, kept: 0 });
    expect(await content()).toEqual(before);
    await expect(undoImport(at.store, at.session, second.importId)).rejects.toThrow("This import was undone already");
  });

  test("keeps rows that were changed since, and rows that others refer to, and says so", async () => {
    await at.newCompany();
    const first = await at.run(FILES);
    await at.run({ "company.json": FILES["company.json"], "transactions.csv": FILES["transactions.csv"].replace("T1,2026", "T1,2027") });
    const undone = await undoImport(at.store, at.session, first.importId);
    expect(undone.kept.find(({ table }) => table === "transactions")).toMatchObject({
      key: { transaction: "T1" },
      reason: expect.stringContaining("was changed since, by change 3 (Import "),
    });
    expect(undone.kept.find(({ table }) => table === "people")).toMatchObject({ reason: "is referred to by transactions" });
    expect((await content()).transactions.map((row) => (row as { transaction: string }).transaction)).toEqual(["T1"]);
  });
});
