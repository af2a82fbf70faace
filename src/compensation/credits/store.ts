import type { SignedIn } from "../../access/session.ts";
import { withinReach } from "../../access/reach/store.ts";
import type { Transaction } from "../../app/database/store.ts";

/** Credits of calculations that are published or still drafts, with the transactions they come from. */
export function creditRows(tx: Transaction, companyId: number, session: SignedIn) {
  return tx
    .selectFrom("credits as r")
    .innerJoin("calculations as c", (join) =>
      join.onRef("c.company_id", "=", "r.company_id").onRef("c.calculation_id", "=", "r.calculation_id"),
    )
    .leftJoin("transactions as t", (join) =>
      join.onRef("t.company_id", "=", "r.company_id").onRef("t.transaction_id", "=", "r.transaction_id"),
    )
    .leftJoin("people_personal as n", (join) =>
      join.onRef("n.company_id", "=", "r.company_id").onRef("n.participant", "=", "r.participant"),
    )
    .select(["r.calculation_id as calculation", "r.credit_no as credit", "c.set", "c.period", "c.state", "r.participant", "n.name"])
    .select(["r.position", "r.plan", "r.version", "r.rule", "r.date", "r.amount", "r.currency", "r.share"])
    .select(["t.source", "t.transaction", "t.line"])
    .where("r.company_id", "=", companyId)
    .where("c.state", "in", ["draft", "published"])
    .where(withinReach(session, "credits.read", { owner: "r.participant", day: "r.date" }));
}
