import type { Owning } from "../../compensation/worklist/api.ts";
import { isUndone, OWNERSHIP, undoReason } from "../../compensation/worklist/store.ts";
import type { Store } from "../database/store.ts";
import { undoChange } from "../import/undo.ts";
import { Problem } from "../server/kit/problem.ts";

/** Takes ownership changes back with the rights of the program itself: whoever asks may do it, as the route has decided. */
export function newOwning(store: Store): Owning {
  return {
    undo: ({ companyId, actor }, change) =>
      store.publish({ companyId, actor, roles: "system" }, { reason: undoReason(change), kind: OWNERSHIP }, async (tx, changeNumber) => {
        const found = await tx
          .selectFrom("changes")
          .select("reason")
          .where("company_id", "=", companyId)
          .where("change_number", "=", change)
          .where("kind", "=", OWNERSHIP)
          .executeTakeFirst();
        if (!found) throw new Problem("not-found", `Change ${change} gave no transaction another owner`);
        if (await isUndone(tx, companyId, change)) throw new Problem("not-in-this-state", `Change ${change} was taken back already`);
        const { tables, kept } = await undoChange(tx, companyId, change, changeNumber, ["splits", "transactions"]);
        return { change: changeNumber, restored: tables["transactions"]?.restored ?? 0, kept };
      }),
  };
}
