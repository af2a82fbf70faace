import { type Expression, type RawBuilder, sql } from "kysely";
import type { Transaction } from "../app/database/store.ts";
import { reachOfActor } from "../access/permissions.ts";
import type { SignedIn } from "../access/session.ts";

/** Tables whose old versions are kept, with the columns that tell a row (migration 0004). */
export const HISTORY_KEYS = {
  companies: ["company_id"],
  windows: ["calendar", "window"],
  territories: ["territory"],
  people: ["participant"],
  people_personal: ["participant"],
  participant_attributes: ["participant", "attribute", "from"],
  positions: ["position"],
  position_attributes: ["position", "attribute", "from"],
  reporting_lines: ["position", "from"],
  assignments: ["participant", "position", "from"],
  territory_assignments: ["territory", "position", "from"],
  customers: ["customer"],
  products: ["product"],
  quotas: ["position", "measure", "from"],
  plan_assignments: ["plan", "position", "from"],
  plans: ["set", "plan", "version"],
  transactions: ["source", "transaction", "line"],
  splits: ["source", "transaction", "line", "kind", "party", "role"],
  opportunities: ["opportunity"],
  memberships: ["user_id", "role", "from"],
} as const satisfies Record<string, readonly string[]>;
export type HistoryTable = keyof typeof HISTORY_KEYS;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its type's keys
export const HISTORY_TABLES = Object.keys(HISTORY_KEYS) as [HistoryTable, ...HistoryTable[]];

/** The tables whose changes the session may read: rates of persons and seats are pay, roles are the administrator's. */
export function readableTables(session: SignedIn): HistoryTable[] {
  const pay = reachOfActor(session, "statements.read") === "company";
  const roles = reachOfActor(session, "memberships.manage") === "company";
  const hidden = new Set<HistoryTable>([
    ...(pay ? [] : (["participant_attributes", "position_attributes"] as const)),
    ...(roles ? [] : (["memberships"] as const)),
  ]);
  return HISTORY_TABLES.filter((table) => !hidden.has(table));
}

/**
 * Every change and deletion of a row: what it was, what it became, by whom, when and why. What was only ever added stands in its own row,
 * with the change that made it. Row security holds on both versions.
 */
export function historyRows(
  _tx: Transaction,
  { companyId, session }: { readonly companyId: number; readonly session: SignedIn },
): Expression<Readonly<Record<string, unknown>>> {
  return sql<Readonly<Record<string, unknown>>>`(
    select h.history_id as version, h.superseded_by as change, c.recorded_at as at, h.actor, h.reason, h.table_name as "table",
      (select string_agg(entry.value, ' / ' order by entry.ordinality) from jsonb_each_text(h.row_key) with ordinality entry) as object,
      h.participant, h.position, case when after.row is null then 'deleted' else 'changed' end as action, h.row as before, after.row as after
    from history h
    join changes c on c.company_id = h.company_id and c.change_number = h.superseded_by
    left join lateral (
      select n.row from history n
      where n.company_id = h.company_id and n.table_name = h.table_name and md5(n.row_key::text) = md5(h.row_key::text)
        and n.row_key = h.row_key and n.change_number = h.superseded_by
      union all ${sql.join(HISTORY_TABLES.map(liveVersion), sql` union all `)}
      limit 1
    ) after on true
    where h.company_id = ${companyId} and h.table_name in (${sql.join(readableTables(session))})
  )`;
}

function liveVersion(table: HistoryTable): RawBuilder<unknown> {
  const same = HISTORY_KEYS[table].map((column) => sql`t.${sql.id(column)} = k.${sql.id(column)}`);
  return sql`select to_jsonb(t) from ${sql.table(table)} t, jsonb_populate_record(null::${sql.table(table)}, h.row_key) k
    where h.table_name = ${table} and t.company_id = h.company_id and t.change_number = h.superseded_by and ${sql.join(same, sql` and `)}`;
}
