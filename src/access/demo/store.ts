import { type Kysely, sql } from "kysely";
import type { Database } from "../../app/database/schema.ts";
import type { Role } from "../permissions.ts";

/** Somebody whom one may be in a demo company. */
export type DemoPerson = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly companyId: number;
};

/**
 * The people of a demo company on a day: users all of whose rights lie in companies whose settings say `demo: true`.
 * Their addresses are at example.com, where nobody can receive mail: a real colleague who was invited into a demo company is not among them.
 */
export async function demoPeople(database: Kysely<Database>, day: string): Promise<DemoPerson[]> {
  return database
    .selectFrom("memberships as membership")
    .innerJoin("companies", "companies.company_id", "membership.company_id")
    .innerJoin("user", "user.id", "membership.user_id")
    .select(["user.id as userId", "user.name", "user.email", "membership.role", "membership.company_id as companyId"])
    .where(sql<boolean>`companies.settings -> 'demo' = 'true'::jsonb`)
    .where("user.email", "like", "%@example.com")
    .where("membership.from", "<=", day)
    .where("membership.to", ">", day)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom("memberships as other")
            .innerJoin("companies as elsewhere", "elsewhere.company_id", "other.company_id")
            .select("other.user_id")
            .whereRef("other.user_id", "=", "membership.user_id")
            .where("other.to", ">", day)
            .where(sql<boolean>`elsewhere.settings -> 'demo' is distinct from 'true'::jsonb`),
        ),
      ),
    )
    .orderBy("membership.company_id")
    .orderBy("user.email")
    .execute();
}
