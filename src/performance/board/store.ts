import { sql } from "kysely";
import type { z } from "zod";
import type { Transaction } from "../../app/database/store.ts";
import { withoutNewer } from "../../compensation/statements/store.ts";
import { KINDS_WITHOUT_INPUTS } from "../../history/kinds.ts";
import { formatMinor } from "../../money/money.ts";
import type { boardPeriodSchema } from "../schemas.ts";

type BoardPeriod = z.infer<typeof boardPeriodSchema>;
type RawPeriod = Omit<BoardPeriod, "calculatedAt" | "totals"> & {
  readonly calculatedAt: Date;
  readonly totals: Readonly<Record<string, string>>;
};

const PERIODS = 4;
const LIVE = sql`('published', 'draft')`;

/**
 * The latest pay periods with the calculation that counts for each: how far it is, and what stands in its way.
 * For who may read every calculation; row security leaves others none.
 */
export async function periodBoard(tx: Transaction, companyId: number): Promise<BoardPeriod[]> {
  const { rows } = await sql<RawPeriod>`
    with counted as materialized ( -- what is read of a document is read before the rows are sorted
      select c.set, s.period, c.calculation_id, c.state, c.created_at, c.input_change_number, s.currency, s.total_minor,
        s.document ->> 'from' as "from", s.document ->> 'to' as "to", s.finding_count as findings, s.blocking_count as blocking
      from statements s join calculations c on c.company_id = s.company_id and c.calculation_id = s.calculation_id
      where s.company_id = ${companyId} and c.state in ${LIVE} and ${withoutNewer(LIVE)}
    ), by_currency as (
      select set, period, calculation_id, state, created_at, input_change_number, currency, sum(total_minor)::text as total,
        count(*)::int as statements, sum(blocking)::int as blocking, sum(findings - blocking)::int as notes,
        min("from") as "from", max("to") as "to"
      from counted group by set, period, calculation_id, state, created_at, input_change_number, currency
    ), by_period as (
      select set, period, calculation_id as calculation, state, created_at as "calculatedAt", input_change_number as "inputChange",
        sum(statements)::int as statements, sum(blocking)::int as blocking, sum(notes)::int as notes,
        min("from") as "from", max("to") as "to", jsonb_object_agg(currency, total) as totals
      from by_currency group by set, period, calculation_id, state, created_at, input_change_number
      order by "from" desc, period desc, set limit ${PERIODS}
    )
    select p.*,
      (select count(*)::int from changes where company_id = ${companyId} and change_number > p."inputChange" and not kind = any (${KINDS_WITHOUT_INPUTS})) as "changesSince",
      (select count(*)::int from disputes d where d.company_id = ${companyId} and d.set = p.set and d.period = p.period and d.state = 'open') as disputes,
      t.transactions, t."withoutOwner"
    from by_period p cross join lateral (
      select count(*)::int as transactions, (count(*) filter (where owner is null and position is null))::int as "withoutOwner"
      from transactions where company_id = ${companyId} and voided_at_change is null
        and date >= p."from"::date and date < coalesce(p."to"::date, 'infinity'::date)
    ) t
    order by p."from" desc, p.period desc, p.set`.execute(tx);
  return rows.map((row) => ({
    ...row,
    calculatedAt: row.calculatedAt.toISOString(),
    totals: Object.entries(row.totals)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, minor]) => ({ currency, amount: formatMinor(BigInt(minor), currency) })),
  }));
}
