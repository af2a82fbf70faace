import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { createCompany } from "../companies.ts";
import { copyResults } from "../copy-results.ts";
import { analyzeStaging, dropBatchesAfter, dropStaging, openStaging, stagingTable } from "../staging.ts";
import type { Session, Store, Transaction } from "../store.ts";
import { UNICODE } from "./values.ts";

/** COPY both ways, and what stands on it: staging and loading under row security. */
export function copyContract(store: () => Store): void {
  describe("copy", () => {
    test.each(["text", "binary"])("%s goes in and comes out the same, with nulls and unicode", async (format) => {
      const bytes = await store().system(async (tx) => {
        await sql`create temporary table pairs (a bigint, b text, c numeric, d date) on commit drop`.execute(tx);
        await sql`create temporary table copied (like pairs) on commit drop`.execute(tx);
        await sql`insert into pairs select n, case when n % 3 = 0 then null else ${UNICODE} || n end, n / 8.0, case when n % 2 = 0 then 'infinity' else '2026-01-31' end::date from generate_series(1, 5000) as n`.execute(
          tx,
        );
        const chunks: Uint8Array[] = [];
        for await (const chunk of store().copyOut(tx, `copy pairs to stdout (format ${format})`)) chunks.push(chunk);
        expect(await store().copyIn(tx, `copy copied from stdin (format ${format})`, chunks)).toBe(5000);
        const { rows } = await sql`(table pairs except all table copied) union all (table copied except all table pairs)`.execute(tx);
        expect(rows).toEqual([]);
        return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      });
      expect(bytes).toBeGreaterThan(100_000);
    });

    test("a bad value names its line; a source that fails ends the transaction; the store goes on", async () => {
      const copy = (chunks: Iterable<Uint8Array>) =>
        store().system(async (tx) => {
          await sql`create temporary table numbers (a integer) on commit drop`.execute(tx);
          return store().copyIn(tx, "copy numbers from stdin", chunks);
        });
      await expect(copy([Buffer.from("1\nzwei\n")])).rejects.toMatchObject({ code: "22P02", where: expect.stringContaining("line 2") });
      await expect(copy(failing())).rejects.toThrow("the file ended early");
      expect(await copy([Buffer.from("1\n2\n")])).toBe(2);
    });

    test("a reader may stop half-way", async () => {
      const first = await store().system(async (tx) => {
        for await (const chunk of store().copyOut(tx, "copy (select n from generate_series(1, 200000) as n) to stdout"))
          return chunk.length;
        return 0;
      });
      expect(first).toBeGreaterThan(0);
      const { rows } = await store().system((tx) => sql`select 1 as one`.execute(tx));
      expect(rows).toEqual([{ one: 1 }]);
    });

    test("results reach their tables past row security by the program itself, and by nobody else", async () => {
      const create = (name: string) => createCompany(store(), "tests", { name, currency: "USD", settings: {} });
      const [companyId, other] = [await create("Copy"), await create("Other")];
      const columns =
        "company_id calculation_id credit_no participant position plan version rule transaction_id date amount currency share bucket";
      const load = async (tx: Transaction) => {
        const chunks: Uint8Array[] = [];
        const select = `select ${companyId}::bigint, 1::bigint, n::bigint, 'anna', 'seat', 'plan', '1', 'own', n::bigint, date '2026-01-31', 1.25, 'USD', 1.0, 7::smallint from generate_series(1, 1000) as n`;
        for await (const chunk of store().copyOut(tx, `copy (${select}) to stdout (format binary)`)) chunks.push(chunk);
        return copyResults(store(), tx, "credits", columns.split(" "), chunks);
      };
      const administrator = (company: number) => ({ companyId: company, actor: "admin", roles: ["administrator"] }) as const;
      await expect(store().as(administrator(companyId), load)).rejects.toMatchObject({ code: "42501" });
      expect(await store().system(load)).toBe(1000);
      const seenBy = (session: Session) =>
        store().as(session, (tx) =>
          tx
            .selectFrom("credits")
            .select((e) => e.fn.countAll<number>().as("count"))
            .execute(),
        );
      expect(await seenBy(administrator(companyId))).toEqual([{ count: 1000 }]);
      expect(await seenBy(administrator(other))).toEqual([{ count: 0 }]);
      await store().system((tx) => tx.deleteFrom("credits").where("company_id", "=", companyId).execute());
    });

    test("staging of an import: own partition, resumable by batch, dropped as a whole", async () => {
      const importId = 987_654;
      const line = (batch: number) => Buffer.from(`1\t${importId}\t${batch}\t0\t${batch}\tfiles\tT${batch}\t1\tsplit\tanna\t\t1\n`);
      await store().system(async (tx) => {
        await openStaging(tx, importId);
        await openStaging(tx, importId);
        await store().copyIn(tx, `copy ${stagingTable("splits", importId)} from stdin`, [line(1), line(2), line(3)]);
        await analyzeStaging(tx, importId);
        await dropBatchesAfter(tx, importId, 2);
      });
      const batches = () =>
        store().system((tx) =>
          tx.selectFrom("splits_staging").select("batch").where("import_id", "=", importId).orderBy("batch").execute(),
        );
      expect(await batches()).toEqual([{ batch: 1 }, { batch: 2 }]);
      await store().system((tx) => dropStaging(tx, importId));
      expect(await batches()).toEqual([]);
    });
  });
}

function* failing(): Generator<Uint8Array> {
  yield Buffer.from("1\n");
  throw new Error("the file ended early");
}
