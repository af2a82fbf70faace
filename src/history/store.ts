import { type Expression, type RawBuilder, sql } from "kysely";
import { reachOfActor } from "../access/permissions.ts";
import type { SignedIn } from "../access/session.ts";
import type { Transaction } from "../app/database/store.ts";
import { KEPT, KEPT_TABLES, type KeptTable, type KeptTableName, PAY_TABLES } from "./tables.ts";

type Rows = Expression<Readonly<Record<string, unknown>>>;
type Sql = RawBuilder<unknown>;

/** The tables whose changes an auditor may read: rates of persons and seats are pay, roles are the administrator's. */
export function readableTables(session: SignedIn): KeptTableName[] {
  const pay = reachOfActor(session, "statements.read") === "company";
  const roles = reachOfActor(session, "memberships.manage") === "company";
  return KEPT_TABLES.filter((table) => (pay || !PAY_TABLES.has(table)) && (roles || table !== "memberships"));
}

/** Every change of the company: when, by whom, why. */
export function changeRows(_tx: Transaction, { companyId }: { readonly companyId: number }): Rows {
  return sql`(select c.change_number as change, c.recorded_at as at, c.actor, attain_user_name(c.actor) as "actorName", c.kind, c.reason
    from changes c where c.company_id = ${companyId})`;
}

/**
 * Changes and deletions of rows, and, where the list is narrowed to a table, an object, a person, a seat or a change, also what was added:
 * what imports bring in millions by table, object or person alone. Each import is one entry in the list of changes.
 */
export function historyRows(
  _tx: Transaction,
  scope: { readonly companyId: number; readonly session: SignedIn; readonly parameters: Readonly<Record<string, unknown>> },
): Rows {
  const { companyId, session, parameters } = scope;
  const readable = readableTables(session);
  const tables = readable.filter((table) => mayHold(table, parameters));
  const among = sql`h.table_name in (${sql.join(tables.length === 0 ? [""] : tables)})`;
  const added = tables.filter((table) => listsAdditions(table, parameters));
  const parts = [
    superseded(companyId, among),
    ...(added.length > 0 ? [firstKept(companyId, among)] : []),
    ...added.map((table) => firstLive(companyId, table, sql`true`)),
  ];
  // One look-up an entry: as a join it was turned round, and the entries were read once for each change.
  const facts = sql`cross join lateral (select f.recorded_at, f.actor, f.reason, f.kind from changes f
    where f.company_id = ${companyId} and f.change_number = e.change limit 1) c`;
  return described(companyId, parts, facts, sql`attain_user_name(c.actor)`);
}

/** What imports bring in millions: what was added of them is listed by table, object or person, not by change. */
const BULK: ReadonlySet<KeptTableName> = new Set([
  "transactions",
  "splits",
  "customers",
  "products",
  "opportunities",
  "stage_history",
  "activities",
]);

/** Whether what was added to a table is listed for what is asked. */
function listsAdditions(table: KeptTableName, parameters: Readonly<Record<string, unknown>>): boolean {
  const { table: wanted, object, participant, change, position } = parameters;
  if (wanted !== undefined || object !== undefined || participant !== undefined) return true;
  return (change !== undefined || position !== undefined) && !BULK.has(table);
}

/** Whether rows of a table can be what is asked for: fewer tables are planned faster. */
function mayHold(table: KeptTableName, parameters: Readonly<Record<string, unknown>>): boolean {
  const { participant, position }: KeptTable = KEPT[table];
  if (parameters["table"] !== undefined && parameters["table"] !== table) return false;
  if (parameters["participant"] !== undefined && participant === undefined) return false;
  return parameters["position"] === undefined || position !== undefined;
}

/** Versions of a table that belong to a record: `kept` a condition on the history `h`, `live` on the table's rows `t`. */
export type RecordPart = { readonly table: KeptTableName; readonly kept: Sql; readonly live: Sql };

/** Everything that was done to a record: added, changed and deleted rows of its tables. Whoever sees a row is told who changed it. */
export function recordRows(companyId: number, parts: readonly RecordPart[]): Rows {
  const found = parts.flatMap(({ table, kept, live }) => {
    const condition = sql`h.table_name = ${table} and ${kept}`;
    return [superseded(companyId, condition), firstKept(companyId, condition), firstLive(companyId, table, live)];
  });
  return described(companyId, found, sql`cross join lateral attain_change_facts(e.change) c`, sql`c.actor_name`);
}

/** Entries with who, when and why, and both versions: these are worked out for the rows of a page alone. */
function described(companyId: number, parts: readonly Sql[], facts: Sql, actorName: Sql): Rows {
  const after = sql`attain_version(e."table", e.object, e.key, e.change)`;
  return sql`(
    select e.version, e.change, c.recorded_at as at, c.actor, ${actorName} as "actorName", c.reason, c.kind, e."table", e.object, e.participant, e.position,
      case when e.added then 'added' when ${after} is null then 'deleted' else 'changed' end as action,
      case when e.added then null else (select h.row from history h where h.company_id = ${companyId} and h.history_id = e.version) end as before,
      ${after} as after
    from (${sql.join(parts, sql` union all `)}) e ${facts}
  )`;
}

/** Each version that a later change replaced or deleted. */
function superseded(companyId: number, condition: Sql): Sql {
  return sql`select h.history_id as version, false as added, h.table_name as "table", h.object, h.row_key as key, h.participant, h.position, h.superseded_by as change
    from history h where h.company_id = ${companyId} and ${condition}`;
}

/** A number for an addition, which has no version before it: below zero, the same each time, the same for two with a chance of 1 in 10^15. */
const additionNumber = (table: Sql, object: Sql, change: Sql) =>
  sql`-1 - (hashtextextended(${table} || ' ' || ${object}, ${change}) & 9007199254740989)`;

const nothingBefore = (companyId: number, table: Sql, object: Sql, change: Sql) =>
  sql`not exists (select from history p where p.company_id = ${companyId} and p.table_name = ${table} and p.object = ${object} and p.superseded_by = ${change})`;

/** Versions that are history by now, as they were added. */
function firstKept(companyId: number, condition: Sql): Sql {
  const [table, object, change] = [sql`h.table_name`, sql`h.object`, sql`h.change_number`];
  return sql`select ${additionNumber(table, object, change)}, true, h.table_name, h.object, h.row_key, h.participant, h.position, h.change_number
    from history h where h.company_id = ${companyId} and ${condition} and ${nothingBefore(companyId, table, object, change)}`;
}

/** Rows as they were added and still are. */
function firstLive(companyId: number, table: KeptTableName, condition: Sql): Sql {
  const { key, participant, position }: KeptTable = KEPT[table];
  const column = (name: string | undefined) => (name === undefined ? sql`null::text` : sql`t.${sql.id(name)}`);
  const [name, change] = [sql`${table}::text`, sql`t.change_number`];
  const object = sql`concat_ws(' / ', ${sql.join(key.map(column))})`;
  const keys = sql`jsonb_build_object(${sql.join(key.flatMap((part) => [sql.lit(part), column(part)]))})`;
  return sql`select ${additionNumber(name, object, change)}, true, ${name}, ${object}, ${keys}, ${column(participant)}, ${column(position)}, ${change}
    from ${sql.table(table)} t where t.company_id = ${companyId} and ${condition} and ${nothingBefore(companyId, name, object, change)}`;
}
