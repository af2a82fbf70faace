import { type Expression, type Kysely, sql } from "kysely";
import type { Database } from "../../app/database/schema.ts";
import type { Transaction } from "../../app/database/store.ts";
import type { Role } from "../permissions.ts";

/** Users with roles on a day and participants without one, each person once; a user who stands for a participant goes by the participant's name. */
export function signInRows(
  _tx: Transaction,
  { companyId }: { readonly companyId: number },
  day: string,
): Expression<Readonly<Record<string, unknown>>> {
  return sql`(
    with members as (
      select user_id, array_agg(distinct role order by role) as roles, max(participant) as participant
      from memberships where company_id = ${companyId} and "from" <= ${day}::date and ${day}::date < "to" group by user_id
    )
    select m.user_id as person, m.participant, coalesce(n.name, u.name) as name, u.email, m.user_id as "userId", to_jsonb(m.roles) as roles,
      u.second_factor as "secondFactor",
      (select max(e.at) from sign_in_events e where e.company_id = ${companyId} and e.user_id = m.user_id and e.kind = 'signed-in') as "lastSignIn"
    from members m
    join attain_users() u on u.user_id = m.user_id
    left join people_personal n on n.company_id = ${companyId} and n.participant = m.participant
    union all
    select 'participant ' || n.participant, n.participant, n.name, n.email, null, '[]', false, null
    from people_personal n
    where n.company_id = ${companyId} and not exists (select from members m where m.participant = n.participant)
  )`;
}

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
