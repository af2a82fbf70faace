import { calculate, prepare } from "../../compensation/engine.ts";
import type { PresentCalculation } from "../../compensation/present.ts";
import type { Store } from "../database/store.ts";
import { loadInputs } from "./load.ts";

/** Which calculation: of a company's plan set, on the inputs as of a change number. */
export type CalculationKey = { readonly companyId: number; readonly set: string; readonly inputChange: number };

/** Calculations kept at a time: the next question about the same one is answered at once. */
export const KEPT_MAX = 3;

export function nameOf({ companyId, inputChange, set }: CalculationKey): string {
  return `${companyId} ${inputChange} ${set}`;
}

/** Calculates as the program itself on all rows. */
export async function calculateAsOf(store: Store, { companyId, set, inputChange }: CalculationKey): Promise<PresentCalculation> {
  return store.system(async (tx) => {
    const { inputs, transactionIds } = await loadInputs(store, tx, companyId, inputChange, set);
    const prepared = prepare(inputs);
    return { set, inputChange, prepared, calculation: calculate(prepared, { set }), transactionIds };
  });
}

/** The last few of what was made by `make`, each made once; what failed is made again, what falls out is given to `drop`. */
export function keepLast<T>(make: (key: CalculationKey) => T, drop: (made: T) => void = () => {}) {
  const kept = new Map<string, T>();
  return {
    has: (key: CalculationKey): boolean => kept.has(nameOf(key)),
    get(key: CalculationKey): T {
      const name = nameOf(key);
      const found = kept.get(name) ?? make(key);
      kept.delete(name);
      kept.set(name, found);
      for (const [oldest, made] of kept) {
        if (kept.size <= KEPT_MAX) break;
        kept.delete(oldest);
        drop(made);
      }
      return found;
    },
    forget(key: CalculationKey): void {
      kept.delete(nameOf(key));
    },
    all: (): readonly T[] => [...kept.values()],
  };
}
