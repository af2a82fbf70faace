import type { Kysely } from "kysely";
import type { Database } from "../../app/database/schema.ts";
import type { Transaction } from "../../app/database/store.ts";
import type { Role } from "../permissions.ts";

/** A user with roles in the company. */
export type Member = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly secondFactor: boolean;
  readonly roles: readonly Role[];
  readonly participant: string | null;
};

/** Everybody who has roles in the company on a day. */
export async function membersOf(signIn: Kysely<Database>, companyId: number, day: string): Promise<Member[]> {
  const rows = await signIn
    .selectFrom("memberships as membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .select([
      "user.id as userId",
      "user.name",
      "user.email",
      "user.twoFactorEnabled as secondFactor",
      "membership.role",
      "membership.participant",
    ])
    .where("membership.company_id", "=", companyId)
    .where("membership.from", "<=", day)
    .where("membership.to", ">", day)
    .orderBy("user.id")
    .orderBy("membership.role")
    .execute();
  return [...Map.groupBy(rows, ({ userId }) => userId).values()].flatMap((held) => {
    const [first] = held;
    if (!first) return [];
    const { userId, name, email, secondFactor } = first;
    const participant = held.find((row) => row.participant !== null)?.participant ?? null;
    return [{ userId, name, email, secondFactor, roles: [...new Set(held.map(({ role }) => role))], participant }];
  });
}

export type Participant = { readonly participant: string; readonly name: string; readonly email: string | null };

export async function participantsOf(tx: Transaction, companyId: number): Promise<Participant[]> {
  return tx.selectFrom("people_personal").select(["participant", "name", "email"]).where("company_id", "=", companyId).execute();
}

/** When each user signed in last. */
export async function lastSignIns(tx: Transaction, companyId: number): Promise<Map<string, Date>> {
  const rows = await tx
    .selectFrom("sign_in_events")
    .select(["user_id", (e) => e.fn.max("at").as("at")])
    .where("company_id", "=", companyId)
    .where("kind", "=", "signed-in")
    .where("user_id", "is not", null)
    .groupBy("user_id")
    .execute();
  return new Map(rows.map(({ user_id, at }) => [user_id ?? "", at]));
}

/** Revokes every key of a user in the company. */
export async function revokeKeys(tx: Transaction, companyId: number, userId: string, at: Date): Promise<void> {
  await tx
    .updateTable("api_keys")
    .set({ revoked_at: at })
    .where("company_id", "=", companyId)
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .execute();
}
