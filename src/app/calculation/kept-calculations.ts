import { calculate, type Calculation, prepare, type PreparedInputs } from "../../compensation/engine.ts";
import type { Store } from "../database/store.ts";
import { loadInputs } from "./load.ts";

/** Which calculation: of a company's plan set, on the inputs as of a change number. */
export type CalculationKey = { readonly companyId: number; readonly set: string; readonly inputChange: number };
/** A calculation with what it was prepared from, for further ones on nearly the same inputs, and the database's id of each transaction. */
export type KeptCalculation = {
  readonly prepared: PreparedInputs;
  readonly calculation: Calculation;
  readonly transactionIds: Float64Array;
};
export type KeptCalculations = (key: CalculationKey) => Promise<KeptCalculation>;

/** Calculations kept in memory: the next click on the same statement answers at once. */
const KEPT_MAX = 3;

/** Calculates as the program itself on all rows, and keeps the last few: whoever asks decides what of it may be seen. */
export function newKeptCalculations(store: Store): KeptCalculations {
  const kept = new Map<string, Promise<KeptCalculation>>();
  return ({ companyId, set, inputChange }) => {
    const key = `${companyId} ${inputChange} ${set}`;
    const found =
      kept.get(key) ??
      store.system(async (tx) => {
        const { inputs, transactionIds } = await loadInputs(store, tx, companyId, inputChange, set);
        const prepared = prepare(inputs);
        return { prepared, calculation: calculate(prepared, { set }), transactionIds };
      });
    kept.delete(key);
    kept.set(key, found);
    found.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) if (kept.size > KEPT_MAX) kept.delete(oldest);
    return found;
  };
}
