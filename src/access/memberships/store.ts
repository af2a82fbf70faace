import { sql } from "kysely";
import type { Transaction } from "../../app/database/store.ts";
import type { Held, MembershipKey } from "./check.ts";

/** The company's memberships of all times with their users, and whether they hold on a day. */
export function membershipRows(tx: Transaction, { companyId }: { readonly companyId: number }, today: string) {
  return tx
    .selectFrom("memberships as m")
    .innerJoin(sql<{ user_id: string; name: string; email: string }>`attain_users()`.as("u"), "u.user_id", "m.user_id")
    .leftJoin("people_personal as n", (join) =>
      join.onRef("n.company_id", "=", "m.company_id").onRef("n.participant", "=", "m.participant"),
    )
    .select(["m.user_id as userId", "u.name", "u.email", "m.role", "m.participant", "n.name as participantName", "m.from", "m.to"])
    .select(
      sql<string>`case when m."to" <= ${today}::date then 'ended' when m."from" > ${today}::date then 'coming' else 'held' end`.as("state"),
    )
    .where("m.company_id", "=", companyId);
}

/** The memberships as the rules on them need them. Inside `publish` nobody else changes them meanwhile. */
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
