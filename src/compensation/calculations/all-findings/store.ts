import { sql } from "kysely";
import type { Transaction } from "../../../app/database/store.ts";
import type { Finding } from "../../statements/statement.ts";

const TEXTS = ["code", "message", "fix", "participant", "position", "plan", "component", "window", "transaction"] as const;

/** What a calculation found missing or ambiguous, numbered in its order. */
export function findingRows(tx: Transaction, companyId: number, calculation: number) {
  return tx
    .selectFrom(
      sql<{ number: number; finding: Finding }>`(
        select entry.number::int as number, entry.finding from calculation_summaries s,
          lateral jsonb_array_elements(s.summary -> 'findings') with ordinality as entry (finding, number)
        where s.company_id = ${companyId} and s.calculation_id = ${calculation}
      )`.as("f"),
    )
    .select("f.number")
    .select(TEXTS.map((name) => sql<string | null>`f.finding ->> ${sql.lit(name)}`.as(name)))
    .select(sql<boolean>`coalesce((f.finding ->> 'blocking')::boolean, false)`.as("blocking"));
}
