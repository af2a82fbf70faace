import type { Kysely } from "kysely";
import type { Database } from "../../app/database/schema.ts";
import type { Transaction } from "../../app/database/store.ts";
import type { Role } from "../permissions.ts";

/** What an invitation gives: roles from a day on (to: the first day without them), and the participant whose user it is. */
export type Grant = { readonly roles: readonly Role[]; readonly participant: string | null; readonly from: string; readonly to: string };

export type Invitation = Grant & {
  readonly companyId: number;
  readonly invitation: string;
  readonly email: string;
  readonly invitedBy: string;
  readonly invitedAt: Date;
  readonly sentAt: Date | null;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly withdrawnAt: Date | null;
};

const COLUMNS = [
  "company_id as companyId",
  "invitation",
  "email",
  "roles",
  "participant",
  "from",
  "to",
  "invited_by as invitedBy",
  "invited_at as invitedAt",
  "sent_at as sentAt",
  "expires_at as expiresAt",
  "accepted_at as acceptedAt",
  "withdrawn_at as withdrawnAt",
] as const;

const SHOWN_MAX = 500;

/** A company's invitations, the newest first. */
export async function invitationsOf(tx: Transaction, companyId: number): Promise<Invitation[]> {
  return tx
    .selectFrom("invitations")
    .select(COLUMNS)
    .where("company_id", "=", companyId)
    .orderBy("invited_at", "desc")
    .orderBy("invitation")
    .limit(SHOWN_MAX)
    .execute();
}

/** An invitation that can still be accepted, sent again or withdrawn. */
export async function openInvitation(database: Kysely<Database>, invitation: string): Promise<Invitation | undefined> {
  return database
    .selectFrom("invitations")
    .select(COLUMNS)
    .where("invitation", "=", invitation)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
}

/** Adds an invitation; false when an open one for this address is there already. */
export async function addInvitation(
  tx: Transaction,
  invitation: Omit<Invitation, "sentAt" | "acceptedAt" | "withdrawnAt">,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("invitations")
    .values({
      company_id: invitation.companyId,
      invitation: invitation.invitation,
      email: invitation.email,
      roles: [...invitation.roles],
      participant: invitation.participant,
      from: invitation.from,
      to: invitation.to,
      invited_by: invitation.invitedBy,
      invited_at: invitation.invitedAt,
      expires_at: invitation.expiresAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function noteSent(tx: Transaction, companyId: number, invitation: string, sentAt: Date, expiresAt: Date): Promise<void> {
  await tx
    .updateTable("invitations")
    .set({ sent_at: sentAt, expires_at: expiresAt })
    .where("company_id", "=", companyId)
    .where("invitation", "=", invitation)
    .execute();
}

/** Withdraws an open invitation; false when there is none. */
export async function withdraw(tx: Transaction, companyId: number, invitation: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("invitations")
    .set({ withdrawn_at: at })
    .where("company_id", "=", companyId)
    .where("invitation", "=", invitation)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Marks an open invitation as accepted; false when somebody was faster, or it was withdrawn. */
export async function accept(tx: Transaction, companyId: number, invitation: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("invitations")
    .set({ accepted_at: at })
    .where("company_id", "=", companyId)
    .where("invitation", "=", invitation)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Gives a user what an invitation promises. */
export async function grant(tx: Transaction, companyId: number, userId: string, { roles, participant, from, to }: Grant): Promise<void> {
  await tx
    .insertInto("memberships")
    .values(roles.map((role) => ({ company_id: companyId, user_id: userId, role, participant, from, to })))
    .execute();
}

/** Whether the user has rights anywhere, today or later. */
export async function hasRights(database: Kysely<Database>, userId: string, day: string): Promise<boolean> {
  const found = await database
    .selectFrom("memberships")
    .select("user_id")
    .where("user_id", "=", userId)
    .where("to", ">", day)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
