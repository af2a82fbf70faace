import { KINDS_WITHOUT_INPUTS } from "../../history/kinds.ts";
import type { PresentCalculation } from "../../performance/present.ts";
import type { Store } from "../database/store.ts";
import type { KeptCalculations } from "./kept-calculations.ts";

const DEFAULT_SET = "default";

/** Calculates what everybody has reached on everything that is known now; undefined while the company has no plan. */
export function newPresent(store: Store, calculations: KeptCalculations): (companyId: number) => Promise<PresentCalculation | undefined> {
  return async (companyId) => {
    const known = await store.system(async (tx) => {
      const last = await tx
        .selectFrom("changes")
        .select((e) => e.fn.max("change_number").as("number"))
        .where("company_id", "=", companyId)
        .where("kind", "not in", KINDS_WITHOUT_INPUTS)
        .executeTakeFirst();
      const sets = await tx.selectFrom("plans").select("set").distinct().where("company_id", "=", companyId).orderBy("set").execute();
      return { inputChange: last?.number ?? 0, sets: sets.map(({ set }) => set) };
    });
    const set = known.sets.includes(DEFAULT_SET) ? DEFAULT_SET : known.sets[0];
    if (set === undefined) return undefined;
    const { inputChange } = known;
    return { set, inputChange, ...(await calculations({ companyId, set, inputChange })) };
  };
}
