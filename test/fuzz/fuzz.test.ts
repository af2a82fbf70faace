import { afterAll, beforeAll, expect, test } from "vitest";
import { companyServer, type CompanyServer } from "../support/company-server.ts";
import { fuzz } from "./fuzz.ts";

const SEED = Number(process.env["ATTAIN_SEED"] ?? 20_261_123);

/** `npm run campaign fuzz` plays 20,000. */
const REQUESTS = 350;

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

test("some hundred requests made from the specification: no failure of the server, nothing of its inside, every answer as declared", async () => {
  const { failures, answered, statuses } = await fuzz(server, { seed: SEED, requests: REQUESTS });
  expect(failures).toEqual([]);
  expect(answered.size).toBeGreaterThan(25);
  expect(statuses.get(401) ?? 0).toBeLessThan(REQUESTS * 0.3); // most requests come from somebody
});
