import { sql } from "kysely";
import { asOf, type HistoricTable } from "../../app/database/as-of.ts";
import type { Transaction } from "../../app/database/store.ts";
import type { StatementDifference } from "./comparison.ts";
import type { InputGroup } from "./mixed-inputs.ts";

/** The tables of each group of inputs, with the columns by which their history knows a row. */
const TABLES: readonly (readonly [group: InputGroup, table: HistoricTable, key: readonly string[]])[] = [
  ["transactions", "transactions", ["source", "transaction", "line"]],
  ["splits", "splits", ["source", "transaction", "line", "kind", "party", "role"]],
  ["quotas", "quotas", ["position", "measure", "from"]],
  ["plans", "plans", ["set", "plan", "version"]],
  ["plan-assignments", "plan_assignments", ["plan", "position", "from"]],
  ["adjustments", "adjustments", ["adjustment"]],
  ["seats", "people", ["participant"]],
  ["seats", "participant_attributes", ["participant", "attribute", "from"]],
  ["seats", "positions", ["position"]],
  ["seats", "position_attributes", ["position", "attribute", "from"]],
  ["seats", "reporting_lines", ["position", "from"]],
  ["seats", "assignments", ["participant", "position", "from"]],
  ["territories", "territories", ["territory"]],
  ["territories", "territory_assignments", ["territory", "position", "from"]],
  ["customers", "customers", ["customer"]],
  ["products", "products", ["product"]],
  ["company", "companies", ["company_id"]],
  ["company", "windows", ["calendar", "window"]],
];

/** Differences that were worked out, as rows of a list: the database sorts, filters and pages them like any other. */
export function differenceRows(tx: Transaction, differences: readonly StatementDifference[]) {
  return tx
    .selectFrom(
      sql<Omit<StatementDifference, "components" | "causes"> & { components: object; causes: object }>`(
        select * from jsonb_to_recordset(${JSON.stringify(differences)}::jsonb) as x
          (participant text, name text, period text, currency text, before numeric, after numeric, difference numeric, components jsonb, causes jsonb)
      )`.as("d"),
    )
    .select(["d.participant", "d.name", "d.period", "d.currency", "d.before", "d.after", "d.difference", "d.components", "d.causes"])
    .select(sql<string>`abs(d.difference)`.as("size"));
}

export type RowChange = "added" | "changed" | "voided";

/** What changed in one table between two change numbers. */
export type ChangedTable = {
  readonly group: InputGroup;
  readonly table: string;
  readonly added: number;
  readonly changed: number;
  /** Rows that no longer count: voided, or removed. */
  readonly voided: number;
  /** Some of the rows, by their keys. */
  readonly examples: readonly { readonly key: string; readonly change: RowChange }[];
};

const EXAMPLES_MAX = 20;

/** What changed in each table of inputs after change `from` up to change `to`; tables without a change are left out. */
export async function changedInputs(
  tx: Transaction,
  companyId: number,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ChangedTable[]> {
  const found: ChangedTable[] = [];
  for (const [group, table, key] of TABLES) {
    const keys = sql.join(key.map((column) => sql`${sql.lit(column)}::text, to_jsonb(now) -> ${sql.lit(column)}`));
    const isVoided = table === "transactions" ? sql`now.voided_at_change is not null` : sql`false`;
    const { rows } = await sql<{ change: RowChange; count: number; examples: Record<string, string | number>[] }>`
      with now as (
        select jsonb_build_object(${keys}) as row_key, ${isVoided} as voided from ${asOf(table, companyId, to)} now where change_number > ${from}
      ), before as (
        select row_key, table_name = 'transactions' and row ->> 'voided_at_change' is not null as voided from history
        where company_id = ${companyId} and table_name = ${table} and change_number <= ${from} and superseded_by > ${from} and superseded_by <= ${to}
      ), rows as (
        select row_key, case
          when now.voided is not false then case when before.voided is false then 'voided' end
          when before.voided is not false then 'added'
          else 'changed' end as change
        from now full join before using (row_key)
      )
      select change, count(*)::int as count, (array_agg(row_key order by row_key))[1:${sql.lit(EXAMPLES_MAX)}] as examples
      from rows where change is not null group by change order by change`.execute(tx);
    if (rows.length === 0) continue;
    const count = (wanted: RowChange): number => rows.find(({ change }) => change === wanted)?.count ?? 0;
    const examples = rows.flatMap((row) =>
      row.examples.map((values) => ({ key: key.map((column) => String(values[column] ?? "")).join(" · "), change: row.change })),
    );
    found.push({
      group,
      table: table.replaceAll("_", "-"),
      added: count("added"),
      changed: count("changed"),
      voided: count("voided"),
      examples: examples.slice(0, EXAMPLES_MAX),
    });
  }
  return found;
}
