import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyOf, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { companyWith, signedIn } from "../../../test/support/statements.ts";

let server: TestServer;
let ann: string;
let bob: string;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  const company = await companyWith(server.store, "Ours", ["275", "276"]);
  ann = await signedIn(server, company, "ann@example.com", "rep", "275");
  bob = await signedIn(server, company, "bob@example.com", "rep", "276");
  admin = await signedIn(server, company, "admin@example.com", "administrator", null);
});
afterAll(() => server.close());

type Found = {
  readonly role: string;
  readonly steps: { readonly step: string; readonly done: boolean; readonly count: number | null }[];
  readonly putAway: boolean;
};
const stepsOf = async (cookie: string) => bodyOf<Found>(await server.request("/api/first-steps", { cookie }));
const doneOf = async (cookie: string) => (await stepsOf(cookie)).steps.filter(({ done }) => done).map(({ step }) => step);
const post = async (cookie: string, path: string, json: object) => (await server.request(path, { cookie, json })).status;

test("a step is done by the act itself, for oneself alone, and stays done", async () => {
  expect(await stepsOf(ann)).toMatchObject({ role: "rep", putAway: false });
  expect(await doneOf(ann)).toEqual([]);
  expect(await post(ann, "/api/first-steps", { step: "why" })).toBe(204);
  expect(await post(ann, "/api/first-steps", { step: "why" })).toBe(204);
  expect(await doneOf(ann)).toEqual(["why"]);
  expect(await doneOf(bob)).toEqual([]);
  expect(await post(ann, "/api/first-steps", { step: "second-factor" })).toBe(400); // a fact is not taken by saying so
});

test("what the company has is done for its administrator, who sees it", async () => {
  expect(await doneOf(admin)).toEqual(["people", "import", "invite"]);
  const { steps } = await stepsOf(admin);
  expect(steps.slice(0, 2).map(({ count }) => count)).toEqual([2, null]);
});

test("the list is put away and taken out again; others keep theirs", async () => {
  expect(await post(ann, "/api/first-steps/put-away", { putAway: true })).toBe(204);
  expect([(await stepsOf(ann)).putAway, (await stepsOf(bob)).putAway]).toEqual([true, false]);
  expect(await post(ann, "/api/first-steps/put-away", { putAway: false })).toBe(204);
  expect((await stepsOf(ann)).putAway).toBe(false);
  expect(await doneOf(ann)).toEqual(["why"]);
});
