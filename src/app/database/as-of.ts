import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { InputTables } from "./schema.ts";

export type HistoricTable = keyof InputTables;

/** Every table whose old versions are kept. */
export const HISTORIC_TABLES: readonly HistoricTable[] = [
  "companies",
  "windows",
  "territories",
  "people",
  "people_personal",
  "participant_attributes",
  "positions",
  "position_attributes",
  "reporting_lines",
  "assignments",
  "territory_assignments",
  "customers",
  "products",
  "quotas",
  "plan_assignments",
  "adjustments",
  "plans",
  "transactions",
  "splits",
  "opportunities",
  "stage_history",
  "activities",
];

/**
 * The rows of a table as they were known at a change number: live rows made by then, and old versions made by then and
 * superseded later. Row security applies to both. A source for `selectFrom`:
 * `tx.selectFrom(asOf("quotas", companyId, 12).as("quotas")).selectAll()`.
 */
export function asOf<T extends HistoricTable>(table: T, companyId: number, changeNumber: number): RawBuilder<Selected<T>> {
  return sql<Selected<T>>`(
    select * from ${sql.table(table)} where company_id = ${companyId} and change_number <= ${changeNumber}
    union all
    select version.* from history, lateral jsonb_populate_record(null::${sql.table(table)}, history.row) as version
    where history.company_id = ${companyId} and history.table_name = ${table}
      and history.change_number <= ${changeNumber} and history.superseded_by > ${changeNumber}
  )`;
}

/** The company's rows of a table, a source for `selectFrom`. */
export type Known = <T extends HistoricTable>(table: T) => RawBuilder<Selected<T>>;

/** The company's rows as they were known at a change number, or as they are. */
export function knownAt(companyId: number, changeNumber: number | undefined): Known {
  return (table) =>
    changeNumber === undefined
      ? sql`(select * from ${sql.table(table)} where company_id = ${companyId})`
      : asOf(table, companyId, changeNumber);
}

type Selected<T extends HistoricTable> = { [K in keyof InputTables[T]]: SelectType<InputTables[T][K]> };
type SelectType<C> = C extends { readonly __select__: infer S } ? S : C;
