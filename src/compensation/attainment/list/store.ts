import { sql } from "kysely";
import type { Transaction } from "../../../app/database/store.ts";
import type { SignedIn } from "../../../access/session.ts";
import { currentStatements, withinStatements } from "../../statements/store.ts";

type AttainmentRow = {
  set: string;
  period: string;
  participant: string;
  name: string;
  state: "draft" | "published";
  place: number;
  plan: string;
  position: string;
  measure: string;
  window: string;
  amount: string;
  quota: string | null;
  attainmentPercent: string | null;
  credits: number;
};

/** The measures of the statements that count, each with its quota. */
export function attainmentRows(tx: Transaction, companyId: number, session: SignedIn) {
  const statements = currentStatements(companyId, { within: withinStatements(session) });
  return tx
    .selectFrom(
      sql<AttainmentRow>`(
      select s.set, s.period, s.participant, s.name, s.state, m.place::int as place, m.measure ->> 'plan' as plan, m.measure ->> 'position' as position,
        m.measure ->> 'name' as measure, m.measure ->> 'window' as "window", (m.measure ->> 'amount')::numeric as amount,
        (m.measure ->> 'quota')::numeric as quota, (m.measure ->> 'attainmentPercent')::numeric as "attainmentPercent",
        (m.measure ->> 'credits')::int as credits
      from (${statements}) s, lateral jsonb_array_elements(s.document -> 'measures') with ordinality as m (measure, place)
    )`.as("a"),
    )
    .selectAll();
}
