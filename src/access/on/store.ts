import { type Expression, type RawBuilder, sql } from "kysely";
import type { Transaction } from "../../app/database/store.ts";
import type { Reported } from "./what-sees.ts";
import type { Reporting, UserOfDay } from "./who-sees.ts";

/** Everybody who had roles in the company on a day, by name; row security leaves the memberships to those who may ask. */
export async function usersOn(tx: Transaction, companyId: number, day: string): Promise<UserOfDay[]> {
  const rows = await tx
    .selectFrom("memberships as m")
    .select(["m.user_id as userId", sql<string>`attain_user_name(m.user_id)`.as("name"), "m.role", "m.participant"])
    .where("m.company_id", "=", companyId)
    .where("m.from", "<=", day)
    .where("m.to", ">", day)
    .orderBy("name")
    .orderBy("m.user_id")
    .orderBy("m.role")
    .execute();
  return [...Map.groupBy(rows, ({ userId }) => userId).values()].map((held) => ({
    userId: held[0]?.userId ?? "",
    name: held[0]?.name ?? "",
    roles: held.map(({ role }) => role),
    participant: held.find(({ participant }) => participant !== null)?.participant ?? null,
  }));
}

/** The days in question: `day` on which somebody looks, at rows whose business date is `date`. */
export type Looking = { readonly day: string; readonly date: string };

/** To whom the participant reported so that they saw rows of the date: on that date, or on the day where the date lies in the period open then. */
export async function reportingOn(tx: Transaction, companyId: number, participant: string, { day, date }: Looking): Promise<Reporting[]> {
  return tx
    .selectFrom((await reportsKnownOn(tx, companyId, day)).as("r"))
    .select(["manager", "from", "to"])
    .where("participant", "=", participant)
    .where((e) =>
      e.or([
        e.and([e("from", "<=", date), e("to", ">", date)]),
        e.and([e("from", "<=", day), e("to", ">", day), sql<boolean>`${date}::date <@ ${openPeriodOn(companyId, day)}`]),
      ]),
    )
    .orderBy("manager")
    .orderBy("from")
    .execute();
}

/** Who reported to a manager on a day; each once, by the longest interval that was known then. */
export async function reportedOn(tx: Transaction, companyId: number, manager: string, day: string): Promise<Reported[]> {
  return tx
    .selectFrom((await reportsKnownOn(tx, companyId, day)).as("r"))
    .distinctOn("participant")
    .select(["participant", "from", "to"])
    .where("manager", "=", manager)
    .where("from", "<=", day)
    .where("to", ">", day)
    .orderBy("participant")
    .orderBy("from")
    .orderBy("to", "desc")
    .execute();
}

type Reports = { readonly manager: string; readonly participant: string; readonly from: string; readonly to: string };

/**
 * Who reports to whom in a state of the hierarchy that held at some moment of a day (UTC): that of its beginning, or that after a change
 * of the day. Nobody where no hierarchy was known yet: nobody saw anything through it, whatever was entered later.
 */
async function reportsKnownOn(tx: Transaction, companyId: number, day: string): Promise<RawBuilder<Reports>> {
  const { rows } = await sql<{ change: number; before: boolean; latest: boolean }>`
    with old as (
      select change_number, superseded_by from history
      where company_id = ${companyId} and table_name in ('positions', 'reporting_lines', 'assignments')
    ), changed as (
      select change_number from positions where company_id = ${companyId}
      union select change_number from reporting_lines where company_id = ${companyId}
      union select change_number from assignments where company_id = ${companyId}
      union select change_number from old
      union select superseded_by from old
    ), states as (
      select change_number as change, recorded_at, change_number = max(change_number) over () as latest
      from changes join changed using (change_number) where company_id = ${companyId}
    )
    select change, recorded_at < ${day}::date as before, latest from states
    where recorded_at < ${day}::date + 1 order by change`.execute(tx);
  const atDawn = rows.findLastIndex(({ before }) => before);
  const known = rows.slice(Math.max(atDawn, 0)).map(({ change, latest }) => (latest ? standing(companyId) : knownAt(companyId, change)));
  return sql<Reports>`(${known.length === 0 ? sql`${standing(companyId)} limit 0` : sql.join(known, sql` union `)})`;
}

/** The table holds what the latest change of the hierarchy made of it. */
function standing(companyId: number): RawBuilder<unknown> {
  return sql`select manager, participant, "from", "to" from reports where company_id = ${companyId}`;
}

function knownAt(companyId: number, change: number): RawBuilder<unknown> {
  return sql`select manager, participant, lower(held) as "from", upper(held) as "to" from attain_derive_reports(${companyId}, ${change})`;
}

/** The period that was open on a day, as row security has it (attain_open_period): the fiscal quarter and the windows that held then. */
function openPeriodOn(companyId: number, day: string) {
  return sql`(
    with quarter as (
      select (date_trunc('month', ${day}::date) - make_interval(months => (extract(month from ${day}::date)::integer
        - coalesce((settings ->> 'fiscalYearStartMonth')::integer, 1) + 12) % 3))::date as "from"
      from companies where company_id = ${companyId}
    ), held as (
      select "from", ("from" + interval '3 months')::date as "to" from quarter
      union all
      select "from", "to" from windows where company_id = ${companyId} and "from" <= ${day}::date and ${day}::date < "to"
    )
    select daterange(min("from"), max("to")) from held)`;
}

type Rows = Expression<Readonly<Record<string, unknown>>>;

/** Who could see something, as the rows of a list. */
export function seeingRows(seeing: readonly object[]): Rows {
  return sql`(select s.*, s.reporting ->> 'manager' as manager, n.name as "managerName"
    from jsonb_to_recordset(${JSON.stringify(seeing)}::jsonb) as s("userId" text, name text, permission text, role text, through text, reporting jsonb)
    left join people_personal n on n.company_id = attain_company() and n.participant = s.reporting ->> 'manager')`;
}

/** What somebody could see, as the rows of a list. `whose` is never null, so that it can be part of the key. */
export function seenRows(seen: readonly object[]): Rows {
  return sql`(select s.permission, s.role, s.through, s.participant, coalesce(s.participant, '') as whose, n.name,
      nullif(s.reporting ->> 'from', '-infinity')::date as "from", nullif(s.reporting ->> 'to', 'infinity')::date as "to"
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as s(permission text, role text, through text, participant text, reporting jsonb)
    left join people_personal n on n.company_id = attain_company() and n.participant = s.participant)`;
}
