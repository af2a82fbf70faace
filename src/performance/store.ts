import { sql } from "kysely";
import type { z } from "zod";
import { reachOfActor } from "../access/permissions.ts";
import { withinReach } from "../access/reach/store.ts";
import type { SignedIn } from "../access/session.ts";
import type { Transaction } from "../app/database/store.ts";
import type { OpenOpportunity } from "./opportunity.ts";
import type { administrationSchema, coverageSchema } from "./schemas.ts";
import type { Pipeline, Report } from "./team-home.ts";

/** Open opportunities of a participant within the session's reach, those that close first before the others. */
export async function openOpportunities(tx: Transaction, session: SignedIn, participant: string): Promise<OpenOpportunity[]> {
  const rows = await tx
    .selectFrom("opportunities as o")
    .leftJoin("customers as c", (join) => join.onRef("c.company_id", "=", "o.company_id").onRef("c.customer", "=", "o.customer"))
    .leftJoin("people_personal as n", (join) => join.onRef("n.company_id", "=", "o.company_id").onRef("n.participant", "=", "o.owner"))
    .select(["o.opportunity", "o.name", "o.customer", "c.name as customerName", "o.product", "o.owner", "n.name as ownerName", "o.stage"])
    .select([sql<string | null>`o.amount::text`.as("amount"), "o.closed as closes"])
    .select((e) => e.fn.coalesce("o.currency", e.val(session.company.currency)).as("currency"))
    .where("o.company_id", "=", session.company.id)
    .where("o.outcome", "=", "open")
    .where("o.owner", "=", participant)
    .where(withinReach(session, "opportunities.read", { owner: "o.owner" }))
    .orderBy("o.closed", (order) => order.asc().nullsLast())
    .orderBy("o.opportunity")
    .execute();
  return rows.map(({ owner, ownerName, ...row }) => ({ ...row, owner: owner ?? "", ownerName: ownerName ?? owner ?? "" }));
}

/** Who owns an open opportunity within the session's reach; undefined where nobody does or there is none to see. */
export async function ownerOfOpportunity(tx: Transaction, session: SignedIn, opportunity: string): Promise<string | undefined> {
  const found = await tx
    .selectFrom("opportunities as o")
    .select("o.owner")
    .where("o.company_id", "=", session.company.id)
    .where("o.opportunity", "=", opportunity)
    .where("o.outcome", "=", "open")
    .where(withinReach(session, "opportunities.read", { owner: "o.owner" }))
    .executeTakeFirst();
  return found?.owner ?? undefined;
}

/** The pipelines of those who report to the manager on the day, as far as the session sees them; who has none is not in it. */
export async function pipelinesOf(tx: Transaction, session: SignedIn, manager: string, day: string): Promise<Pipeline[]> {
  if (reachOfActor(session, "opportunities.read") === undefined) return [];
  const { rows } = await sql<Omit<Pipeline, "amounts"> & { currency: string; amount: string | null }>`
    select o.owner, coalesce(o.currency, ${session.company.currency}) as currency,
      (sum(o.amount) filter (where o.outcome = 'open'))::text as amount,
      (count(*) filter (where o.outcome = 'open'))::int as open,
      (count(*) filter (where o.outcome = 'open' and o.closed < ${day}::date))::int as overdue,
      (count(*) filter (where o.outcome = 'won'))::int as won,
      (count(*) filter (where o.outcome = 'lost'))::int as lost
    from opportunities o
    where o.company_id = ${session.company.id}
      and (o.outcome = 'open' or (o.outcome in ('won', 'lost') and o.closed <= ${day}::date and o.closed > ${day}::date - 365))
      and o.owner in (select r.participant from reports r where r.company_id = ${session.company.id} and r.manager = ${manager}
        and r."from" <= ${day}::date and ${day}::date < r."to")
    group by 1, 2 order by 1, 2`.execute(tx);
  return [...Map.groupBy(rows, ({ owner }) => owner)].map(([owner, found]) => {
    const sum = (count: "open" | "overdue" | "won" | "lost") => found.reduce((total, row) => total + row[count], 0);
    return {
      owner,
      open: sum("open"),
      overdue: sum("overdue"),
      won: sum("won"),
      lost: sum("lost"),
      amounts: found.flatMap(({ currency, amount }) => (amount === null ? [] : [{ currency, amount }])),
    };
  });
}

/** Who reports to the participant on the day, by name. */
export async function reportsOn(tx: Transaction, companyId: number, manager: string, day: string): Promise<Report[]> {
  const { rows } = await sql<Report>`
    select r.participant, coalesce(n.name, r.participant) as name
    from reports r left join people_personal n on n.company_id = r.company_id and n.participant = r.participant
    where r.company_id = ${companyId} and r.manager = ${manager} and r."from" <= ${day}::date and ${day}::date < r."to"
    order by name, r.participant`.execute(tx);
  return rows;
}

