import type { Store } from "./store.ts";
import { accessContract } from "./contract/access.ts";
import { historyContract } from "./contract/history.ts";
import { valuesContract } from "./contract/values.ts";

/** What every engine under the store must do: run by pglite.test.ts and postgres.test.ts. `store` is open from beforeAll on. */
export function storeContract(store: () => Store): void {
  valuesContract(store);
  accessContract(store);
  historyContract(store);
}
