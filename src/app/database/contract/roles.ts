import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { type Role, ROLES } from "../../../access/permissions.ts";
import { bucketOf } from "../bucket.ts";
import type { Session, Store, Transaction } from "../store.ts";
import { companyWithTwoReps, type Fixture } from "./fixture.ts";

/** Which roles read every row of a table, and which write it. `pay` also covers attributes that may be rates. */
const READ = {
  sales: [
    "people",
    "people_personal",
    "positions",
    "assignments",
    "reporting_lines",
    "reports",
    "quotas",
    "transactions",
    "splits",
    "opportunities",
    "stage_history",
    "activities",
  ],
  pay: [
    "participant_attributes",
    "position_attributes",
    "adjustments",
    "calculations",
    "statements",
    "statement_lines",
    "credits",
    "calculation_summaries",
  ],
  everybody: ["companies", "windows", "territories", "products", "plans"],
} as const;
const READS: Readonly<Record<Role, readonly (keyof typeof READ)[]>> = {
  rep: ["everybody"],
  manager: ["everybody"],
  "sales-operations": ["everybody", "sales"],
  "compensation-administrator": ["everybody", "sales", "pay"],
  finance: ["everybody", "sales", "pay"],
  executive: ["everybody", "sales", "pay"],
  administrator: ["everybody", "sales", "pay"],
};
const WRITES: Readonly<Record<string, readonly Role[]>> = {
  products: ["sales-operations", "compensation-administrator", "administrator"],
  plans: ["compensation-administrator", "administrator"],
};

/** Row security of the seven roles, and of managers over time. */
export function rolesContract(store: () => Store): void {
  describe("roles", () => {
    let company: Fixture;
    const as = (roles: readonly Role[], participant?: string): Session => ({
      companyId: company.companyId,
      actor: "x",
      roles,
      ...(participant === undefined ? {} : { participant }),
    });
    beforeAll(async () => {
      company = await companyWithTwoReps(store(), "Roles");
      await store().publish(company.administrator, { reason: "managers", kind: "test" }, (tx) => addManagers(tx, company));
    });

    test.each(ROLES)("%s without a participant reads whole tables or nothing of them", async (role) => {
      for (const [kind, tables] of Object.entries(READ))
        for (const table of tables) {
          const rows = (session: Session) => store().as(session, (tx) => sql`select from ${sql.table(table)}`.execute(tx));
          const all = (await rows(company.administrator)).rows.length;
          expect([table, all > 0]).toEqual([table, true]);
          const expected = READS[role].some((readable) => readable === kind) ? all : 0;
          expect([table, (await rows(as([role]))).rows.length]).toEqual([table, expected]);
        }
    });

    test.each(ROLES)("%s writes what the role keeps in order, and nothing else", async (role) => {
      const company_id = company.companyId;
      const writes = {
        products: (tx: Transaction) =>
          tx
            .insertInto("products")
            .values({ company_id, product: `by ${role}` })
            .execute(),
        plans: (tx: Transaction) =>
          tx.insertInto("plans").values({ company_id, set: role, plan: "p", version: "1", document: "{}", hash: "0" }).execute(),
      };
      for (const [table, write] of Object.entries(writes)) {
        const outcome = store()
          .publish(as([role]), { reason: "try", kind: "test" }, write)
          .then(
            () => "written",
            (error: { code?: string }) => error.code,
          );
        expect([table, await outcome]).toEqual([table, WRITES[table]?.includes(role) ? "written" : "42501"]);
      }
    });

    test("nobody publishes in another's name", async () => {
      const forged = store().publish(as(["rep"], "anna"), { reason: "x", kind: "test" }, (tx, change) =>
        tx
          .insertInto("changes")
          .values({ company_id: company.companyId, change_number: change + 1, actor: "admin", reason: "x", kind: "x" })
          .execute(),
      );
      await expect(forged).rejects.toMatchObject({ code: "42501" });
    });

    const transactionsOf = async (session: Session) => {
      const rows = await store().as(session, (tx) => tx.selectFrom("transactions").select("transaction").orderBy("transaction").execute());
      return rows.map(({ transaction }) => transaction);
    };
    test.each([
      ["the manager of January", "max", ["of-anna", "of-max"]],
      ["the manager from February until the open period began", "mia", ["of-anna-march"]],
      ["the manager since today: the open period too, which began before", "moe", ["of-anna-opening", "of-anna-today"]],
      [
        "the manager above both reps, all the time, and what their reports are credited",
        "top",
        ["house", "of-anna", "of-anna-march", "of-anna-opening", "of-anna-today", "of-bo", "of-max"],
      ],
      ["a manager whom nobody reports to", "bo", ["house", "of-bo"]],
    ])("%s sees by business date", async (_label, participant, expected) => {
      expect(await transactionsOf(as(["manager"], participant))).toEqual(expected);
    });

    test("a manager's participant without the role sees the own rows only; with finance beside, everything", async () => {
      expect(await transactionsOf(as(["rep"], "max"))).toEqual(["of-max"]);
      expect(await transactionsOf(as(["manager", "finance"], "max"))).toHaveLength(7);
    });

    test("statements follow the period's last day, their lines follow them; drafts are for those who calculate", async () => {
      const seen = (participant: string) =>
        store().as(as(["manager"], participant), async (tx) => ({
          statements: (
            await tx.selectFrom("statements").select(["participant", "period"]).orderBy("participant").orderBy("period").execute()
          ).map((row) => `${row.participant} ${row.period}`),
          lines: (
            await tx.selectFrom("statement_lines").select(["participant", "period"]).orderBy("participant").orderBy("period").execute()
          ).map((row) => `${row.participant} ${row.period}`),
        }));
      expect(await seen("max")).toEqual({ statements: ["anna 2026-01"], lines: ["anna 2026-01"] });
      expect(await seen("mia")).toEqual({ statements: ["anna 2026-02"], lines: ["anna 2026-02"] });
      // Without an end: of today.
      expect(await seen("moe")).toEqual({ statements: ["anna 2026-Q1"], lines: ["anna 2026-Q1"] });
    });

    test("history keeps to the same rules, on the old version", async () => {
      await store().publish(company.administrator, { reason: "touch", kind: "test" }, async (tx, change_number) => {
        for (const table of ["transactions", "quotas", "participant_attributes", "products"] as const)
          await tx.updateTable(table).set({ change_number }).where("company_id", "=", company.companyId).execute();
      });
      const seen = async (session: Session) => {
        const rows = await store().as(session, (tx) => tx.selectFrom("history").select(["table_name", "row"]).execute());
        return rows
          .map(({ table_name, row }) =>
            [table_name, ...[row["transaction"], row["position"], row["participant"]].filter((value) => typeof value === "string")].join(
              " ",
            ),
          )
          .toSorted();
      };
      const products = (await seen(as(["rep"]))).length;
      expect((await seen(as(["manager"], "max"))).filter((line) => !line.startsWith("products"))).toEqual([
        "participant_attributes anna",
        "quotas S1",
        "reporting_lines S1",
        "transactions of-anna",
        "transactions of-max",
      ]);
      expect(await seen(as(["rep"], "nobody"))).toHaveLength(products);
      const salesOperations = new Set((await seen(as(["sales-operations"]))).map((line) => line.split(" ")[0]));
      expect(salesOperations).toEqual(new Set(["products", "quotas", "reporting_lines", "transactions"]));
    });
  });
}

