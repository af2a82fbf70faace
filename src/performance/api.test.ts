import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companyServer, type CompanyServer } from "../../test/support/company-server.ts";
import type { Role } from "../access/permissions.ts";
import { homeSchema } from "./schemas.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

async function homeOf(role: Role) {
  const response = await server.request("/api/home", { cookie: server.cookies[role] });
  expect(response.status).toBe(200);
  return homeSchema.parse(await response.json());
}

describe("the home", () => {
  test.each<[Role, readonly string[]]>([
    ["rep", ["own"]],
    ["manager", ["own", "team"]],
    ["sales-operations", ["coverage"]],
    ["compensation-administrator", ["board"]],
    ["finance", ["company", "board"]],
    ["executive", ["company"]],
    ["administrator", ["board", "administration"]],
  ])("of a %s has the parts %j", async (role, parts) => {
    const { own, team, company, coverage, board, administration } = await homeOf(role);
    const shown = Object.entries({ own, team, company, coverage, board, administration }).filter(([, part]) => part !== null);
    expect(shown.map(([name]) => name)).toEqual(parts);
  });

  test("of a manager has their reports and nobody else", async () => {
    const { team } = await homeOf("manager");
    expect(team?.members.map(({ participant }) => participant)).toEqual(["ann"]);
  });

  test("needs a sign-in", async () => {
    expect((await server.request("/api/home")).status).toBe(401);
  });
});
