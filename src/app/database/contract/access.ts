import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Session, Store, Transaction } from "../store.ts";
import { companyWithTwoReps } from "./fixture.ts";
import type { Fixture } from "./fixture.ts";

/** Row security: who reads and writes what, with every filter of the program removed. */
export function accessContract(store: () => Store): void {
  describe("row security", () => {
    let ours: Fixture;
    let theirs: Fixture;
    beforeAll(async () => {
      ours = await companyWithTwoReps(store(), "Ours");
      theirs = await companyWithTwoReps(store(), "Theirs");
    });

    test("an administrator reads every table of the company and no row of another one", async () => {
      const counts = await rowCounts(store(), ours.administrator);
      expect([...counts].filter(([, { foreign }]) => foreign > 0)).toEqual([]);
      const unread = Object.keys(REP_ROWS).filter((table) => counts.get(table)?.own === 0);
      expect(unread).toEqual(EMPTY);
    });

    // What anna may see: by table, the number of rows of her company. Of a table that is not named: none.
    const REP_ROWS: Readonly<Record<string, number>> = {
      activities: 1,
      assignments: 1,
      calculation_summaries: 0,
      calculations: 1,
      changes: 0,
      companies: 1,
      credits: 1,
      customers: 1,
      history: 0,
      import_rejections: 0,
      imports: 0,
      memberships: 0,
      opportunities: 1,
      participant_attributes: 1,
      people: 1,
      people_personal: 1,
      plan_assignments: 1,
      plans: 1,
      position_attributes: 1,
      positions: 1,
      products: 1,
      quotas: 1,
      reporting_lines: 1,
      reports: 0,
      splits: 1,
      stage_history: 1,
      statement_lines: 1,
      statements: 1,
      territories: 2,
      territory_assignments: 1,
      transactions: 1,
      windows: 1,
    };
    test("a rep reads the own rows and the published results only", async () => {
      const counts = await rowCounts(store(), ours.rep("anna"));
      const others = [...counts].flatMap(([table, { own }]) => (table in REP_ROWS || own === 0 ? [] : [[table, own]]));
      expect(Object.fromEntries([...counts].filter(([table]) => table in REP_ROWS).map(([table, { own }]) => [table, own]))).toEqual(
        REP_ROWS,
      );
      expect(others).toEqual([]);
      expect([...counts].filter(([, { foreign }]) => foreign > 0)).toEqual([]);
    });

    test("a rep sees a transaction that is only credited, of the published calculation only", async () => {
      const seen = await store().as(ours.rep("bo"), (tx) =>
        tx.selectFrom("transactions").select("transaction").orderBy("transaction").execute(),
      );
      expect(seen.map(({ transaction }) => transaction)).toEqual(["house", "of-bo"]);
      const calculations = await store().as(ours.rep("bo"), (tx) => tx.selectFrom("statements").select("calculation_id").execute());
      expect(calculations).toEqual([{ calculation_id: ours.published }]);
    });

    test.each([
      ["no settings at all", { company: "", roles: "", participant: "" }],
      ["a company without a role", { company: "ours", roles: "", participant: "" }],
      ["a role without a company", { company: "", roles: "administrator", participant: "" }],
      ["an unknown role", { company: "ours", roles: "owner", participant: "anna" }],
    ])("%s: nothing is readable", async (_label, settings) => {
      const company = settings.company === "ours" ? String(ours.companyId) : "";
      const counts = await store().system(async (tx) => {
        await sql`select set_config('attain.company_id', ${company}, true), set_config('attain.roles', ${settings.roles}, true),
          set_config('attain.participant', ${settings.participant}, true), set_config('role', 'attain_app', true)`.execute(tx);
        return countRows(tx, ours.companyId);
      });
      expect([...counts].filter(([, { own, foreign }]) => own + foreign > 0)).toEqual([]);
    });

    test("a rep without participant reads no personal row", async () => {
      const counts = await rowCounts(store(), { companyId: ours.companyId, actor: "x", roles: ["rep"] });
      expect(
        ["people", "people_personal", "statements", "credits", "transactions", "quotas"].map((table) => counts.get(table)?.own),
      ).toEqual([0, 0, 0, 0, 0, 0]);
    });

    test("a rep cannot write", async () => {
      const rep = ours.rep("anna");
      const raise = (tx: Transaction) =>
        tx
          .insertInto("quotas")
          .values({ company_id: ours.companyId, position: "S1", measure: "m", from: "2026-01-01", amount: 1 })
          .execute();
      await expect(store().publish(rep, { reason: "raise", kind: "edit" }, raise)).rejects.toMatchObject({ code: "42501" });
      await expect(
        store().as(rep, (tx) =>
          tx
            .insertInto("statements")
            .values({
              company_id: ours.companyId,
              calculation_id: ours.published,
              participant: "anna",
              period: "P",
              currency: "EUR",
              total_minor: 1,
              document: "{}",
              bucket: 0,
            })
            .execute(),
        ),
      ).rejects.toMatchObject({ code: "42501" });
      const { numUpdatedRows } = await store().as(rep, (tx) =>
        tx.updateTable("statements").set({ total_minor: 9 }).executeTakeFirstOrThrow(),
      );
      expect(numUpdatedRows).toBe(0n);
    });

    test("an administrator cannot write into another company, under a false number, or into changes and history by hand", async () => {
      const products = (company_id: number, change_number?: number) => (tx: Transaction) =>
        tx
          .insertInto("products")
          .values({ company_id, product: "new", ...(change_number === undefined ? {} : { change_number }) })
          .execute();
      const publish = <T>(work: (tx: Transaction, change: number) => Promise<T>) =>
        store().publish(ours.administrator, { reason: "try", kind: "edit" }, work);
      await expect(publish(products(theirs.companyId))).rejects.toMatchObject({ code: "42501" });
      await expect(publish(products(ours.companyId, 1))).rejects.toMatchObject({ code: "42501" });
      await expect(store().as(ours.administrator, products(ours.companyId))).rejects.toMatchObject({ code: "42501" });
      const forged = (superseded_by: number) => ({
        company_id: ours.companyId,
        table_name: "people",
        row_key: "{}",
        object: "anna",
        row: "{}",
        change_number: 1,
        superseded_by,
        actor: "a",
        reason: "r",
      });
      await expect(publish((tx, change) => tx.insertInto("history").values(forged(change)).execute())).rejects.toMatchObject({
        code: "42501",
      });
      await expect(publish((tx) => tx.deleteFrom("history").execute())).rejects.toMatchObject({ code: "42501" });
      await expect(publish((tx) => sql`update changes set actor = 'x'`.execute(tx))).rejects.toMatchObject({ code: "42501" });
      await expect(publish((tx) => sql`alter table people disable trigger keep_history`.execute(tx))).rejects.toMatchObject({
        code: "42501",
      });
    });

    test("settings end with their transaction", async () => {
      await store().as(ours.administrator, (tx) => tx.selectFrom("people").select("participant").execute());
      const { rows } = await store().system((tx) =>
        sql<{ company: string }>`select current_setting('attain.company_id', true) as company`.execute(tx),
      );
      expect(rows).toEqual([{ company: "" }]);
    });

    test("the catalog: every table of companies is forced under row security, nobody bypasses it", async () => {
      const { rows: open } = await store().system((tx) =>
        sql<{ name: string }>`
        select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and not (c.relrowsecurity and c.relforcerowsecurity) order by 1`.execute(tx),
      );
      expect(open.map(({ name }) => name)).toEqual(["splits_staging", "transactions_staging"]); // reached by the system alone
      const { rows: grants } = await store().system((tx) =>
        sql`
        select table_name, grantee from information_schema.role_table_grants
        where table_name in ('splits_staging', 'transactions_staging') and grantee <> 'attain_owner'`.execute(tx),
      );
      expect(grants).toEqual([]);
      const { rows: partitions } = await store().system((tx) =>
        sql`
        select c.relname as name, array(select distinct grantee::regrole::text from aclexplode(c.relacl)) as grantees from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relispartition and c.relname not like '%\\_staging\\_%' order by 1`.execute(
          tx,
        ),
      );
      // They hold the rows without policies of their own: whoever is not the owner goes through the tables above them.
      expect(partitions).toEqual(
        ["credits_all", "statement_lines_all", "statements_all"].map((name) => ({ name, grantees: ["attain_owner"] })),
      );
      const { rows: roles } = await store().system((tx) =>
        sql`
        select rolname as role, rolsuper or rolbypassrls or rolcanlogin as strong,
          exists (select from pg_class where relowner = pg_roles.oid) as owns
        from pg_roles where rolname like 'attain%' order by 1`.execute(tx),
      );
      expect(roles).toEqual([
        { role: "attain_app", strong: false, owns: false },
        { role: "attain_auth", strong: false, owns: false },
        { role: "attain_owner", strong: false, owns: true },
      ]);
      const { rows: definers } = await store().system((tx) =>
        sql<{ proname: string }>`select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1`.execute(
          tx,
        ),
      );
      // They run as the owner: keys of what the session may see, the next number, the derived table, who made a change, and users by name.
      expect(definers.map(({ proname }) => proname)).toEqual([
        "attain_bought_of_reports",
        "attain_change_facts",
        "attain_credited_to_reports",
        "attain_customers_of_reports",
        "attain_last_change",
        "attain_leads_many",
        "attain_led_opportunities",
        "attain_my_customers",
        "attain_my_opportunities",
        "attain_my_reports",
        "attain_my_seats",
        "attain_my_transactions",
        "attain_published",
        "attain_refresh_reports",
        "attain_sales_of_reports",
        "attain_transactions_of_reports",
        "attain_user_name",
        "attain_users",
      ]);
    });
  });
}

/** Tables that the fixture leaves empty. */
const EMPTY = ["history", "import_rejections", "memberships", "reports"];

type Counts = Map<string, { own: number; foreign: number }>;

function rowCounts(store: Store, session: Session): Promise<Counts> {
  return store.as(session, (tx) => countRows(tx, session.companyId));
}

/** Rows readable in each table under row security, by company, without any filter; tables that may not be read at all are left out. */
async function countRows(tx: Transaction, companyId: number): Promise<Counts> {
  const { rows: tables } = await sql<{
    name: string;
  }>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relforcerowsecurity and has_table_privilege(oid, 'select') order by 1`.execute(tx);
  const counts: Counts = new Map();
  for (const { name } of tables) {
    const { rows } = await sql<{ own: number; foreign: number }>`
      select count(*) filter (where company_id = ${companyId}) as own, count(*) filter (where company_id <> ${companyId}) as foreign from ${sql.table(name)}`.execute(
      tx,
    );
    counts.set(name, rows[0] ?? { own: 0, foreign: 0 });
  }
  return counts;
}
