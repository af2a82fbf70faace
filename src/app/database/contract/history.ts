import { beforeAll, describe, expect, test } from "vitest";
import { asOf } from "../as-of.ts";
import { createCompany, removeCompany } from "../companies.ts";
import type { Session, Store, Transaction } from "../store.ts";
import { companyWithTwoReps } from "./fixture.ts";

const EDIT = { reason: "Corrected", kind: "edit" };

/** Change numbers, history and reads as of a change. */
export function historyContract(store: () => Store): void {
  describe("history", () => {
    let session: Session;
    beforeAll(async () => {
      session = {
        companyId: await createCompany(store(), "tests", { name: "History", currency: "USD", settings: {} }),
        actor: "admin",
        roles: ["administrator"],
      };
    });
    const publish = <T>(work: (tx: Transaction, change: number) => Promise<T>) => store().publish(session, EDIT, work);
    const quotas = (change: number, as = session) =>
      store().as(as, (tx) =>
        tx
          .selectFrom(asOf("quotas", session.companyId, change).as("quotas"))
          .select(["position", "amount", "change_number"])
          .orderBy("position")
          .execute(),
      );

    test("insert, update, delete and insert again read as they were after each change", async () => {
      const key = { company_id: session.companyId, position: "S1", measure: "revenue", from: "2026-01-01" };
      const insert = (amount: string) =>
        publish(
          async (tx, n) => (
            await tx
              .insertInto("quotas")
              .values({ ...key, amount })
              .execute(),
            n
          ),
        );
      const first = await insert("100");
      const second = await publish(
        async (tx, n) => (
          await tx.updateTable("quotas").set({ amount: "200.50", change_number: n }).where("position", "=", "S1").execute(),
          n
        ),
      );
      const third = await publish(async (tx, n) => (await tx.deleteFrom("quotas").where("position", "=", "S1").execute(), n));
      const fourth = await insert("300");
      expect([first, second, third, fourth]).toEqual([2, 3, 4, 5]);
      expect(await Promise.all([1, 2, 3, 4, 5].map((change) => quotas(change)))).toEqual([
        [],
        [{ position: "S1", amount: "100", change_number: 2 }],
        [{ position: "S1", amount: "200.50", change_number: 3 }],
        [],
        [{ position: "S1", amount: "300", change_number: 5 }],
      ]);
      const kept = await store().as(session, (tx) =>
        tx
          .selectFrom("history")
          .select(["row_key", "superseded_by", "actor", "reason", "position"])
          .where("table_name", "=", "quotas")
          .orderBy("superseded_by")
          .execute(),
      );
      const rowKey = { position: "S1", measure: "revenue", from: "2026-01-01" };
      expect(kept).toEqual(
        [3, 4].map((superseded_by) => ({ row_key: rowKey, superseded_by, actor: "admin", reason: "Corrected", position: "S1" })),
      );
    });

    test("versions made and replaced within one change are not kept; inserts leave no history", async () => {
      const change = await publish(async (tx, n) => {
        await tx.insertInto("products").values({ company_id: session.companyId, product: "P", name: "first" }).execute();
        await tx.updateTable("products").set({ name: "second", change_number: n }).where("product", "=", "P").execute();
        return n;
      });
      const kept = await store().as(session, (tx) =>
        tx.selectFrom("history").select("history_id").where("table_name", "=", "products").execute(),
      );
      expect(kept).toEqual([]);
      const rows = await store().as(session, (tx) =>
        tx
          .selectFrom(asOf("products", session.companyId, change).as("products"))
          .select("name")
          .execute(),
      );
      expect(rows).toEqual([{ name: "second" }]);
    });

    test("an update that does not take the change's number, and any write outside a change, is refused", async () => {
      await publish((tx) => tx.insertInto("customers").values({ company_id: session.companyId, customer: "C" }).execute());
      await expect(publish((tx) => tx.updateTable("customers").set({ name: "x" }).execute())).rejects.toMatchObject({ code: "42501" });
      await expect(
        store().system((tx) => tx.updateTable("customers").set({ name: "x" }).where("company_id", "=", session.companyId).execute()),
      ).rejects.toMatchObject({ code: "AT001" });
      await expect(store().as(session, (tx) => tx.deleteFrom("customers").execute())).rejects.toMatchObject({ code: "AT001" });
      await expect(
        store().publish({ ...session, roles: "system" }, EDIT, (tx) =>
          tx.updateTable("customers").set({ name: "x", change_number: 1 }).where("company_id", "=", session.companyId).execute(),
        ),
      ).rejects.toMatchObject({ code: "AT001" });
    });

    test("settings of the company are read as of a change too", async () => {
      const change = await publish(async (tx, change_number) => {
        const settings = JSON.stringify({ fiscalYearStart: 7 });
        await tx.updateTable("companies").set({ settings, change_number }).execute();
        return change_number;
      });
      const at = (n: number) =>
        store().as(session, (tx) =>
          tx
            .selectFrom(asOf("companies", session.companyId, n).as("companies"))
            .select("settings")
            .execute(),
        );
      expect([await at(change - 1), await at(change)]).toEqual([[{ settings: {} }], [{ settings: { fiscalYearStart: 7 } }]]);
    });

    test("history obeys the rights on the live rows", async () => {
      const fixture = await companyWithTwoReps(store(), "History rights");
      await store().publish(fixture.administrator, EDIT, async (tx, change_number) => {
        for (const table of ["people", "people_personal", "quotas", "positions", "transactions", "assignments", "products"] as const) {
          await tx.updateTable(table).set({ change_number }).where("company_id", "=", fixture.companyId).execute();
        }
      });
      const seen = await store().as(fixture.rep("anna"), (tx) =>
        tx.selectFrom("history").select(["table_name", "participant", "position"]).orderBy("table_name").execute(),
      );
      expect(seen).toEqual([
        { table_name: "assignments", participant: "anna", position: "S1" },
        { table_name: "people", participant: "anna", position: null },
        { table_name: "people_personal", participant: "anna", position: null },
        { table_name: "positions", participant: null, position: "S1" },
        { table_name: "products", participant: null, position: null },
        { table_name: "quotas", participant: null, position: "S1" },
        { table_name: "transactions", participant: "anna", position: null },
      ]);
      const foreign = await store().as(session, (tx) =>
        tx.selectFrom("history").select("history_id").where("company_id", "=", fixture.companyId).execute(),
      );
      expect(foreign).toEqual([]);
    });

    test("many publishers at once get contiguous numbers", async () => {
      const company = await createCompany(store(), "tests", { name: "Many", currency: "USD", settings: {} });
      const numbers = await Promise.all(
        Array.from({ length: 12 }, () => store().publish({ ...session, companyId: company }, EDIT, async (_tx, n) => n)),
      );
      expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index + 2));
    });

    test("a removed company leaves no row anywhere, and others stay", async () => {
      const { companyId, administrator } = await companyWithTwoReps(store(), "Demo");
      await store().publish(administrator, EDIT, (tx, n) =>
        tx.updateTable("people").set({ hired: "2020-01-01", change_number: n }).execute(),
      );
      await removeCompany(store(), companyId);
      const left = await store().system(async (tx) => [
        ...(await tx.selectFrom("companies").select("name").where("company_id", "=", companyId).execute()),
        ...(await tx.selectFrom("history").select("table_name").where("company_id", "=", companyId).execute()),
        ...(await tx.selectFrom("credits").select("rule").where("company_id", "=", companyId).execute()),
      ]);
      expect(left).toEqual([]);
      expect(await store().as(session, (tx) => tx.selectFrom("companies").select("name").execute())).toEqual([{ name: "History" }]);
    });
  });
}
