import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../access/permissions.ts";
import { bodyOf, startTestServer, type TestServer } from "../../test/support/server.ts";
import { companyWith, signedIn } from "../../test/support/statements.ts";

let server: TestServer;
const cookies = new Map<Role, string>();
beforeAll(async () => {
  server = await startTestServer();
  const company = await companyWith(server.store, "Ours", ["275"]);
  for (const role of ["administrator", "sales-operations", "rep"] as const)
    cookies.set(role, await signedIn(server, company, `${role}@example.com`, role, role === "rep" ? "275" : null));
  const session = { companyId: company, actor: "ann", roles: "system" } as const;
  const rate = { company_id: company, participant: "275", attribute: "rate" };
  await server.store.publish(session, { reason: "start", kind: "test" }, (tx) =>
    tx
      .insertInto("participant_attributes")
      .values({ ...rate, value: "5 %" })
      .execute(),
  );
  await server.store.publish(session, { reason: "=Promoted", kind: "test" }, async (tx, change_number) => {
    await tx.updateTable("participant_attributes").set({ value: "6 %", change_number }).where("company_id", "=", company).execute();
    await tx.updateTable("people").set({ hired: "2020-01-01", change_number }).where("company_id", "=", company).execute();
  });
  await server.store.publish(session, { reason: "Mistaken", kind: "test" }, (tx) =>
    tx.deleteFrom("participant_attributes").where("company_id", "=", company).execute(),
  );
});
afterAll(() => server.close());

type Row = {
  readonly table: string;
  readonly action: string;
  readonly reason: string;
  readonly before: { value?: string };
  readonly after: { value?: string } | null;
};
const listed = async (role: Role, query = "") =>
  (await bodyOf<{ items: Row[] }>(await server.request(`/api/history?${query}`, { cookie: cookies.get(role) ?? "" }))).items;

test("a value is followed from change to deletion, with what it was and became, who and why", async () => {
  const rows = await listed("administrator", "table=participant_attributes&sort=change&actor=ann");
  expect(rows.map(({ action, reason, before, after }) => [action, reason, before.value, after?.value])).toEqual([
    ["changed", "=Promoted", "5 %", "6 %"],
    ["deleted", "Mistaken", "6 %", undefined],
  ]);
});

test("whoever sees no pay sees no rates in the history either; a rep sees none of it", async () => {
  expect((await listed("sales-operations", "actor=ann")).map(({ table }) => table)).toEqual(["people"]);
  expect((await server.request("/api/history", { cookie: cookies.get("rep") ?? "" })).status).toBe(403);
});

test("it is exported like every list, harmless in a spreadsheet", async () => {
  const csv = await (await server.request("/api/history?format=csv&actor=ann", { cookie: cookies.get("administrator") ?? "" })).text();
  expect(csv.trim().split("\r\n")).toHaveLength(4);
  expect(csv).toContain("'=Promoted");
});
