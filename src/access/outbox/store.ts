import type { Transaction } from "../../app/database/store.ts";

const SHOWN_MAX = 200;

export type OutboxMail = {
  readonly mail: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly link: string | null;
  readonly written: Date;
};

/** A company's mails that nobody sends, the latest first. */
export async function outboxOf(tx: Transaction, companyId: number): Promise<OutboxMail[]> {
  return tx
    .selectFrom("outbox")
    .select(["mail", "to", "subject", "text", "link", "written_at as written"])
    .where("company_id", "=", companyId)
    .orderBy("mail", "desc")
    .limit(SHOWN_MAX)
    .execute();
}
