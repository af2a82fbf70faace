import { sql } from "kysely";
import type { Transaction } from "../../app/database/store.ts";
import type { FactStep, PageStep } from "./steps.ts";

/** Stands among the steps of whoever has put the list away. */
const PUT_AWAY = "put-away";

export type Marks = { readonly pages: readonly string[]; readonly putAway: boolean };

/** Which pages the session's user has opened, and whether they have put the list away. */
export async function marksOf(tx: Transaction, companyId: number): Promise<Marks> {
  const rows = await tx.selectFrom("first_steps").select("step").where("company_id", "=", companyId).execute();
  const steps = rows.map(({ step }) => step);
  return { pages: steps.filter((step) => step !== PUT_AWAY), putAway: steps.includes(PUT_AWAY) };
}

/** Facts of the company, as far as the session may see them: what one may not see is not done. */
export async function companyFacts(tx: Transaction, companyId: number): Promise<FactStep[]> {
  const { rows } = await sql<Partial<Record<FactStep, boolean>>>`select
    exists (select from transactions where company_id = ${companyId}) as import,
    exists (select from plans where company_id = ${companyId}) as plan,
    exists (select from calculations where company_id = ${companyId} and state in ('draft', 'published', 'superseded')) as calculate,
    exists (select from calculations where company_id = ${companyId} and published_change is not null) as publish,
    (select count(distinct user_id) > 1 from memberships where company_id = ${companyId}) as invite`.execute(tx);
  const found = rows[0] ?? {};
  return (["import", "plan", "calculate", "publish", "invite"] as const).filter((step) => found[step] === true);
}

export async function markPage(tx: Transaction, companyId: number, userId: string, step: PageStep): Promise<void> {
  await mark(tx, companyId, userId, step);
}

/** Puts the list of first steps away, or takes it out again. */
export async function putAway(tx: Transaction, companyId: number, userId: string, away: boolean): Promise<void> {
  if (away) await mark(tx, companyId, userId, PUT_AWAY);
  else await tx.deleteFrom("first_steps").where("company_id", "=", companyId).where("step", "=", PUT_AWAY).execute();
}

async function mark(tx: Transaction, companyId: number, userId: string, step: string): Promise<void> {
  await tx
    .insertInto("first_steps")
    .values({ company_id: companyId, user_id: userId, step })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
