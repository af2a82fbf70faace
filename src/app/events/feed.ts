import { sql } from "kysely";
import type { Store } from "../database/store.ts";
import { changedTasks } from "../tasks/store.ts";
import type { Task } from "../tasks/task.ts";

/** How often the database is asked while somebody listens. Other processes' changes are seen by it as one's own are. */
const LOOK_MS = 1000;
/** Tasks are asked for that far back, so that one committed late is not missed; what was told before is left out. */
const TASK_SECONDS = 15;
const CHANGES_MAX = 200;

export type FeedEvent =
  | { readonly event: "change"; readonly change: number; readonly kind: string }
  | { readonly event: "task"; readonly task: Task };

/** Tells listeners of one company what has been committed: changes in their order, each once, and tasks as they go. */
export type Feed = {
  /** Calls `listener` until the given function is called. With `since`: first with the changes after that one. */
  readonly listen: (companyId: number, since: number | undefined, listener: (event: FeedEvent) => void) => Promise<() => void>;
  /** Aborts when the server closes. */
  readonly closing: AbortSignal;
  readonly close: () => void;
};

type Company = {
  readonly listeners: Set<(event: FeedEvent) => void>;
  readonly told: Map<number, number>;
  last: number;
  timer: NodeJS.Timeout;
  looking: boolean;
};

/**
 * The feed asks the database, once a second for each company that somebody listens to. The tables are the source: nothing is lost between
 * two connections, no transaction waits for listeners, and it holds for any number of processes and through any connection pool.
 */
export function newFeed(store: Store): Feed {
  const companies = new Map<number, Company>();
  const closing = new AbortController();
  const look = async (companyId: number, company: Company): Promise<void> => {
    if (company.looking) return;
    company.looking = true;
    try {
      const tell = (event: FeedEvent) => company.listeners.forEach((listener) => listener(event));
      for (const { change, kind } of await changesAfter(store, companyId, company.last)) {
        company.last = change;
        tell({ event: "change", change, kind });
      }
      for (const { updatedAt, ...task } of await changedTasks(store, companyId, TASK_SECONDS)) {
        if (company.told.get(task.task) === updatedAt) continue;
        company.told.set(task.task, updatedAt);
        tell({ event: "task", task });
      }
    } catch {
      // The database is away for a moment: the next look finds what came meanwhile.
    } finally {
      company.looking = false;
    }
  };
  const open = async (companyId: number): Promise<Company> => {
    const last = await lastChange(store, companyId);
    const known = companies.get(companyId);
    if (known) return known;
    const company: Company = {
      listeners: new Set(),
      told: new Map(),
      last,
      looking: false,
      timer: setInterval(() => void look(companyId, company), LOOK_MS).unref(),
    };
    companies.set(companyId, company);
    return company;
  };
  return {
    async listen(companyId, since, listener) {
      const company = await open(companyId);
      let toldTo = since ?? company.last;
      const ordered = (event: FeedEvent): void => {
        if (event.event === "change" && event.change <= toldTo) return;
        if (event.event === "change") toldTo = event.change;
        listener(event);
      };
      for (const { change, kind } of await changesAfter(store, companyId, toldTo)) ordered({ event: "change", change, kind });
      company.listeners.add(ordered);
      return () => {
        company.listeners.delete(ordered);
        if (company.listeners.size > 0) return;
        clearInterval(company.timer);
        companies.delete(companyId);
      };
    },
    closing: closing.signal,
    close() {
      closing.abort();
      for (const { timer } of companies.values()) clearInterval(timer);
      companies.clear();
    },
  };
}

async function changesAfter(store: Store, companyId: number, change: number): Promise<{ change: number; kind: string }[]> {
  return store.system((tx) =>
    tx
      .selectFrom("changes")
      .select(["change_number as change", "kind"])
      .where("company_id", "=", companyId)
      .where("change_number", ">", change)
      .orderBy("change_number")
      .limit(CHANGES_MAX)
      .execute(),
  );
}

async function lastChange(store: Store, companyId: number): Promise<number> {
  const { rows } = await store.system((tx) =>
    sql<{ last: number }>`select coalesce(max(change_number), 0)::bigint as last from changes where company_id = ${companyId}`.execute(tx),
  );
  return rows[0]?.last ?? 0;
}
