import { prepare, type PreparedInputs } from "../../compensation/engine.ts";
import type { PresentSeats } from "../../compensation/curves/api.ts";
import { lastChange } from "../import/check-inputs.ts";
import type { Store } from "../database/store.ts";
import { loadSeats } from "./load.ts";

/** Companies whose seats are kept in memory, each as of its last change. */
const KEPT_MAX = 5;

/** Reads who sits where as the program itself, once for each change of a company. */
export function newPresentSeats(store: Store): PresentSeats {
  const kept = new Map<string, Promise<PreparedInputs>>();
  return (companyId) =>
    store.system(async (tx) => {
      const change = await lastChange(tx, companyId);
      const key = `${companyId} ${change}`;
      const found = kept.get(key) ?? loadSeats(tx, companyId, change).then(prepare);
      kept.delete(key);
      kept.set(key, found);
      found.catch(() => kept.delete(key));
      for (const oldest of kept.keys()) if (kept.size > KEPT_MAX) kept.delete(oldest);
      return found;
    });
}
