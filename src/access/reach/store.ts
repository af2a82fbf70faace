import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { Session, Store, Transaction } from "../../app/database/store.ts";
import { type Actor, type Permission, reachOfActor } from "../permissions.ts";

/**
 * Whether `participant` reports to `manager`: on the day, or today where the day lies in the open period; without a day on any until today.
 * Row security decides on rows by the same rule (migration 0008).
 */
export async function leads(tx: Transaction, companyId: number, manager: string, participant: string, day?: string): Promise<boolean> {
  const when = day === undefined ? sql<SqlBool>`"from" <= current_date` : reportingOn(sql`reports`, sql`${day}::date`);
  const found = await tx
    .selectFrom("reports")
    .select("participant")
    .where("company_id", "=", companyId)
    .where("manager", "=", manager)
    .where("participant", "=", participant)
    .where(when)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** How long it is taken for granted whether somebody leads very many. */
const LED_KNOWN_MS = 60_000;
const LED_KNOWN_MAX = 10_000;

/** Tells whether very many report to a session's participant, and remembers it for a minute: it only decides how rows are found. */
export function ledCounts(store: Pick<Store, "as">) {
  const known = new Map<string, { readonly many: boolean; readonly untilMs: number }>();
  return async (session: Session, nowMs: number): Promise<boolean> => {
    const { companyId, participant, roles } = session;
    if (participant === undefined || roles === "system" || !roles.includes("manager")) return false;
    const key = JSON.stringify([companyId, participant]);
    const found = known.get(key);
    if (found && nowMs < found.untilMs) return found.many;
    const { rows } = await store.as(session, (tx) => sql<{ many: boolean }>`select attain_leads_many() as many`.execute(tx));
    const many = rows[0]?.many ?? false;
    if (known.size >= LED_KNOWN_MAX) known.clear();
    known.set(key, { many, untilMs: nowMs + LED_KNOWN_MS });
    return many;
  };
}

/** Who asks for rows, and of which company. `leadsMany` decides how rows are found, not which. */
export type Reaching = Actor & { readonly company: { readonly id: number }; readonly leadsMany: boolean };

/** Columns of a query: whose a row is and, where it has one, its business date, such as "o.owner" and "o.date". */
export type ReachColumns = { readonly owner: string; readonly day?: string | RawBuilder<unknown> };

/**
 * The condition that leaves the rows within the actor's reach of a permission: all, those of the own participant and of who reports to it
 * on the row's business date, the own, or none.
 *
 * @example
 * tx.selectFrom(known("opportunities").as("o")).where(withinReach(session, "opportunities.read", { owner: "o.owner" }))
 */
export function withinReach(session: Reaching, permission: Permission, columns: ReachColumns): RawBuilder<SqlBool> {
  const reach = reachOfActor(session, permission);
  if (reach === "company") return sql<SqlBool>`true`;
  if (reach === undefined || session.participant === null) return sql<SqlBool>`false`;
  const owner = sql.ref(columns.owner);
  const own = sql<SqlBool>`${owner} = ${session.participant}`;
  if (reach === "own") return own;
  const when =
    columns.day === undefined
      ? sql`reporting."from" <= current_date`
      : reportingOn(sql`reporting`, typeof columns.day === "string" ? sql.ref(columns.day) : columns.day);
  const reported = sql<SqlBool>`exists (select from reports as reporting where reporting.company_id = ${session.company.id}
    and reporting.manager = ${session.participant} and reporting.participant = ${owner} and ${when})`;
  if (session.leadsMany) return sql<SqlBool>`(${own} or ${reported})`;
  // The array says what the condition after it says less of: with it an index finds the rows of a few reports among a million.
  return sql<SqlBool>`(${own} or (${owner} = any (array(select led.participant from reports as led where led.company_id = ${session.company.id}
    and led.manager = ${session.participant})) and ${reported}))`;
}

/** Columns or expressions of a query: the seat that a row hangs on, and the days for which it holds, the last one excluded. */
export type SeatColumns = { readonly position: string; readonly from: RawBuilder<unknown>; readonly to: RawBuilder<unknown> };

/**
 * The condition that leaves the rows of seats within the actor's reach: all; those of a seat that the own participant, or somebody who reported
 * to it, held on one of the row's days; or none. Row security decides by the same rule.
 */
export function seatWithinReach(session: Reaching, permission: Permission, { position, from, to }: SeatColumns): RawBuilder<SqlBool> {
  const reach = reachOfActor(session, permission);
  if (reach === "company") return sql<SqlBool>`true`;
  if (reach === undefined || session.participant === null) return sql<SqlBool>`false`;
  const seat = sql.ref(position);
  const own = sql<SqlBool>`exists (select from assignments as held where held.company_id = ${session.company.id}
    and held.participant = ${session.participant} and held.position = ${seat} and held."from" < ${to} and ${from} < held."to")`;
  // The arrays say what the conditions after them say less of: with them an index finds the rows of a few seats among many.
  const held = sql`array(select held.position from assignments as held where held.company_id = ${session.company.id}
    and held.participant = ${session.participant})`;
  if (reach === "own") return sql<SqlBool>`(${seat} = any (${held}) and ${own})`;
  const led = sql`array(select held.position from assignments as held
    join reports as reporting on reporting.company_id = held.company_id and reporting.participant = held.participant
    where held.company_id = ${session.company.id} and reporting.manager = ${session.participant})`;
  const reported = sql<SqlBool>`exists (select from assignments as held
    join reports as reporting on reporting.company_id = held.company_id and reporting.participant = held.participant
    where held.company_id = ${session.company.id} and held.position = ${seat} and reporting.manager = ${session.participant}
      and greatest(held."from", reporting."from", ${from}) < least(held."to", reporting."to", ${to}))`;
  if (session.leadsMany) return sql<SqlBool>`((${seat} = any (${held}) and ${own}) or ${reported})`;
  return sql<SqlBool>`((${seat} = any (${held}) and ${own}) or (${seat} = any (${led}) and ${reported}))`;
}

function reportingOn(reports: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`((${reports}."from" <= ${day} and ${day} < ${reports}."to")
    or (${reports}."from" <= current_date and current_date < ${reports}."to" and ${day} <@ attain_open_period()))`;
}
