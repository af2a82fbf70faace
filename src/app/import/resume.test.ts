import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Store } from "../database/store.ts";
import { brief, briefly, FILES, onBothStores } from "../../../test/support/imports.ts";
import { importFiles } from "./import.ts";
import type { ImportProgress, ImportResult } from "./result.ts";
import { resumeImports } from "./resume.ts";

onBothStores("an import that does not run through, on", (at) => {
  test("a cancelled import drops its staging and publishes nothing", async () => {
    await at.newCompany();
    const cancel = new AbortController();
    const result = await importFiles(at.store, at.session, { paths: [await at.folder(FILES)], signal: cancel.signal }, ({ phase }) => {
      if (phase === "checking") cancel.abort();
    });
    expect(result.state).toBe("cancelled");
    expect(await at.rows(sql`select state from imports where company_id = ${at.session.companyId}`)).toEqual([{ state: "cancelled" }]);
    expect(await at.rows(sql`select count(*)::integer as count from transactions where company_id = ${at.session.companyId}`)).toEqual([
      { count: 0 },
    ]);
    expect(await at.rows(sql`select relname from pg_class where relname like '%staging\_%' and relkind = 'r' and relispartition`)).toEqual(
      [],
    );
  });

  /** Begins an import and lets the database go away when it is time: nothing more can be written, as after kill -9. */
  async function interrupted(path: string, isTime: (progress: ImportProgress) => boolean): Promise<void> {
    const gone = new Error("The database went away");
    let away = false;
    const failing: Store = {
      ...at.store,
      system: (work) => (away ? Promise.reject(gone) : at.store.system(work)),
      publish: (...given) => (away ? Promise.reject(gone) : at.store.publish(...given)),
    };
    const begun = importFiles(failing, at.session, { paths: [path] }, (progress) => {
      away ||= isTime(progress);
    });
    await expect(begun).rejects.toThrow("went away");
    expect(await resumeImports(at.store)).toEqual([]); // its process still lives
    await at.store.system((tx) =>
      tx
        .updateTable("imports")
        .set({ lease_until: new Date(0) })
        .where("company_id", "=", at.session.companyId)
        .execute(),
    );
  }

  test.each(["checking", "publishing"])("an import interrupted before %s is taken up and ends as if nothing had been", async (phase) => {
    await at.newCompany();
    const path = await at.folder({
      ...FILES,
      "transactions.csv": `${FILES["transactions.csv"]}T1,2026-01-31,2,12.5,true,,\nT4,2026-02-30,2,1,,,\n`,
    });
    await interrupted(path, (progress) => progress.phase === phase);
    const [resumed, ...more] = await resumeImports(at.store);
    expect(more).toEqual([]);
    expect(resumed?.error).toBeUndefined();
    expect(brief(resumed?.result?.tables.get("transactions"))).toBe("read 5, new 3, collapsed 1, rejected 1");
    expect(brief(resumed?.result?.tables.get("people"))).toBe("read 3, new 3");
    expect(brief(resumed?.result?.tables.get("splits"))).toBe("read 2, new 2");
    expect(await at.rows(sql`select state, attempt from imports where company_id = ${at.session.companyId}`)).toEqual([
      { state: "published", attempt: 2 },
    ]);
    expect(await at.rows(sql`select count(*)::integer as count from import_rejections where company_id = ${at.session.companyId}`)).toEqual(
      [{ count: 1 }],
    );
    expect(await resumeImports(at.store)).toEqual([]);
  });

  test("an interrupted import whose file has changed since publishes nothing and says so", async () => {
    await at.newCompany();
    const path = await at.folder(FILES);
    await interrupted(path, ({ phase }) => phase === "publishing");
    await writeFile(join(path, "transactions.csv"), FILES["transactions.csv"].replace("12.50", "12.51"));
    const [resumed] = await resumeImports(at.store);
    expect(resumed?.error).toBe("transactions.csv: is not the file that the import began with. Import again");
    expect(await at.rows(sql`select state, error from imports where company_id = ${at.session.companyId}`)).toEqual([
      { state: "failed", error: resumed?.error },
    ]);
    expect(await at.rows(sql`select count(*)::integer as count from transactions where company_id = ${at.session.companyId}`)).toEqual([
      { count: 0 },
    ]);
  });

  test("an import interrupted in the middle of a file goes on behind its last committed batch", async () => {
    await at.newCompany();
    const lines = Array.from({ length: 90_000 }, (_, n) => `T${n},2026-01-${String(10 + (n % 20))},2,${n}.25,,,`);
    const path = await at.folder({
      ...FILES,
      "splits.csv": "transaction,party,share\n",
      "transactions.csv": `transaction,date,owner,amount,attributes.online,kind,original\n${lines.join("\n")}\n`,
    });
    let committed = 0;
    await interrupted(path, ({ rows, phase }) => {
      committed = phase === "reading" ? rows : committed;
      return rows > 1_000;
    });
    const [resumed] = await resumeImports(at.store);
    expect(committed).toBeLessThan(90_000);
    expect(brief(resumed?.result?.tables.get("transactions"))).toBe("read 90000, new 90000");
    const sum = sql`select count(*)::integer as count, sum(amount)::text as sum from transactions where company_id = ${at.session.companyId}`;
    expect(await at.rows(sum)).toEqual([{ count: 90_000, sum: "4049977500.00" }]);
  });

  test("what was checked before another change is checked again", async () => {
    await at.newCompany();
    await at.run(FILES);
    // Between this import's checks and its publishing, another one gives Bob the rest of the seat that it gives to Ann.
    const assignment = (participant: string) => ({
      "assignments.csv": `participant,position,from,to,share\n${participant},rep,2027-01-01,,40%\n`,
    });
    let other: ImportResult | undefined;
    const late: Store = {
      ...at.store,
      publish: async (...given) => {
        other ??= await at.run(assignment("2"));
        return at.store.publish(...given);
      },
    };
    const path = await at.folder({ ...assignment("1"), "transactions.csv": "transaction,date,owner,amount\nT9,2026-02-01,1,1\n" });
    const result = await importFiles(late, at.session, { paths: [path] });
    expect(other && brief(other.tables.get("assignments"))).toBe("read 1, new 1");
    expect(briefly(result)).toEqual({ assignments: "read 1, rejected 1", transactions: "read 1, new 1" });
  });
});
