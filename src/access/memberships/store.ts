import type { Kysely } from "kysely";
import type { Database } from "../../app/database/schema.ts";
import type { Transaction } from "../../app/database/store.ts";
import type { Held, MembershipKey } from "./check.ts";

/** The company's memberships of all times, with their users, by name, role and day. */
export async function membershipsOfCompany(signIn: Kysely<Database>, companyId: number) {
  return signIn
    .selectFrom("memberships as m")
    .innerJoin("user as u", "u.id", "m.user_id")
    .select(["m.user_id as userId", "u.name", "u.email", "m.role", "m.participant", "m.from", "m.to"])
    .where("m.company_id", "=", companyId)
    .orderBy("u.name")
    .orderBy("m.user_id")
    .orderBy("m.role")
    .orderBy("m.from")
    .execute();
}

/** The same without names, as the rules on them need it. Inside `publish` nobody else changes them meanwhile. */
export async function heldMemberships(tx: Transaction, companyId: number): Promise<Held[]> {
  return tx
    .selectFrom("memberships")
    .select(["user_id as userId", "role", "participant", "from", "to"])
    .where("company_id", "=", companyId)
    .execute();
}

export async function participantExists(tx: Transaction, companyId: number, participant: string): Promise<boolean> {
  const row = await tx
    .selectFrom("people")
    .select("participant")
    .where("company_id", "=", companyId)
    .where("participant", "=", participant)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertMemberships(tx: Transaction, companyId: number, given: readonly Held[]): Promise<void> {
  const rows = given.map(({ userId, ...membership }) => ({ company_id: companyId, user_id: userId, ...membership }));
  await tx.insertInto("memberships").values(rows).execute();
}

/** Ends a membership on `to`, its first day without it; one that would not have begun by then is removed. */
export async function endMembership(tx: Transaction, companyId: number, key: MembershipKey, to: string, change: number): Promise<void> {
  if (key.from >= to) {
    await tx
      .deleteFrom("memberships")
      .where("company_id", "=", companyId)
      .where("user_id", "=", key.userId)
      .where("role", "=", key.role)
      .where("from", "=", key.from)
      .execute();
    return;
  }
  await tx
    .updateTable("memberships")
    .set({ to, change_number: change })
    .where("company_id", "=", companyId)
    .where("user_id", "=", key.userId)
    .where("role", "=", key.role)
    .where("from", "=", key.from)
    .execute();
}
