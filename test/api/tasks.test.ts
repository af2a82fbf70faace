import { afterAll, beforeAll, expect, test } from "vitest";
import { companyServer, type CompanyServer } from "../support/company-server.ts";
import { bodyOf } from "../support/server.ts";

type Task = {
  readonly task: number;
  readonly state: string;
  readonly result: { readonly calculation: number } | null;
  readonly problem: { readonly code: string } | null;
};

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

async function ended(task: number, cookie: string): Promise<Task> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found: Task = await bodyOf(await server.request(`/api/tasks/${task}`, { cookie }));
    if (!["queued", "running"].includes(found.state)) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Task ${task} does not end`);
}

async function start(role: keyof CompanyServer["cookies"], json: object): Promise<Response> {
  return server.request("/api/calculations", { json, cookie: server.cookies[role] });
}

test("a calculation is a task: its draft stands in the list, with its findings", async () => {
  const answer = await start("compensation-administrator", { period: "2026-Q1" });
  expect(answer.status).toBe(202);
  const { task } = await bodyOf<{ task: number }>(answer);
  const done = await ended(task, server.cookies["compensation-administrator"]);
  expect(done).toMatchObject({ state: "done", problem: null });
  const { items } = await bodyOf<{ items: { calculation: number }[] }>(await server.asAdministrator("/api/calculations"));
  expect(items.find(({ calculation }) => calculation === done.result?.calculation)).toMatchObject({ state: "draft", period: "2026-Q1" });
  expect((await server.asAdministrator(`/api/calculations/${done.result?.calculation}/findings`)).status).toBe(200);
});

test("a plan set that is none is the task's problem", async () => {
  const { task } = await bodyOf<{ task: number }>(await start("compensation-administrator", { set: "nowhere" }));
  expect(await ended(task, server.cookies.administrator)).toMatchObject({ state: "failed", problem: { code: "not-found" } });
});

test("only who may, starts one; another's task is not there, but for administrators", async () => {
  for (const role of ["rep", "manager", "sales-operations", "finance", "executive"] as const)
    expect((await start(role, {})).status, role).toBe(403);
  const { task } = await bodyOf<{ task: number }>(await start("compensation-administrator", {}));
  await ended(task, server.cookies.administrator);
  expect((await server.request(`/api/tasks/${task}`, { cookie: server.cookies.rep })).status).toBe(404);
  expect((await server.request(`/api/tasks/${task}/cancel`, { method: "POST", cookie: server.cookies.rep })).status).toBe(404);
  expect((await server.request(`/api/tasks/${task}/cancel`, { method: "POST", cookie: server.cookies.administrator })).status).toBe(409);
});

test("the same key twice starts one task", async () => {
  const send = () =>
    server.request("/api/calculations", { json: {}, cookie: server.cookies.administrator, headers: { "idempotency-key": "once" } });
  const answers = await Promise.all([send(), send()]);
  const [first, second] = await Promise.all(answers.map((answer) => bodyOf<{ task: number }>(answer)));
  expect(first).toEqual(second);
  await ended(first?.task ?? 0, server.cookies.administrator);
});

type Event = { readonly event: string; readonly id: string | undefined; readonly data: Record<string, unknown> };

/** Reads events until `enough` says so. */
async function listen(cookie: string, enough: (events: readonly Event[]) => boolean, since?: number): Promise<Event[]> {
  const answer = await server.request("/api/events", {
    cookie,
    ...(since === undefined ? {} : { headers: { "last-event-id": String(since) } }),
  });
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const events: Event[] = [];
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; !enough(events);) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const fields = new Map(
        text
          .slice(0, end)
          .split("\n")
          .map((line) => [line.split(": ")[0] ?? "", line.slice(line.indexOf(": ") + 2)]),
      );
      text = text.slice(end + 2);
      if (fields.has("event"))
        events.push({
          event: fields.get("event") ?? "",
          id: fields.get("id"),
          data: JSON.parse(fields.get("data") ?? "{}") as Record<string, unknown>,
        });
    }
  }
  await reader.cancel();
  return events;
}

const publishNothing = (kind: string) => server.store.publish(server.session, { reason: "test", kind }, async (_tx, change) => change);

test("events tell changes in their order, and who listens again misses none", async () => {
  const before = await publishNothing("one");
  const listening = listen(server.cookies.administrator, (events) => events.filter(({ event }) => event === "change").length >= 3, before);
  const numbers = [await publishNothing("two"), await publishNothing("three"), await publishNothing("four")];
  const changes = (await listening).filter(({ event }) => event === "change");
  expect(changes.map(({ id }) => Number(id))).toEqual(numbers);
  expect(changes.map(({ data }) => data)).toEqual(numbers.map((change, index) => ({ change, kind: ["two", "three", "four"][index] })));
  const again = await listen(server.cookies.administrator, (events) => events.length >= 2, numbers[0]);
  expect(again.filter(({ event }) => event === "change").map(({ id }) => Number(id))).toEqual(numbers.slice(1));
});

test("a rep hears that something changed, not what; and nothing of others' tasks", async () => {
  const before = await publishNothing("five");
  const listening = listen(server.cookies.rep, (events) => events.some(({ event }) => event === "change"), before);
  const { task } = await bodyOf<{ task: number }>(await start("compensation-administrator", {}));
  await ended(task, server.cookies.administrator);
  await publishNothing("six");
  const events = await listening;
  expect(events.map(({ event }) => event)).toEqual(["change"]);
  expect(events[0]?.data).toMatchObject({ kind: null });
});

test("whoever starts a task hears how it goes", async () => {
  const listening = listen(server.cookies["compensation-administrator"], (events) =>
    events.some(({ data }) => data["state"] === "done" && data["kind"] === "calculation" && data["task"] === task),
  );
  let task = 0;
  ({ task } = await bodyOf<{ task: number }>(await start("compensation-administrator", {})));
  const states = (await listening).filter(({ event, data }) => event === "task" && data["task"] === task).map(({ data }) => data["state"]);
  expect(states.at(-1)).toBe("done");
});

test.each([
  ["its session has ended", async (cookie: string) => void (await server.request("/api/sign-out", { method: "POST", cookie }))],
  [
    "its roles are gone",
    async () =>
      void (await server.store.publish(server.session, { reason: "test", kind: "access" }, (tx) =>
        tx.deleteFrom("memberships").where("company_id", "=", server.companyId).where("role", "=", "executive").execute(),
      )),
  ],
])("a stream tells nothing more, and ends, when %s", async (_label, take) => {
  const { executive } = await server.signInAgain();
  const before = await publishNothing("seven");
  const heard = Promise.withResolvers<void>();
  const listening = listen(executive, (events) => (events.length > 0 && heard.resolve(), false), before - 1);
  await heard.promise;
  await take(executive);
  await publishNothing("eight");
  expect((await listening).filter(({ event }) => event === "change").map(({ id }) => Number(id))).toEqual([before]);
});
