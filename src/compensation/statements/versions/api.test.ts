import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../../test/support/company-server.ts";
import { bodyOf } from "../../../../test/support/server.ts";
import type { Role } from "../../../access/permissions.ts";
import { runCalculation } from "../../../app/calculation/run.ts";
import type { StatementVersions } from "./schemas.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

const versions = async (role: Role) =>
  bodyOf<StatementVersions>(await server.request("/api/statements/ann/2026-Q1/versions", { cookie: server.cookies[role] }));

test("a statement says what it stands on, and after another calculation what was paid before, who changed what, and when", async () => {
  expect(await versions("rep")).toMatchObject({ published: { by: "test" }, before: null });
  const before = await bodyOf<{ readonly amount: string; readonly calculation: number }>(
    await server.request("/api/statements/ann/2026-Q1", { cookie: server.cookies.rep }),
  );
  const adjustment = { participant: "ann", period: "2026-Q1", from: "2026-01-01", amount: "5.00", reason: "The fair" };
  await server.request("/api/adjustments", { cookie: server.cookies["compensation-administrator"], json: adjustment });
  await runCalculation(server.store, server.session, { set: "default", period: "*", publish: true, acceptFindings: true });
  const own = await versions("rep");
  expect(own.before).toMatchObject({ calculation: before.calculation, amount: before.amount, published: { by: "test" } });
  expect(own.before?.changes[0]).toMatchObject({ kind: "adjustment", by: "compensation-administrator", reason: null });
  expect((await versions("finance")).before?.changes[0]).toMatchObject({ kind: "adjustment", reason: "The fair" });
  const now = await bodyOf<{ readonly amount: string }>(
    await server.request("/api/statements/ann/2026-Q1", { cookie: server.cookies.rep }),
  );
  expect(own.lines.amount).toBe(now.amount); // the sum of the lines is the total
});

test.each([
  ["manager", 200],
  ["sales-operations", 403],
  ["executive", 200],
] as const)("%s: %i", async (role, status) => {
  expect((await server.request("/api/statements/ann/2026-Q1/versions", { cookie: server.cookies[role] })).status).toBe(status);
  expect((await server.request("/api/statements/bob/2026-Q1/versions", { cookie: server.cookies.rep })).status).toBe(404);
});
