import type { Session, Store } from "../database/store.ts";
import type { TaskProgress } from "../database/schema-api.ts";
import type { Log } from "../server/kit/ports.ts";
import { problemOf } from "../server/kit/failure.ts";
import { cancelTask, claimTask, createTask, finishTask, keepCheckpoint, prolong, release, type TaskClaim } from "./store.ts";
import { LostTaskError, type TaskWork } from "./task.ts";

/** Tasks that one process works at together; more wait in the queue. */
const RUNNING_MAX = 2;
/** How often a process looks for tasks that others have left or queued. */
const LOOK_MS = 5000;
/** A sign of life, and the progress where there is some. */
const BEAT_MS = 500;

/** The queue of long tasks, in the database: any process of the server takes the next one, and goes on with those of a process that has ended. */
export type Tasks = {
  /** Queues a task and gives its number. The session's rights at this moment are those it runs with. */
  readonly start: (session: Session, kind: string, content: Record<string, unknown>) => Promise<number>;
  /** False when the task had ended. */
  readonly cancel: (companyId: number, task: number) => Promise<boolean>;
  /** Gives its running tasks back, and takes no more. */
  readonly close: () => Promise<void>;
};

/** Begins to work at tasks of these kinds. A kind that this program does not know stays in the queue. */
export function newTasks(store: Store, kinds: ReadonlyMap<string, TaskWork>, log: Log): Tasks {
  const running = new Map<string, { readonly abort: AbortController; readonly end: Promise<void> }>();
  let closed = false;
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    while (!closed && running.size < RUNNING_MAX) {
      const claim = await claimTask(store, [...kinds.keys()]);
      if (!claim) return;
      const work = kinds.get(claim.kind);
      if (!work) return;
      const abort = new AbortController();
      const name = nameOf(claim.companyId, claim.task);
      const end = runTask({ store, log, claim, work, abort, isClosed: () => closed }).finally(() => {
        running.delete(name);
        wake();
      });
      running.set(name, { abort, end });
    }
  };
  const wake = (): void => {
    if (closed || kinds.size === 0) return;
    looking ??= look()
      .catch((error: unknown) => log({ level: "error", event: "tasks", message: String(error) }))
      .finally(() => (looking = undefined));
  };
  const timer = setInterval(wake, LOOK_MS).unref();
  wake();
  return {
    async start(session, kind, content) {
      if (!kinds.has(kind)) throw new RangeError(`There is no kind of task ${kind}`);
      const task = await createTask(store, session, kind, content);
      // The look that is under way may have passed it already.
      await looking;
      wake();
      return task;
    },
    async cancel(companyId, task) {
      const asked = await cancelTask(store, { companyId, task });
      running.get(nameOf(companyId, task))?.abort.abort();
      return asked;
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await looking;
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map(({ end }) => end));
    },
  };
}

const nameOf = (companyId: number, task: number) => `${companyId} ${task}`;

type Attempt = {
  readonly store: Store;
  readonly log: Log;
  readonly claim: TaskClaim;
  readonly work: TaskWork;
  readonly abort: AbortController;
  readonly isClosed: () => boolean;
};

/** One attempt, to its end. What goes wrong is the task's problem, not the process's. */
async function runTask({ store, log, claim, work, abort, isClosed }: Attempt): Promise<void> {
  let latest: TaskProgress | undefined;
  let written: TaskProgress | undefined;
  let cancelled = false;
  let isLost = false;
  let beating: Promise<void> = Promise.resolve();
  const beat = async (): Promise<void> => {
    const progress = latest === written ? undefined : latest;
    written = latest;
    if (await prolong(store, claim, progress)) {
      cancelled = true;
      abort.abort();
    }
  };
  /** Without a sign of life the task is another process's soon: what is done here on would be done twice. */
  const lose = (): void => {
    isLost = true;
    abort.abort();
  };
  const timer = setInterval(() => {
    beating = beating.then(beat).catch(lose);
  }, BEAT_MS).unref();
  try {
    const result = await work({
      ...claim,
      signal: abort.signal,
      report: (progress) => (latest = progress),
      keep: (checkpoint) => keepCheckpoint(store, claim, checkpoint),
    });
    await beating;
    await finishTask(store, claim, { state: "done", result }, latest);
  } catch (error) {
    await beating;
    await end(error).catch((lost: unknown) => log({ level: "warn", event: "task-lost", task: claim.task, message: String(lost) }));
  } finally {
    clearInterval(timer);
  }

  async function end(error: unknown): Promise<void> {
    if (isLost || error instanceof LostTaskError) return undefined;
    if (abort.signal.aborted && isClosed()) return release(store, claim);
    // An abort that nobody asked for in the table came from `cancel` here: it has marked the task.
    if (cancelled || abort.signal.aborted) return finishTask(store, claim, { state: "cancelled" }, latest);
    const { code, message } = problemOf(error);
    if (code === "internal") log({ level: "error", event: "task-failure", task: claim.task, kind: claim.kind, error: stackOf(error) });
    return finishTask(store, claim, { state: "failed", problem: { code, detail: message } }, latest);
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
