import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openStore, type Session, type Store } from "../database/store.ts";
import { Problem } from "../server/kit/problem.ts";
import { claimTask } from "./store.ts";
import type { TaskWork } from "./task.ts";
import { newTasks, type Tasks } from "./tasks.ts";

const session: Session = { companyId: 7, actor: "u1", roles: ["administrator"] };
let directory: string;
let store: Store;
let queue: Tasks | undefined;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "attain-tasks-"));
  store = await openStore({ kind: "pglite", directory });
});
afterEach(async () => {
  await queue?.close();
  queue = undefined;
  await store.system((tx) => tx.deleteFrom("tasks").execute());
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

const begin = (work: TaskWork): Tasks => (queue = newTasks(store, new Map([["work", work]]), () => {}));

async function rowOf(task: number) {
  return store.system((tx) => tx.selectFrom("tasks").selectAll().where("task", "=", task).executeTakeFirstOrThrow());
}

async function until(task: number, state: string): Promise<Awaited<ReturnType<typeof rowOf>>> {
  for (let tries = 0; tries < 200; tries += 1) {
    const row = await rowOf(task);
    if (row.state === state) return row;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Task ${task} is ${(await rowOf(task)).state}, not ${state}`);
}

test("a task runs with the rights of whoever started it, says how far it is, and keeps its result", async () => {
  const tasks = begin(async ({ content, session: own, report }) => {
    report({ text: "half", done: 1, total: 2 });
    return { content, roles: own.roles, actor: own.actor };
  });
  const done = await until(await tasks.start(session, "work", { a: 1 }), "done");
  expect(done.result).toEqual({ content: { a: 1 }, roles: ["administrator"], actor: "u1" });
  expect(done.progress).toEqual({ text: "half", done: 1, total: 2 });
});

test("progress is written while the task runs", async () => {
  const gate = Promise.withResolvers<Record<string, unknown>>();
  const tasks = begin(async ({ report }) => {
    report({ text: "reading", done: 3, total: null });
    return gate.promise;
  });
  const task = await tasks.start(session, "work", {});
  for (let tries = 0; tries < 100 && (await rowOf(task)).progress.done !== 3; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  expect(await rowOf(task)).toMatchObject({ state: "running", progress: { text: "reading", done: 3, total: null } });
  gate.resolve({});
  await until(task, "done");
});

test.each([
  ["a problem keeps its code", new Problem("not-found", "There is no plan set x"), { code: "not-found", detail: "There is no plan set x" }],
  [
    "any other failure shows nothing of its inside",
    new Error("select * from secret"),
    { code: "internal", detail: "Something failed on our side" },
  ],
])("%s", async (_label, error, problem) => {
  const tasks = begin(() => Promise.reject(error));
  expect((await until(await tasks.start(session, "work", {}), "failed")).problem).toEqual(problem);
});

test("a running task is cancelled through its signal, a waiting one at once, an ended one not", async () => {
  const tasks = begin(
    ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped")))),
  );
  const [first, second, third] = [
    await tasks.start(session, "work", {}),
    await tasks.start(session, "work", {}),
    await tasks.start(session, "work", {}),
  ];
  await until(first, "running");
  await until(second, "running");
  expect(await tasks.cancel(7, third)).toBe(true);
  expect((await rowOf(third)).state).toBe("cancelled");
  expect(await tasks.cancel(7, first)).toBe(true);
  await until(first, "cancelled");
  expect(await tasks.cancel(7, first)).toBe(false);
  expect(await tasks.cancel(8, second)).toBe(false); // another company's number
});

test("a task that is cancelled in another process's name ends here", async () => {
  const tasks = begin(
    ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped")))),
  );
  const task = await tasks.start(session, "work", {});
  await until(task, "running");
  await store.system((tx) => sql`update tasks set cancel = true`.execute(tx));
  await until(task, "cancelled");
});

test("what a process that has ended left is taken up with its checkpoint, and the old claim writes nothing any more", async () => {
  const left = newTasks(store, new Map(), () => {});
  const idle = begin(async ({ attempt, checkpoint }) => ({ attempt, checkpoint }));
  await idle.close();
  const { task } = await store.system((tx) =>
    tx
      .insertInto("tasks")
      .values({ company_id: 7, kind: "work", content: "{}", actor: "u1", roles: ["administrator"] })
      .returning("task")
      .executeTakeFirstOrThrow(),
  );
  const old = await claimTask(store, ["work"]);
  expect(old).toMatchObject({ task, attempt: 1 });
  expect(await claimTask(store, ["work"])).toBeUndefined();
  await store.system((tx) => sql`update tasks set lease_until = now() - interval '1 second', checkpoint = '{"at": 5}'`.execute(tx));
  begin(async ({ attempt, checkpoint }) => ({ attempt, checkpoint }));
  expect((await until(task, "done")).result).toEqual({ attempt: 2, checkpoint: { at: 5 } });
  await left.close();
});

test("closing gives running tasks back, and the next process goes on", async () => {
  const tasks = begin(
    ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped")))),
  );
  const task = await tasks.start(session, "work", {});
  await until(task, "running");
  await tasks.close();
  expect(await rowOf(task)).toMatchObject({ state: "running", lease_owner: null });
  begin(async () => ({ second: true }));
  expect((await until(task, "done")).result).toEqual({ second: true });
});

test("a task that ends its process again and again is given up", async () => {
  await store.system((tx) =>
    tx
      .insertInto("tasks")
      .values({
        company_id: 7,
        kind: "work",
        content: "{}",
        actor: "u1",
        roles: [],
        state: "running",
        attempt: 5,
        lease_until: new Date(0),
      })
      .execute(),
  );
  expect(await claimTask(store, ["work"])).toBeUndefined();
  const [row] = await store.system((tx) => tx.selectFrom("tasks").selectAll().execute());
  expect(row).toMatchObject({ state: "failed", problem: { code: "not-done", detail: "It ended its process 5 times" } });
});

test("kinds of a newer program are left in the queue", async () => {
  await store.system((tx) =>
    tx.insertInto("tasks").values({ company_id: 7, kind: "unknown", content: "{}", actor: "u1", roles: [] }).execute(),
  );
  begin(async () => ({}));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const [row] = await store.system((tx) => tx.selectFrom("tasks").selectAll().execute());
  expect(row?.state).toBe("queued");
});
