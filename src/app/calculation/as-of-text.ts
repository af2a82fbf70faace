import type { HistoricTable } from "../database/as-of.ts";

/**
 * The rows of a table as they were known at a change number, as SQL text: COPY takes no parameters.
 * Says the same as `asOf` of database/as-of.ts. Throws RangeError when a number is not a whole one.
 */
export function asOfText(table: HistoricTable, companyId: number, changeNumber: number): string {
  for (const value of [companyId, changeNumber]) if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number`);
  return `(
    select * from "${table}" where company_id = ${companyId} and change_number <= ${changeNumber}
    union all
    select version.* from history, lateral jsonb_populate_record(null::"${table}", history.row) as version
    where history.company_id = ${companyId} and history.table_name = '${table}'
      and history.change_number <= ${changeNumber} and history.superseded_by > ${changeNumber}
  )`;
}

/** A text in quotes, for SQL text. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
