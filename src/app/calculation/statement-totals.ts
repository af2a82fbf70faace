import { sql } from "kysely";
import type { CurrencyTotal } from "../../compensation/statements/totals.ts";
import { formatMinor } from "../../money/money.ts";
import type { Session, Store } from "../database/store.ts";

/** What a calculation's statements pay, by currency. */
export async function statementTotals(store: Store, session: Session, calculationId: number): Promise<CurrencyTotal[]> {
  const { rows } = await store.as(session, (tx) =>
    sql<{ currency: string; total_minor: string; statements: number }>`
      select currency, sum(total_minor)::text as total_minor, count(*)::int as statements
      from statements where company_id = ${session.companyId} and calculation_id = ${calculationId}
      group by currency order by currency`.execute(tx),
  );
  return rows.map(({ currency, total_minor, statements }) => ({
    currency,
    amount: formatMinor(BigInt(total_minor), currency),
    statements,
  }));
}
