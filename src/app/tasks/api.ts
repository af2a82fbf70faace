import { z } from "@hono/zod-openapi";
import type { SignedIn } from "../../access/session.ts";
import type { Store, Transaction } from "../database/store.ts";
import { databaseSession, routes, sessionOf } from "../server/kit/environment.ts";
import { choice, integer, nullable, structure, text, time } from "../server/kit/list/columns.ts";
import { defineList } from "../server/kit/list/list.ts";
import { Problem } from "../server/kit/problem.ts";
import { json, route } from "../server/kit/route.ts";
import { taskRows } from "./store.ts";
import type { Tasks } from "./tasks.ts";

const progress = z.object({ text: z.string(), done: z.number(), total: z.number().nullable() });

const tasks = defineList({
  permission: "signed-in",
  path: "/api/tasks",
  operationId: "listTasks",
  summary: "Long tasks, one's own and, for administrators, everybody's",
  name: "TaskRow",
  columns: {
    task: integer("The task's number"),
    kind: text("What it does"),
    state: choice(["queued", "running", "done", "failed", "cancelled"], "How it stands"),
    progress: structure(progress, "What it is doing, and how much of it is done"),
    result: nullable(structure(z.record(z.string(), z.unknown()), "What it gave")),
    problem: nullable(structure(z.object({ code: z.string(), detail: z.string() }), "Why it failed")),
    actor: text("The user who started it"),
    actorName: nullable(text("Their name, where they are a participant")),
    createdAt: time("When it was asked for"),
    startedAt: nullable(time("When it began")),
    finishedAt: nullable(time("When it ended")),
  },
  key: ["task"],
  defaultSort: "-task",
});

const params = z.object({ task: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

const read = route({
  permission: "signed-in",
  method: "get",
  path: "/api/tasks/{task}",
  operationId: "getTask",
  summary: "One long task, how far it is, and what it gave",
  request: { params },
  responses: { 200: json(tasks.item.openapi("Task"), "The task") },
});

const cancel = route({
  permission: "signed-in",
  method: "post",
  path: "/api/tasks/{task}/cancel",
  operationId: "cancelTask",
  summary: "Ends a long task before its time",
  request: { params },
  responses: { 202: json(tasks.item, "The task; it ends within a second or two") },
});

export function taskRoutes({ store, tasks: queue }: { readonly store: Store; readonly tasks: Tasks }) {
  const rows = (tx: Transaction, { session }: { readonly session: SignedIn }) => taskRows(tx, session);
  return routes()
    .openapi(tasks.route, (context) => tasks.answer(context, store, rows))
    .openapi(read, async (context) => {
      const { task } = context.req.valid("param");
      const found = await tasks.one(context, store, rows, { task: String(task) });
      if (!found) throw new Problem("not-found", `There is no task ${task}`);
      return context.json(found, 200);
    })
    .openapi(cancel, async (context) => {
      const session = sessionOf(context);
      const { task } = context.req.valid("param");
      const found = await store.as(databaseSession(session), (tx) => taskRows(tx, session).where("t.task", "=", task).executeTakeFirst());
      if (!found) throw new Problem("not-found", `There is no task ${task}`);
      if (!(await queue.cancel(session.company.id, task))) throw new Problem("conflict", `Task ${task} has ended`);
      const now = await tasks.one(context, store, rows, { task: String(task) });
      if (!now) throw new Problem("not-found", `There is no task ${task}`);
      return context.json(now, 202);
    });
}
