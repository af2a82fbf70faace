import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { TABLES } from "../../../company/tables.ts";
import { BUCKET_COUNT, bucketOf } from "../bucket.ts";
import { createCompany } from "../companies.ts";
import type { Store } from "../store.ts";

export const UNICODE = 'Zoë \u{1F6B2} \t tab \\ back\\slash \n line, "quotes" 中文';

/** Types, COPY, errors and transactions are the same on both engines. */
export function valuesContract(store: () => Store): void {
  describe("tables", () => {
    test.each(TABLES.map((table) => [table.name, table] as const))("%s has the definition's columns", async (name, table) => {
      const inTable = (tableName: string) =>
        store().system(async (tx) => {
          const { rows } = await sql<{
            name: string;
          }>`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${tableName}`.execute(
            tx,
          );
          return rows.map((row) => row.name);
        });
      const columns = await inTable(name.replaceAll("-", "_"));
      if (name === "people") columns.push(...(await inTable("people_personal")));
      const expected = table.columns.map((column) => column.name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
      expect(columns).toEqual(
        expect.arrayContaining([...expected, "company_id", "change_number", ...(table.attributesOf ? ["attributes"] : [])]),
      );
    });
  });

  describe("values", () => {
    test("types of values", async () => {
      const { rows } = await store().system((tx) =>
        sql`
        select 9007199254740991::bigint as big, array[1, null]::bigint[] as bigs, count(*) as count, 12.50::numeric(10, 2) as numeric, 'infinity'::date as date,
          array['2026-01-31', '-infinity']::date[] as dates, '{"a": [1]}'::jsonb as json, true as yes, null::text as nothing, ${UNICODE}::text as text,
          '2026-01-31 12:00:00+02'::timestamptz as stamp, array['a', 'b,c']::text[] as texts`.execute(tx),
      );
      expect(rows).toEqual([
        {
          big: Number.MAX_SAFE_INTEGER,
          bigs: [1, null],
          count: 1,
          numeric: "12.50",
          date: "infinity",
          dates: ["2026-01-31", "-infinity"],
          json: { a: [1] },
          yes: true,
          nothing: null,
          text: UNICODE,
          stamp: new Date("2026-01-31T10:00:00Z"),
          texts: ["a", "b,c"],
        },
      ]);
    });

    test("a bigint beyond 2^53 is an error, not another number; its text is exact", async () => {
      await expect(store().system((tx) => sql`select 9007199254740993::bigint as big`.execute(tx))).rejects.toThrow(
        "bigint 9007199254740993 does not fit a number",
      );
      const { rows } = await store().system((tx) => sql`select 9007199254740993::bigint::text as big`.execute(tx));
      expect(rows).toEqual([{ big: "9007199254740993" }]);
    });

    test("an expired session's time compares as a time", async () => {
      const past = new Date("2020-01-01T00:00:00Z");
      await store()
        .signIn.insertInto("user")
        .values({ id: "u1", name: "U", email: "u1@example.com", emailVerified: true, image: null })
        .execute();
      await store()
        .signIn.insertInto("session")
        .values({ id: "s1", userId: "u1", token: "t1", expiresAt: past, ipAddress: null, userAgent: null })
        .execute();
      const row = await store().signIn.selectFrom("session").selectAll().where("token", "=", "t1").executeTakeFirstOrThrow();
      expect(row.expiresAt).toEqual(past);
      expect(row.createdAt.getTime()).toBeGreaterThan(past.getTime());
      expect(
        await store().signIn.selectFrom("session").select("id").where("expiresAt", ">", new Date()).where("id", "=", "s1").execute(),
      ).toEqual([]);
    });

    test("sign-in reaches its own tables and nothing else, alone and in a transaction", async () => {
      await expect(store().signIn.selectFrom("people").selectAll().execute()).rejects.toMatchObject({ code: "42501" });
      await expect(
        store()
          .signIn.transaction()
          .execute((tx) => tx.selectFrom("statements").selectAll().execute()),
      ).rejects.toMatchObject({ code: "42501" });
      expect(
        await store()
          .signIn.transaction()
          .execute((tx) => tx.selectFrom("session").select("id").where("id", "=", "none").execute()),
      ).toEqual([]);
      await expect(
        store().as({ companyId: 1, actor: "a", roles: ["administrator"] }, (tx) => tx.selectFrom("session").selectAll().execute()),
      ).rejects.toMatchObject({ code: "42501" });
    });

    test("buckets are the same in the program and in the database", async () => {
      const people = ["anna", "bo", "Zoë", "275", "", "a/b"];
      const { rows } = await store().system((tx) =>
        sql<{ bucket: number }>`select attain_bucket(7, p) as bucket from unnest(${people}::text[]) as p`.execute(tx),
      );
      const ours = people.map((participant) => bucketOf(7, participant));
      expect(rows.map(({ bucket }) => bucket)).toEqual(ours);
      expect(ours.every((bucket) => bucket >= 0 && bucket < BUCKET_COUNT) && new Set(ours).size > 1).toBe(true);
    });
  });

  describe("errors", () => {
    test("carry SQLSTATE, constraint, table and column", async () => {
      const companyId = await createCompany(store(), "tests", { name: "Errors", currency: "USD", settings: {} });
      const session = { companyId, actor: "admin", roles: ["administrator"] } as const;
      const product = { company_id: companyId, product: "P" };
      await expect(
        store().publish(session, { reason: "twice", kind: "test" }, (tx) => tx.insertInto("products").values([product, product]).execute()),
      ).rejects.toMatchObject({ code: "23505", constraint: "products_pkey", table: "products" });
      await expect(
        store().publish(session, { reason: "null", kind: "test" }, (tx) =>
          sql`insert into quotas (company_id, position, "from", amount) values (${companyId}, 'S', '2026-01-01', 1)`.execute(tx),
        ),
      ).rejects.toMatchObject({
        code: "23502",
        column: "measure",
      });
      expect(await store().as(session, (tx) => tx.selectFrom("changes").select("change_number").execute())).toEqual([{ change_number: 1 }]);
    });

    test("an error swallowed inside a transaction does not look committed", async () => {
      await expect(
        store().system(async (tx) => {
          await sql`select 1 / 0`.execute(tx).catch(() => {});
          return "done";
        }),
      ).rejects.toThrow(/abort|rolled back/i);
      await expect(
        store()
          .signIn.transaction()
          .execute((tx) => sql`select 1 / 0`.execute(tx).catch(() => "swallowed")),
      ).rejects.toThrow(/abort|rolled back/i);
    });

    test("a transaction asked for inside another one is refused instead of waiting for ever; beside and after it is not", async () => {
      const nested = "inside another one";
      let later: Promise<unknown> | undefined;
      const afterwards = Promise.withResolvers<void>();
      await store().system(async () => {
        await expect(store().system(async () => {})).rejects.toThrow(nested);
        await expect(store().signIn.selectFrom("session").select("id").execute()).rejects.toThrow(nested);
        await expect(store().maintenance()).rejects.toThrow(nested);
        later = afterwards.promise.then(() => store().system(async () => "done"));
      });
      afterwards.resolve();
      expect(await later).toBe("done");
      expect(await Promise.all([1, 2, 3].map((n) => store().system(async () => n)))).toEqual([1, 2, 3]);
    });

    test("a failing transaction leaves nothing and the next one works", async () => {
      const company = { name: "Never", currency: "USD", change_number: 1 };
      await expect(
        store().system(async (tx) => {
          await tx.insertInto("companies").values(company).execute();
          throw new Error("changed my mind");
        }),
      ).rejects.toThrow("changed my mind");
      expect(await store().system((tx) => tx.selectFrom("companies").select("name").where("name", "=", "Never").execute())).toEqual([]);
    });
  });
}
