import { type Kysely, sql } from "kysely";
import type { Database } from "../database/schema.ts";

/** Every company of the database. `unfinished`: a demo company that nobody can enter yet, since its loading did not come to its end. */
export async function companiesThere(
  database: Kysely<Database>,
): Promise<readonly { readonly companyId: number; readonly demo: boolean; readonly unfinished: boolean }[]> {
  const rows = await database
    .selectFrom("companies as c")
    .select(["c.company_id as companyId", sql<boolean>`coalesce(c.settings -> 'demo' = 'true'::jsonb, false)`.as("demo")])
    .select((e) =>
      e.exists(e.selectFrom("memberships as m").select("m.user_id").whereRef("m.company_id", "=", "c.company_id")).as("entered"),
    )
    .execute();
  return rows.map(({ companyId, demo, entered }) => ({ companyId, demo, unfinished: demo && entered !== true }));
}

/** Users at example.com who have rights in this company and in no other. */
export async function usersOfDemo(database: Kysely<Database>, companyId: number): Promise<readonly string[]> {
  const rows = await database
    .selectFrom("memberships as m")
    .innerJoin("user", "user.id", "m.user_id")
    .select("m.user_id")
    .distinct()
    .where("m.company_id", "=", companyId)
    .where("user.email", "like", "%@example.com")
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom("memberships as other")
            .select("other.user_id")
            .whereRef("other.user_id", "=", "m.user_id")
            .where("other.company_id", "<>", companyId),
        ),
      ),
    )
    .execute();
  return rows.map(({ user_id }) => user_id);
}
