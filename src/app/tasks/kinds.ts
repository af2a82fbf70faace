import { calculateHere, calculateInThread, calculationWork } from "../calculation/work.ts";
import type { Store } from "../database/store.ts";
import type { TaskWork } from "./task.ts";

/** Every kind of task and what it does. `url`: of the PostgreSQL server, where there is one. */
export function taskKinds(store: Store, url: string | undefined): ReadonlyMap<string, TaskWork> {
  return new Map([["calculation", calculationWork(store, url === undefined ? calculateHere : calculateInThread(url))]]);
}
