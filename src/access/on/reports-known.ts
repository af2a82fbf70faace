import { type RawBuilder, sql } from "kysely";
import type { Transaction } from "../../app/database/store.ts";

type Reports = { readonly manager: string; readonly participant: string; readonly from: string; readonly to: string };

/**
 * Who reports to whom, once for each state of the hierarchy that held at some moment of a day (UTC): that of its beginning, and that after
 * each change of the day. None where no hierarchy was known yet: then nobody saw anything through it, whatever was entered later.
 */
export async function reportsKnownOn(tx: Transaction, companyId: number, day: string): Promise<RawBuilder<Reports>[]> {
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
  return rows.slice(Math.max(atDawn, 0)).map(({ change, latest }) => (latest ? standing(companyId) : knownAt(companyId, change)));
}

/** The table holds what the latest change of the hierarchy made of it. */
function standing(companyId: number): RawBuilder<Reports> {
  return sql<Reports>`(select manager, participant, "from", "to" from reports where company_id = ${companyId})`;
}

function knownAt(companyId: number, change: number): RawBuilder<Reports> {
  return sql<Reports>`(select manager, participant, lower(held) as "from", upper(held) as "to"
    from attain_derive_reports(${companyId}, ${change}))`;
}
