import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../../test/support/company-server.ts";
import { bodyOf } from "../../../../test/support/server.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

/** Ann has reached 140 % of her quota of 100 (120 and half of 40), Bob −220 %: 10 and half of 40 less a return of 250, Dan nothing. Bob leaves the manager before the period ends. */
test.each([
  ["rep", [0, 0, 0, 0, 1, 0]],
  ["manager", [0, 0, 0, 0, 1, 0]],
  ["finance", [2, 0, 0, 0, 1, 0]],
] as const)("%s: the bands hold whom the role reaches", async (role, counts) => {
  const answer = await server.request("/api/attainment-distribution?period=2026-Q1", { cookie: server.cookies[role] });
  expect(await bodyOf(answer)).toEqual({
    bands: [
      { from: 0, to: 50 },
      { from: 50, to: 80 },
      { from: 80, to: 100 },
      { from: 100, to: 120 },
      { from: 120, to: 150 },
      { from: 150, to: null },
    ],
    measures: [{ measure: "sales", counts: [...counts], people: counts.reduce<number>((sum, count) => sum + count, 0) }],
  });
});

test("a plan alone is counted, another period has nothing, sales operations sees no pay", async () => {
  const get = (path: string, role: "finance" | "sales-operations") =>
    server.request(`/api/attainment-distribution?${path}`, { cookie: server.cookies[role] });
  expect(await bodyOf(await get("period=2026-Q1&plan=nothing", "finance"))).toMatchObject({ measures: [] });
  expect(await bodyOf(await get("period=2025-Q1", "finance"))).toMatchObject({ measures: [] });
  expect((await get("period=2026-Q1", "sales-operations")).status).toBe(403);
});