/**
 * Above anna's seat S1: max in January, mia until the open period began, moe since today, and top above all of them and above bo. anna gets
 * transactions and statements in each stretch.
 */
async function addManagers(tx: Transaction, { companyId: company_id, published }: Fixture): Promise<void> {
  for (const [participant, position, parent] of [
    ["max", "M1", "TOP"],
    ["mia", "M2", "TOP"],
    ["moe", "M3", "TOP"],
    ["top", "TOP", null],
  ] as const) {
    await tx.insertInto("people").values({ company_id, participant }).execute();
    await tx.insertInto("positions").values({ company_id, position, parent }).execute();
    await tx.insertInto("assignments").values({ company_id, participant, position }).execute();
  }
  await tx.deleteFrom("reporting_lines").where("position", "=", "S1").execute();
  const today = sql<string>`current_date`;
  const opening = sql<string>`lower(attain_open_period())`;
  for (const line of [
    { parent: "M1", to: "2026-02-01" },
    { parent: "M2", from: "2026-02-01", to: opening },
    { parent: "M3", from: today },
  ])
    await tx
      .insertInto("reporting_lines")
      .values({ company_id, position: "S1", ...line })
      .execute();
  for (const [transaction, date, owner] of [
    ["of-anna-march", "2026-03-05", "anna"],
    ["of-anna-opening", opening, "anna"],
    ["of-anna-today", today, "anna"],
    ["of-max", "2020-01-01", "max"],
  ] as const)
    await tx
      .insertInto("transactions")
      .values({ company_id, source: "files", transaction, line: "1", kind: "order", date, owner, amount: "1" })
      .execute();
  for (const [period, to] of [
    ["2026-01", "2026-02-01"],
    ["2026-02", "2026-03-01"],
  ] as const) {
    const key = {
      company_id,
      calculation_id: published,
      participant: "anna",
      period,
      currency: "EUR",
      bucket: bucketOf(company_id, "anna"),
    };
    await tx
      .insertInto("statements")
      .values({ ...key, total_minor: 0, document: JSON.stringify({ to }) })
      .execute();
    const line = { line_no: 1, component: "base", plan: "base", version: "1", position: "S1", window: period, amount_minor: 0, exact: "0" };
    await tx
      .insertInto("statement_lines")
      .values({ ...key, ...line })
      .execute();
  }
}
