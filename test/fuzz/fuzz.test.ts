import { afterAll, beforeAll, expect, test } from "vitest";
import { companyServer, type CompanyServer } from "../support/company-server.ts";
import { fuzz } from "./fuzz.ts";

const SEED = Number(process.env["ATTAIN_SEED"] ?? 20_261_123);

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

test("1,500 requests made from the specification: no failure of the server, nothing of its inside, every answer as declared", async () => {
  const { failures, answered, statuses } = await fuzz(server, { seed: SEED, requests: 1500 });
  expect(failures).toEqual([]);
  expect(answered.size).toBeGreaterThan(40);
  expect(statuses.get(401) ?? 0).toBeLessThan(450); // most requests come from somebody
});
