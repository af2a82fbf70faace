import type { Kysely } from "kysely";
import type { Database } from "../database/schema.ts";

const KEPT_MS = 7 * 24 * 3_600_000;

export type KeptMail = {
  /** Whose administrators may read it; null: nobody's. */
  readonly companyId: number | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly link: string | null;
};

/** Keeps a mail that nobody sends; older ones than seven days go, since their links hold no longer. */
export async function keepMail(database: Kysely<Database>, mail: KeptMail, nowMs: number): Promise<void> {
  await database
    .deleteFrom("outbox")
    .where("written_at", "<", new Date(nowMs - KEPT_MS))
    .execute();
  await database
    .insertInto("outbox")
    .values({
      company_id: mail.companyId,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      link: mail.link,
      written_at: new Date(nowMs),
    })
    .execute();
}
