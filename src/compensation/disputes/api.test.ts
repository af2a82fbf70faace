import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../test/support/company-server.ts";
import { bodyOf } from "../../../test/support/server.ts";
import type { Role } from "../../access/permissions.ts";
import { runCalculation } from "../../app/calculation/run.ts";
import type { DisputePage } from "./schemas.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

const send = (role: Role, path: string, json: object, headers: Readonly<Record<string, string>> = {}) =>
  server.request(path, { cookie: server.cookies[role], json, headers });
const get = (role: Role, path: string) => server.request(path, { cookie: server.cookies[role] });
const about = { participant: "ann", period: "2026-Q1", component: "commission", line: 0, question: "Is the fair in it?" };
const asked = async (body: object = about) =>
  (await bodyOf<{ readonly dispute: string }>(await send("rep", "/api/disputes", body))).dispute;
const page = async (role: Role, dispute: string) => bodyOf<DisputePage>(await get(role, `/api/disputes/${dispute}`));
type Items = { readonly items: readonly { readonly dispute: string; readonly state: string }[] };
const listed = async (role: Role, query = "") => (await bodyOf<Items>(await get(role, `/api/disputes?${query}`))).items;

test("a rep asks about a line, the administrator answers with an adjustment, and the rep finds it on the statement", async () => {
  const dispute = await asked();
  expect(await page("rep", dispute)).toMatchObject({
    participant: "ann",
    component: "commission",
    lineNo: 0,
    state: "open",
    steps: ["comment", "resolve", "withdraw"],
    messages: [{ message: 1, author: "rep", side: "asker", step: "ask", body: "Is the fair in it?", adjustment: null }],
    now: { lineNo: 0, state: "published" },
  });
  const said = await send("manager", `/api/disputes/${dispute}/messages`, { body: "Ann is right" });
  expect([said.status, await said.json()]).toEqual([201, { state: "open" }]);
  const answer = { body: "It was forgotten", adjustment: { amount: "12.34", reason: "The fair" } };
  const answered = await send("compensation-administrator", `/api/disputes/${dispute}/answer`, answer);
  expect(answered.status).toBe(201);
  const { adjustment } = await bodyOf<{ readonly adjustment: string }>(answered);
  expect(await page("rep", dispute)).toMatchObject({
    state: "answered",
    adjustment,
    adjusted: null,
    messages: [
      { side: "asker" },
      { side: "manager", author: "manager" },
      { side: "administration", step: "answer", adjustment, adjustmentAmount: "12.34" },
    ],
  });
  await runCalculation(server.store, server.session, { set: "default", period: "*", publish: true, acceptFindings: true });
  expect(await page("rep", dispute)).toMatchObject({ adjusted: { amount: "12.34", state: "published" } });
  expect(await (await send("rep", `/api/disputes/${dispute}/messages`, { step: "resolve", body: "Thank you" })).json()).toEqual({
    state: "resolved",
  });
  const late = await send("compensation-administrator", `/api/disputes/${dispute}/answer`, answer);
  expect([late.status, await late.json()]).toMatchObject([
    409,
    { code: "not-in-this-state", detail: `${dispute} is resolved: it takes no answer` },
  ]);
  expect(await (await send("rep", `/api/disputes/${dispute}/messages`, { step: "reopen", body: "One more" })).json()).toEqual({
    state: "open",
  });
});

describe("who sees and does what", () => {
  let dispute: string;
  beforeAll(async () => {
    dispute = await asked({ participant: "ann", period: "2026-Q1", question: "All of it?" });
  });

  test.each([
    ["rep", 200, 201, 404],
    ["manager", 200, 201, 403],
    ["sales-operations", 403, 403, 403],
    ["compensation-administrator", 200, 201, 201],
    ["finance", 200, 403, 403],
    ["executive", 200, 403, 403],
    ["administrator", 200, 201, 201],
  ] as const)("%s: read %i, comment %i, answer %i", async (role, read, comment, answer) => {
    expect((await get(role, `/api/disputes/${dispute}`)).status).toBe(read);
    expect((await send(role, `/api/disputes/${dispute}/messages`, { body: "A word" })).status).toBe(comment);
    expect((await send(role, `/api/disputes/${dispute}/answer`, { body: "So it is" })).status).toBe(role === "rep" ? 403 : answer);
  });

  test("who leads the person neither resolves nor withdraws", async () => {
    for (const step of ["resolve", "withdraw"])
      expect((await send("manager", `/api/disputes/${dispute}/messages`, { step, body: "Enough" })).status).toBe(403);
    expect((await page("manager", dispute)).steps).toEqual(["comment"]);
    expect((await page("finance", dispute)).steps).toEqual([]);
  });

  test("another's dispute, and another's statement, are not there for a rep", async () => {
    const other = await send("administrator", "/api/disputes", { participant: "bob", period: "2026-Q1", question: "For Bob" });
    expect(other.status).toBe(201);
    const { dispute: ofBob } = await bodyOf<{ readonly dispute: string }>(other);
    expect((await get("rep", `/api/disputes/${ofBob}`)).status).toBe(404);
    expect((await send("rep", `/api/disputes/${ofBob}/messages`, { body: "Me too" })).status).toBe(404);
    expect((await send("rep", "/api/disputes", { participant: "bob", period: "2026-Q1", question: "How much?" })).status).toBe(404);
    expect((await listed("rep")).map((row) => row.dispute)).not.toContain(ofBob);
    expect((await listed("compensation-administrator")).map((row) => row.dispute)).toContain(ofBob);
    expect(await listed("finance", "state=open&participant=bob")).toMatchObject([{ dispute: ofBob, state: "open" }]);
  });
});

test.each([
  ["question", { ...about, question: " " }, "Say what you ask"],
  ["line", { ...about, line: 999 }, "The statement has no line 999"],
  ["component", { participant: "ann", period: "2026-Q1", component: "gift", question: "?" }, "The statement has no component gift"],
])("a wrong %s is named at its field", async (field, body, message) => {
  const answer = await send("rep", "/api/disputes", body);
  expect(answer.status).toBe(400);
  expect(await bodyOf(answer)).toMatchObject({ code: "invalid-input", errors: [{ place: `body.${field}`, message }] });
});

test("an answer whose adjustment cannot be leaves nothing behind", async () => {
  const dispute = await asked();
  const answer = { body: "Here", adjustment: { amount: "1.005", reason: "Half a cent" } };
  expect((await send("compensation-administrator", `/api/disputes/${dispute}/answer`, answer)).status).toBe(400);
  expect(await page("rep", dispute)).toMatchObject({ state: "open", messages: [{ step: "ask" }] });
});

test("a question that is sent again is asked once", async () => {
  const headers = { "idempotency-key": "ask-once" };
  const body = { participant: "ann", period: "2026-Q1", question: "Asked once?" };
  const [first, second] = [await send("rep", "/api/disputes", body, headers), await send("rep", "/api/disputes", body, headers)];
  expect(await second.json()).toEqual(await first.json());
  expect(await listed("rep", "search=Asked once")).toHaveLength(1);
});