/** The titles of the seats that participants have on the day; of several the first by name. Who has none is not in it. */
export async function titlesOn(
  tx: Transaction,
  companyId: number,
  participants: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ participant: string; title: string }>`
    select a.participant, min(coalesce(p.title, p.position)) as title
    from assignments a join positions p on p.company_id = a.company_id and p.position = a.position
    where a.company_id = ${companyId} and a.participant = any (${participants}::text[]) and a."from" <= ${day}::date and ${day}::date < a."to"
    group by a.participant`.execute(tx);
  return new Map(rows.map(({ participant, title }) => [participant, title]));
}

/** What of the company nobody stands for on the day, as far as it can be told: sales, territories, seats. */
export async function coverageOf(tx: Transaction, companyId: number, day: string): Promise<z.infer<typeof coverageSchema>> {
  const unowned = tx
    .selectFrom("transactions")
    .where("company_id", "=", companyId)
    .where("voided_at_change", "is", null)
    .where("owner", "is", null)
    .where("position", "is", null)
    .where(sql<boolean>`date > ${day}::date - 365`);
  const listed = await unowned
    .select(["source", "transaction", "line", "kind", "date", "customer", "currency", sql<string>`amount::text`.as("amount")])
    .orderBy("date", "desc")
    .orderBy("transaction")
    .orderBy("line")
    .limit(LISTED)
    .execute();
  const all = await unowned.select(sql<number>`count(*)::int`.as("count")).executeTakeFirst();
  const { rows } = await sql<{ territories: string[]; seats: string[] }>`select
    (select coalesce(array_agg(coalesce(t.name, t.territory) order by t.territory), '{}') from territories t where t.company_id = ${companyId}
      and exists (select from territory_assignments a where a.company_id = t.company_id and a.territory = t.territory)
      and not exists (select from territory_assignments a where a.company_id = t.company_id and a.territory = t.territory
        and a."from" <= ${day}::date and ${day}::date < a."to")) as territories,
    (select coalesce(array_agg(distinct q.position), '{}') from quotas q where q.company_id = ${companyId} and q."from" <= ${day}::date and ${day}::date < q."to"
      and not exists (select from assignments a where a.company_id = q.company_id and a.position = q.position
        and a."from" <= ${day}::date and ${day}::date < a."to")) as seats`.execute(tx);
  return { unowned: all?.count ?? 0, transactions: listed, territories: rows[0]?.territories ?? [], seats: rows[0]?.seats ?? [] };
}

const LISTED = 6;

/** People and roles, imports and changes: what an administrator looks after. `day`: today. */
export async function administrationOf(
  tx: Transaction,
  companyId: number,
  day: string,
): Promise<Omit<z.infer<typeof administrationSchema>, "health">> {
  const roles = await tx
    .selectFrom("memberships")
    .select(["role", sql<number>`count(distinct user_id)::int`.as("people")])
    .where("company_id", "=", companyId)
    .where("from", "<=", day)
    .where("to", ">", day)
    .groupBy("role")
    .orderBy("role")
    .execute();
  const counts = await sql<{ invitations: number; failed: number }>`select
    (select count(*)::int from invitations where company_id = ${companyId} and accepted_at is null and withdrawn_at is null and expires_at > ${day}::date) as invitations,
    (select count(*)::int from sign_in_events where company_id = ${companyId} and kind = 'sign-in-failed' and at > ${day}::date - 7) as failed`.execute(
    tx,
  );
  const imports = await tx
    .selectFrom("imports as i")
    .select(["i.import_id", "i.state", "i.files", "i.created_at"])
    .select((e) =>
      e
        .selectFrom("import_rejections as r")
        .select(sql<number>`count(*)::int`.as("count"))
        .whereRef("r.company_id", "=", "i.company_id")
        .whereRef("r.import_id", "=", "i.import_id")
        .as("rejected"),
    )
    .where("i.company_id", "=", companyId)
    .orderBy("i.import_id", "desc")
    .limit(LISTED)
    .execute();
  const changes = await tx
    .selectFrom("changes")
    .select(["change_number", "kind", "reason", "actor", "recorded_at"])
    .where("company_id", "=", companyId)
    .orderBy("change_number", "desc")
    .limit(LISTED)
    .execute();
  return {
    roles,
    invitations: counts.rows[0]?.invitations ?? 0,
    signInsFailed: counts.rows[0]?.failed ?? 0,
    imports: imports.map((row) => ({
      import: row.import_id,
      state: row.state,
      files: row.files.map(({ name }) => name),
      at: row.created_at.toISOString(),
      rejected: row.rejected ?? 0,
    })),
    changes: changes.map((row) => ({
      change: row.change_number,
      kind: row.kind,
      reason: row.reason,
      actor: row.actor,
      at: row.recorded_at.toISOString(),
    })),
  };
}
