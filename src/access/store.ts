import { type Kysely, sql } from "kysely";
import type { Database } from "../app/database/schema.ts";
import type { Transaction } from "../app/database/store.ts";
import type { Role } from "./permissions.ts";

export type Membership = {
  readonly companyId: number;
  readonly companyName: string;
  readonly currency: string;
  /** Whether it is the demo company. */
  readonly demo: boolean;
  readonly roles: readonly Role[];
  readonly participant: string | null;
  /** Whether the company asks everybody for a second factor. */
  readonly secondFactorRequired: boolean;
};

const IS_DEMO = sql<boolean>`coalesce(companies.settings -> 'demo' = 'true'::jsonb, false)`;

/** What a user is on a day (2026-11-23), by company; the first is where they enter. */
export async function membershipsOf(database: Kysely<Database>, userId: string, day: string): Promise<Membership[]> {
  const rows = await database
    .selectFrom("memberships")
    .innerJoin("companies", "companies.company_id", "memberships.company_id")
    .leftJoin("sign_in_policies", "sign_in_policies.company_id", "memberships.company_id")
    .select(["companies.company_id", "companies.name", "companies.currency", "memberships.role", "memberships.participant"])
    .select(["sign_in_policies.second_factor", IS_DEMO.as("demo")])
    .where("memberships.user_id", "=", userId)
    .where("memberships.from", "<=", day)
    .where("memberships.to", ">", day)
    .orderBy("companies.company_id")
    .orderBy("memberships.role")
    .execute();
  const byCompany = Map.groupBy(rows, ({ company_id }) => company_id);
  return [...byCompany].map(([companyId, held]) => ({
    companyId,
    companyName: held[0]?.name ?? "",
    currency: held[0]?.currency ?? "",
    demo: held[0]?.demo ?? false,
    roles: [...new Set(held.map(({ role }) => role))],
    participant: held.find(({ participant }) => participant !== null)?.participant ?? null,
    secondFactorRequired: held[0]?.second_factor === "required",
  }));
}

/** Whether any company but the demo has an administrator yet: while none has, the server offers the set-up link. */
export async function administratorExists(database: Kysely<Database>): Promise<boolean> {
  const found = await database
    .selectFrom("memberships")
    .innerJoin("companies", "companies.company_id", "memberships.company_id")
    .select("user_id")
    .where("role", "=", "administrator")
    .where(IS_DEMO, "=", false)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

export async function companiesOf(database: Kysely<Database>): Promise<{ id: number; name: string; currency: string; demo: boolean }[]> {
  return database
    .selectFrom("companies")
    .select(["company_id as id", "name", "currency", IS_DEMO.as("demo")])
    .orderBy("company_id")
    .execute();
}

/** Whether somebody has or had roles in the company of the transaction's session; row security tells its administrators alone. */
export async function isUserOfCompany(tx: Transaction, userId: string): Promise<boolean> {
  const { rows } = await sql`select from attain_users() as u where u.user_id = ${userId}`.execute(tx);
  return rows.length > 0;
}

/** Whether row security leaves the participant's pay to the session of the transaction: for what is calculated beside the rows. */
export async function seesPay(tx: Transaction, participant: string): Promise<boolean> {
  const { rows } = await sql<{ sees: boolean }>`select attain_sees_pay(${participant}) as sees`.execute(tx);
  return rows[0]?.sees === true;
}

export async function addMembership(
  tx: Transaction,
  companyId: number,
  userId: string,
  role: Role,
  participant: string | null,
  from: string,
): Promise<void> {
  await tx.insertInto("memberships").values({ company_id: companyId, user_id: userId, role, participant, from }).execute();
}

/** Ends the user's memberships in the company on `day`; one that would not have begun by then is removed. */
export async function endMemberships(
  tx: Transaction,
  companyId: number,
  userId: string,
  day: string,
  changeNumber: number,
): Promise<number> {
  const ended = await tx
    .updateTable("memberships")
    .set({ to: day, change_number: changeNumber })
    .where("company_id", "=", companyId)
    .where("user_id", "=", userId)
    .where("from", "<", day)
    .where("to", ">", day)
    .executeTakeFirst();
  const removed = await tx
    .deleteFrom("memberships")
    .where("company_id", "=", companyId)
    .where("user_id", "=", userId)
    .where("from", ">=", day)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows) + Number(removed.numDeletedRows);
}
