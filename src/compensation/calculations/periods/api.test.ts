import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../../test/support/company-server.ts";
import { bodyOf } from "../../../../test/support/server.ts";
import type { Role } from "../../../access/permissions.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

const ask = (role: Role) => server.request("/api/calculation-periods", { cookie: server.cookies[role] });

test("the periods of each set with what there is to calculate, and whether they are published", async () => {
  expect(await bodyOf(await ask("compensation-administrator"))).toMatchObject({
    sets: [
      {
        set: "default",
        periods: [
          { period: "2026-Q2", transactions: 0 },
          { period: "2026-Q1", from: "2026-01-01", to: "2026-04-01", transactions: 6, published: true },
        ],
      },
      { set: "flat", periods: [{ period: "2026-Q2" }, { period: "2026-Q1", published: true }] },
    ],
  });
});

test.each(["rep", "manager", "sales-operations", "finance", "executive"] as const)(
  "%s calculates nothing and is told nothing",
  async (role) => {
    expect((await ask(role)).status).toBe(403);
  },
);
