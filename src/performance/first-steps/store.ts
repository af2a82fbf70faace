import { type RawBuilder, sql } from "kysely";
import type { Transaction } from "../../app/database/store.ts";
import type { FactStep, PageStep, Step } from "./steps.ts";

/** Stands among the steps of whoever has put the list away. */
const PUT_AWAY = "put-away";

export type Marks = { readonly pages: readonly string[]; readonly putAway: boolean };

/** Which pages the session's user has opened, and whether they have put the list away. */
export async function marksOf(tx: Transaction, companyId: number): Promise<Marks> {
  const rows = await tx.selectFrom("first_steps").select("step").where("company_id", "=", companyId).execute();
  const steps = rows.map(({ step }) => step);
  return { pages: steps.filter((step) => step !== PUT_AWAY), putAway: steps.includes(PUT_AWAY) };
}

/** Counted up to this; a home does not count a million sales to say that there are some. */
export const COUNTED = 10_000;

/** The rows of each fact of a company; each is counted up to {@link COUNTED}. */
const ROWS_OF = {
  people: (companyId) => sql`select from people where company_id = ${companyId}`,
  seats: (companyId) => sql`select distinct position from assignments where company_id = ${companyId}`,
  quotas: (companyId) => sql`select from quotas where company_id = ${companyId}`,
  import: (companyId) => sql`select from transactions where company_id = ${companyId} and voided_at_change is null`,
  plan: (companyId) => sql`select distinct set, plan from plans where company_id = ${companyId}`,
  calculate: (companyId) => sql`select from calculations where company_id = ${companyId} and state in ('draft', 'published', 'superseded')`,
  publish: (companyId) => sql`select from calculations where company_id = ${companyId} and published_change is not null`,
  invite: (companyId) => sql`select distinct user_id from memberships where company_id = ${companyId} offset 1`,
} satisfies Partial<Record<FactStep, (companyId: number) => RawBuilder<unknown>>>;
type CompanyFact = keyof typeof ROWS_OF;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its type's keys
const COMPANY_FACTS = Object.keys(ROWS_OF) as CompanyFact[];

/**
 * How many the company has of what each of these steps is about, one more than {@link COUNTED} at most,
 * as far as the session may see them: what one may not see is not done.
 */
export async function companyFacts(tx: Transaction, companyId: number, steps: ReadonlySet<Step>): Promise<ReadonlyMap<Step, number>> {
  const asked = COMPANY_FACTS.filter((fact) => steps.has(fact));
  if (asked.length === 0) return new Map();
  const counts = asked.map(
    (fact) => sql`(select count(*)::int from (${ROWS_OF[fact](companyId)} limit ${COUNTED + 1}) as rows) as ${sql.ref(fact)}`,
  );
  const { rows } = await sql<Partial<Record<CompanyFact, number>>>`select ${sql.join(counts)}`.execute(tx);
  return new Map(asked.map((fact) => [fact, rows[0]?.[fact] ?? 0] as const).filter(([, count]) => count > 0));
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
