import { sql } from "kysely";
import type { Session, Store, Transaction } from "./store.ts";

/** Answers kept at a time: one for each company and rights that lately asked. */
const KEPT_MAX = 200;

/**
 * An answer that costs much and is the same for everybody of a company with the same rights, read once until the company's data change: under a
 * new change number, or by a calculation that was made, published or discarded. Whoever asks while it is read waits for that reading.
 * `read` runs with the rights of the session that asks first; another's answer is only given to the same roles and participant.
 */
export function keptUntilChange<T>(store: Pick<Store, "as" | "system">, read: (tx: Transaction, companyId: number) => Promise<T>) {
  const kept = new Map<string, { readonly stamp: string; readonly answer: Promise<T> }>();
  return async (session: Session): Promise<T> => {
    const { companyId, roles, participant } = session;
    const name = JSON.stringify([companyId, roles, participant ?? null]);
    const stamp = await store.system((tx) => stampOf(tx, companyId));
    const found = kept.get(name);
    if (found?.stamp === stamp) return found.answer;
    const made = { stamp, answer: store.as(session, (tx) => read(tx, companyId)) };
    kept.delete(name);
    kept.set(name, made);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    made.answer.catch(() => {
      if (kept.get(name) === made) kept.delete(name);
    });
    return made.answer;
  };
}

/** Another text after every change of inputs, and after every calculation that comes, is published or goes. */
async function stampOf(tx: Transaction, companyId: number): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`select concat_ws(' ',
    (select max(change_number) from changes where company_id = ${companyId}),
    (select md5(string_agg(calculation_id || state, ' ' order by calculation_id)) from calculations where company_id = ${companyId})) as stamp`.execute(
    tx,
  );
  return rows[0]?.stamp ?? "";
}
