import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { HISTORIC_TABLES } from "../as-of.ts";
import { RESULT_TABLES } from "../copy-results.ts";

/** A statement about the stored data that always holds, and the query of rows that break it. */
export type Invariant = { readonly name: string; readonly violations: RawBuilder<unknown> };

export const INVARIANTS: readonly Invariant[] = [
  {
    name: "a statement's total is the sum of its lines",
    violations: sql`
      select coalesce(s.company_id, l.company_id) as company_id,
        format('calculation %s, %s, %s %s: total %s, lines %s', coalesce(s.calculation_id, l.calculation_id), coalesce(s.participant, l.participant),
          coalesce(s.period, l.period), coalesce(s.currency, l.currency), coalesce(s.total_minor::text, 'missing'), coalesce(l.total, 0)) as detail
      from statements s full join (
        select company_id, calculation_id, participant, period, currency, sum(amount_minor) as total from statement_lines group by 1, 2, 3, 4, 5
      ) l using (company_id, calculation_id, participant, period, currency)
      where s.total_minor is distinct from coalesce(l.total, 0)`,
  },
  {
    name: "change numbers run from 1 without a gap",
    violations: sql`
      select company_id, format('%s changes, numbers %s to %s', count(*), min(change_number), max(change_number)) as detail
      from changes group by company_id having min(change_number) <> 1 or max(change_number) <> count(*)`,
  },
  {
    name: "every row was made by a recorded change",
    violations: sql.join(
      [...HISTORIC_TABLES, "memberships", "history"].map(
        (table) => sql`
        select r.company_id, format('%s: %s rows of change %s', ${table}::text, count(*), r.change_number) as detail
        from ${sql.table(table)} r left join changes c using (company_id, change_number) where c.change_number is null group by r.company_id, r.change_number`,
      ),
      sql` union all `,
    ),
  },
  {
    name: "versions of one row follow each other",
    violations: sql`
      select company_id, format('%s %s: change %s overlaps the version before', table_name, row_key, change_number) as detail
      from (
        select *, lag(superseded_by) over (partition by company_id, table_name, row_key order by change_number) as before from history
      ) versions where before > change_number`,
  },
  {
    name: "who reports to whom follows from seats, lines and assignments",
    violations: sql`
      select coalesce(kept.company_id, derived.company_id) as company_id,
        format('%s under %s: kept %s, derived %s', participant, manager, coalesce(kept.held::text, 'never'), coalesce(derived.held::text, 'never')) as detail
      from (select company_id, manager, participant, range_agg(daterange("from", "to")) as held from reports group by 1, 2, 3) kept
      full join (
        select company_id, manager, participant, range_agg(held) as held from companies, attain_derive_reports(company_id) group by 1, 2, 3
      ) derived using (company_id, manager, participant)
      where kept.held is distinct from derived.held`,
  },
  {
    name: "credits and lines belong to transactions that exist",
    violations: sql`
      select c.company_id, format('calculation %s: transaction %s', c.calculation_id, c.transaction_id) as detail
      from (
        select company_id, calculation_id, transaction_id from credits
        union select company_id, calculation_id, transaction_id from statement_lines where transaction_id is not null
      ) c left join transactions t using (company_id, transaction_id) where t.transaction_id is null`,
  },
  {
    name: "results stand in their participant's bucket",
    violations: sql.join(
      RESULT_TABLES.map(
        (table) => sql`
        select distinct company_id, format('%s of %s: bucket %s', ${table}::text, participant, bucket) as detail
        from (select distinct company_id, participant, bucket from ${sql.table(table)}) r where bucket <> attain_bucket(company_id, participant)`,
      ),
      sql` union all `,
    ),
  },
];
