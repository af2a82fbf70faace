import { type Selectable, sql, type UpdateObject } from "kysely";
import { ROLES } from "../../access/permissions.ts";
import type { SignedIn } from "../../access/session.ts";
import type { ApiTables, TaskProblem, TaskProgress } from "../database/schema-api.ts";
import type { Database } from "../database/schema.ts";
import type { Session, Store, Transaction } from "../database/store.ts";
import { hasEnded, LEASE_SECONDS, OWNER } from "../import/lease.ts";
import { LostTaskError, seesEveryTask, type Task, type TaskRun } from "./task.ts";

/** A task that ends its process time and again is given up. */
const ATTEMPTS_MAX = 5;
const CANDIDATES_MAX = 50;

export type TaskClaim = Pick<TaskRun, "companyId" | "task" | "attempt" | "session" | "content" | "checkpoint"> & { readonly kind: string };
type TaskRow = Selectable<ApiTables["tasks"]>;

const leaseEnd = () => sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`;

export async function createTask(store: Store, session: Session, kind: string, content: Record<string, unknown>): Promise<number> {
  const { task } = await store.system((tx) =>
    tx
      .insertInto("tasks")
      .values({
        company_id: session.companyId,
        kind,
        content: JSON.stringify(content),
        actor: session.actor,
        roles: session.roles === "system" ? [] : [...session.roles],
        participant: session.participant ?? null,
      })
      .returning("task")
      .executeTakeFirstOrThrow(),
  );
  return task;
}

/** Claims the oldest open task of one of the kinds: one that waits, or one whose process has ended. */
export async function claimTask(store: Store, kinds: readonly string[]): Promise<TaskClaim | undefined> {
  return store.system(async (tx) => {
    const open = await tx
      .selectFrom("tasks")
      .selectAll()
      .select(sql<boolean>`coalesce(lease_until < now(), true)`.as("expired"))
      .where("state", "in", ["queued", "running"])
      .where("kind", "in", kinds)
      .orderBy("task")
      .limit(CANDIDATES_MAX)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const row of open) {
      if (row.state === "running" && !row.expired && !hasEnded(row.lease_owner ?? "")) continue;
      if (row.attempt < ATTEMPTS_MAX) return claim(tx, row);
      await update(tx, { companyId: row.company_id, task: row.task })
        .set({ state: "failed", finished_at: sql<Date>`now()`, problem: problemText(`It ended its process ${ATTEMPTS_MAX} times`) })
        .execute();
    }
    return undefined;
  });
}

const problemText = (detail: string) => JSON.stringify({ code: "not-done", detail } satisfies TaskProblem);

async function claim(tx: Transaction, row: TaskRow): Promise<TaskClaim> {
  const attempt = row.attempt + 1;
  await update(tx, { companyId: row.company_id, task: row.task })
    .set({ state: "running", attempt, lease_owner: OWNER, lease_until: leaseEnd(), started_at: row.started_at ?? sql<Date>`now()` })
    .execute();
  const roles = row.roles.length === 0 ? "system" : ROLES.filter((role) => row.roles.includes(role));
  const session: Session = {
    companyId: row.company_id,
    actor: row.actor,
    roles,
    ...(row.participant === null ? {} : { participant: row.participant }),
  };
  const { kind, task, content, checkpoint } = row;
  return { companyId: row.company_id, task, attempt, kind, session, content, checkpoint };
}

type Key = { readonly companyId: number; readonly task: number };

function update(tx: Transaction, { companyId, task }: Key) {
  return tx
    .updateTable("tasks")
    .set({ updated_at: sql<Date>`clock_timestamp()` })
    .where("company_id", "=", companyId)
    .where("task", "=", task);
}

/** Of the claim: throws LostTaskError when another process has taken the task over. */
async function updateOwn(
  store: Store,
  claimed: Key & { readonly attempt: number },
  values: UpdateObject<Database, "tasks", "tasks">,
): Promise<{ readonly cancel: boolean }> {
  const found = await store.system((tx) =>
    update(tx, claimed)
      .set(values)
      .where("attempt", "=", claimed.attempt)
      .where("lease_owner", "=", OWNER)
      .where("state", "=", "running")
      .returning("cancel")
      .executeTakeFirst(),
  );
  if (!found) throw new LostTaskError(`Task ${claimed.task} goes on in another process`);
  return found;
}

/** A sign of life, with how far it is; says whether the task is to be cancelled. */
export async function prolong(store: Store, claimed: TaskClaim, progress: TaskProgress | undefined): Promise<boolean> {
  const values = { lease_until: leaseEnd(), ...(progress ? { progress: JSON.stringify(progress) } : {}) };
  return (await updateOwn(store, claimed, values)).cancel;
}

export async function keepCheckpoint(store: Store, claimed: TaskClaim, checkpoint: Record<string, unknown>): Promise<void> {
  await updateOwn(store, claimed, { checkpoint: JSON.stringify(checkpoint) });
}

/** Gives the task back, to be taken up by the next process. */
export async function release(store: Store, claimed: TaskClaim): Promise<void> {
  await updateOwn(store, claimed, { lease_until: sql<Date>`now()`, lease_owner: null });
}

export type Ending =
  | { readonly state: "done"; readonly result: Record<string, unknown> }
  | { readonly state: "failed"; readonly problem: TaskProblem }
  | { readonly state: "cancelled" };

export async function finishTask(store: Store, claimed: TaskClaim, ending: Ending, progress: TaskProgress | undefined): Promise<void> {
  await updateOwn(store, claimed, {
    state: ending.state,
    finished_at: sql<Date>`now()`,
    lease_owner: null,
    lease_until: null,
    ...(progress ? { progress: JSON.stringify(progress) } : {}),
    ...(ending.state === "done" ? { result: JSON.stringify(ending.result) } : {}),
    ...(ending.state === "failed" ? { problem: JSON.stringify(ending.problem) } : {}),
  });
}

/** Asks for the end of a task: one that waits is cancelled at once, one that runs by its process. False when it had ended. */
export async function cancelTask(store: Store, key: Key): Promise<boolean> {
  const { numUpdatedRows } = await store.system((tx) =>
    update(tx, key)
      .set({
        cancel: true,
        state: sql`case when state = 'queued' then 'cancelled' else state end`,
        finished_at: sql`case when state = 'queued' then now() end`,
      })
      .where("state", "in", ["queued", "running"])
      .executeTakeFirst(),
  );
  return numUpdatedRows === 1n;
}

/** The tasks that the session sees, as its list shows them. */
export function taskRows(tx: Transaction, session: SignedIn) {
  return tx
    .selectFrom("tasks as t")
    .leftJoin("people_personal as n", (join) =>
      join.onRef("n.company_id", "=", "t.company_id").onRef("n.participant", "=", "t.participant"),
    )
    .select(["t.task", "t.kind", "t.state", "t.progress", "t.result", "t.problem", "t.actor", "n.name as actorName"])
    .select(["t.created_at as createdAt", "t.started_at as startedAt", "t.finished_at as finishedAt"])
    .where("t.company_id", "=", session.company.id)
    .$if(!seesEveryTask(session), (query) => query.where("t.actor", "=", session.user.id));
}

/** A company's tasks that have changed in the last seconds, whoever started them: the caller chooses who hears of which. */
export async function changedTasks(store: Store, companyId: number, seconds: number): Promise<(Task & { readonly updatedAt: number })[]> {
  const rows = await store.system((tx) =>
    tx
      .selectFrom("tasks")
      .selectAll()
      .where("company_id", "=", companyId)
      .where("updated_at", ">", sql<Date>`clock_timestamp() - make_interval(secs => ${seconds})`)
      .orderBy("updated_at")
      .execute(),
  );
  return rows.map((row) => ({
    task: row.task,
    kind: row.kind,
    state: row.state,
    progress: row.progress,
    result: row.result,
    problem: row.problem,
    actor: row.actor,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    updatedAt: row.updated_at.getTime(),
  }));
}
