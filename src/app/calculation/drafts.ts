import type { Drafts } from "../../compensation/calculations/api.ts";
import type { Session, Store, Transaction } from "../database/store.ts";
import { Problem } from "../server/kit/problem.ts";
import { publishCalculation } from "./finish.ts";
import { removeCalculation } from "./record.ts";

/** Publishes and discards drafts with the rights of whoever asks. Throws the problems "not-found", "not-a-draft" and "blocking-findings". */
export function newDrafts(store: Store): Drafts {
  return {
    publish: async (session, calculationId, { acceptFindings }) => {
      const { set, period, blocking } = await store.as(session, (tx) => draftOf(tx, session, calculationId));
      if (blocking > 0 && !acceptFindings)
        throw new Problem(
          "blocking-findings",
          `Calculation ${calculationId} has ${blocking} blocking ${blocking === 1 ? "finding" : "findings"}`,
        );
      return publishCalculation(store, { session, calculationId, set, period, attempt: 0, inputChange: 0 });
    },
    discard: (session, calculationId) =>
      store.as(session, async (tx) => {
        await draftOf(tx, session, calculationId);
        await removeCalculation(tx, session.companyId, calculationId);
      }),
  };
}

/** The draft, locked until the transaction ends. */
async function draftOf(tx: Transaction, { companyId }: Session, calculationId: number) {
  const found = await tx
    .selectFrom("calculations")
    .select(["set", "period", "state"])
    .where("company_id", "=", companyId)
    .where("calculation_id", "=", calculationId)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw new Problem("not-found", `There is no calculation ${calculationId}`);
  if (found.state !== "draft") throw new Problem("not-a-draft", `Calculation ${calculationId} is ${found.state}`);
  const stored = await tx
    .selectFrom("calculation_summaries")
    .select("summary")
    .where("company_id", "=", companyId)
    .where("calculation_id", "=", calculationId)
    .executeTakeFirstOrThrow();
  return { ...found, blocking: Number(stored.summary["blocking"]) };
}
