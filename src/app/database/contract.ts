import type { Store } from "./store.ts";
import { accessContract } from "./contract/access.ts";
import { archiveContract } from "./contract/archive.ts";
import { copyContract } from "./contract/copy.ts";
import { historyContract } from "./contract/history.ts";
import { reportsContract } from "./contract/reports.ts";
import { rolesContract } from "./contract/roles.ts";
import { valuesContract } from "./contract/values.ts";

/** What every engine under the store must do: run by pglite.test.ts and postgres.test.ts. `store` is open from beforeAll on, `openEmpty` gives another one. */
export function storeContract(store: () => Store, openEmpty: () => Promise<Store>): void {
  valuesContract(store);
  copyContract(store);
  accessContract(store);
  rolesContract(store);
  reportsContract(store);
  historyContract(store);
  archiveContract(store, openEmpty);
}
