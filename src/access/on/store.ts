import type { Kysely } from "kysely";
import type { Database } from "../../app/database/schema.ts";
import type { Transaction } from "../../app/database/store.ts";
import type { Reporting, UserOfDay } from "./who-sees.ts";

/** Everybody who had roles in the company on a day, by name. */
export async function usersOn(signIn: Kysely<Database>, companyId: number, day: string): Promise<UserOfDay[]> {
  const rows = await signIn
    .selectFrom("memberships as m")
    .innerJoin("user as u", "u.id", "m.user_id")
    .select(["m.user_id as userId", "u.name", "m.role", "m.participant"])
    .where("m.company_id", "=", companyId)
    .where("m.from", "<=", day)
    .where("m.to", ">", day)
    .orderBy("u.name")
    .orderBy("m.user_id")
    .orderBy("m.role")
    .execute();
  return [...Map.groupBy(rows, ({ userId }) => userId).values()].map((held) => ({
    userId: held[0]?.userId ?? "",
    name: held[0]?.name ?? "",
    roles: held.map(({ role }) => role),
    participant: held.find(({ participant }) => participant !== null)?.participant ?? null,
  }));
}

/** To whom the participant reported on a day. */
export async function reportingOn(tx: Transaction, companyId: number, participant: string, day: string): Promise<Reporting[]> {
  return tx
    .selectFrom("reports")
    .select(["manager", "from", "to"])
    .where("company_id", "=", companyId)
    .where("participant", "=", participant)
    .where("from", "<=", day)
    .where("to", ">", day)
    .orderBy("manager")
    .execute();
}
