import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../test/support/company-server.ts";
import { bodyOf } from "../../../test/support/server.ts";
import type { Role } from "../../access/permissions.ts";
import type { OwnershipPreview } from "./schemas.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

const send = (role: Role, path: string, json: object) => server.request(path, { cookie: server.cookies[role], json });
const get = (role: Role, path: string) => server.request(path, { cookie: server.cookies[role] });
type Row = { readonly transaction: string; readonly reason: string; readonly owner: string | null; readonly credited: boolean };
const rows = async (role: Role, query = "") =>
  (await bodyOf<{ readonly items: readonly Row[] }>(await get(role, `/api/worklist?sort=transaction&${query}`))).items.map(
    ({ transaction, reason, owner }) => [transaction, reason, owner],
  );
const key = (transaction: string) => ({ source: "files", transaction, line: "1" });
const to = (...owners: readonly { readonly participant: string; readonly share?: string }[]) => ({ transactions: [key("T6")], owners });
type Summary = { readonly reasons: readonly { readonly reason: string; readonly transactions: number }[]; readonly heldBack: number };
const counts = async () =>
  (await bodyOf<Summary>(await get("sales-operations", "/api/worklist-summary"))).reasons.map(({ reason, transactions }) => [
    reason,
    transactions,
  ]);

test("a transaction without owner is previewed, given an owner, taken back, and split between two", async () => {
  expect(await rows("sales-operations", "reason=without-owner")).toEqual([["T6", "without-owner", null]]);
  const before = await counts();
  const preview = await bodyOf<OwnershipPreview>(
    await send("compensation-administrator", "/api/ownership-previews", to({ participant: "bob" })),
  );
  expect(preview).toMatchObject({
    transactions: 1,
    people: 1,
    credits: [{ participant: "bob", name: "Bob Ray", plan: "reps", before: "0", after: "0.12" }],
  });
  expect(preview.pay).toEqual([
    { participant: "bob", name: "Bob Ray", currency: "USD", before: expect.any(String), after: expect.any(String) },
  ]);
  expect(await rows("sales-operations", "reason=without-owner")).toHaveLength(1); // nothing was written

  const assigned = await send("sales-operations", "/api/ownership-changes", {
    ...to({ participant: "bob" }),
    seen: preview.inputChange,
    reason: "Bob sold it",
  });
  expect(assigned.status).toBe(201);
  const { change } = await bodyOf<{ readonly change: number }>(assigned);
  expect(await rows("sales-operations", "reason=without-owner")).toEqual([]);
  const page = await bodyOf<{ readonly owner: string; readonly change: number }>(await get("finance", "/api/transactions/files/T6/1"));
  expect(page).toMatchObject({ owner: "bob", change });

  const late = await send("sales-operations", "/api/ownership-changes", {
    ...to({ participant: "ann" }),
    seen: preview.inputChange,
    reason: "No, Ann",
  });
  expect([late.status, await late.json()]).toMatchObject([
    409,
    { code: "changed-since", detail: `Changed after change ${preview.inputChange}: T6` },
  ]);

  const undone = await send("sales-operations", `/api/ownership-changes/${change}/undo`, {});
  expect([undone.status, await undone.json()]).toMatchObject([200, { restored: 1, kept: [] }]);
  expect(await counts()).toEqual(before);
  expect((await send("sales-operations", `/api/ownership-changes/${change}/undo`, {})).status).toBe(409);

  const halves = to({ participant: "ann", share: "0.5" }, { participant: "bob", share: "0.5" });
  const again = await bodyOf<OwnershipPreview>(await send("sales-operations", "/api/ownership-previews", halves));
  expect(again).toMatchObject({ people: 0, pay: null, still: [{ reason: "split-without-rule", transactions: 1 }] });
  const split = await send("sales-operations", "/api/ownership-changes", { ...halves, seen: again.inputChange, reason: "Both sold it" });
  expect(split.status).toBe(201);
  expect(await rows("sales-operations", "search=T6")).toEqual([["T6", "split-without-rule", null]]);
  expect(await bodyOf(await get("finance", "/api/transactions/files/T6/1"))).toMatchObject({
    splits: [
      { party: "ann", share: "0.5" },
      { party: "bob", share: "0.5" },
    ],
  });
  const changes = await bodyOf<{ readonly items: readonly object[] }>(await get("finance", "/api/ownership-changes"));
  expect(changes.items).toMatchObject([
    { reason: "Both sold it", transactions: 1, undone: false, undo: false },
    { reason: `Ownership change ${change} undone`, transactions: 1, undo: true },
    { change, reason: "Bob sold it", transactions: 1, undone: true, undo: false },
  ]);
});

test.each([
  ["owners", to({ participant: "nobody" }), "There is no participant nobody"],
  ["owners", to({ participant: "ann", share: "0.5" }), "The shares do not total 1, the whole"],
  ["owners", to({ participant: "ann", share: "0.5" }, { participant: "ann", share: "0.5" }), "A person is named twice"],
  ["owners", to({ participant: "ann" }, { participant: "bob", share: "0" }), "A share is above 0"],
  [
    "transactions",
    { ...to({ participant: "ann" }), transactions: [key("T99")] },
    "Some of the transactions are not there, or were taken back",
  ],
])("wrong %s: %j", async (field, body, message) => {
  const answer = await send("sales-operations", "/api/ownership-previews", body);
  expect(answer.status).toBe(400);
  expect(await bodyOf(answer)).toMatchObject({ code: "invalid-input", errors: [{ place: `body.${field}`, message }] });
});

test.each([
  ["rep", 403, 403],
  ["manager", 403, 403],
  ["sales-operations", 200, 200],
  ["compensation-administrator", 200, 200],
  ["finance", 200, 403],
  ["executive", 403, 403],
  ["administrator", 200, 200],
] as const)("%s: read %i, preview %i", async (role, read, preview) => {
  expect((await get(role, "/api/worklist")).status).toBe(read);
  expect((await send(role, "/api/ownership-previews", to({ participant: "ann" }))).status).toBe(preview);
});
