import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../test/support/company-server.ts";
import { bodyOf } from "../../../test/support/server.ts";
import type { Role } from "../../access/permissions.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

const get = (path: string, role: Role) => server.request(path, { cookie: server.cookies[role] });
type Curves = { readonly day: string; readonly curves: readonly { readonly component: string; readonly examples: readonly object[] }[] };
type Seats = { readonly items: readonly { readonly participant: string }[] };

test("a rep's curve reads the own quota and pays what the statement pays", async () => {
  const found = await bodyOf<Curves>(await get("/api/plans/reps/1/curves?participant=ann&day=2026-02-01", "rep"));
  expect(found).toMatchObject({
    day: "2026-02-01",
    participant: "ann",
    position: "seat-a",
    curves: [
      {
        component: "commission",
        window: "2026-Q1",
        quota: "100",
        currency: "USD",
        // 60 × 5 % + 20 × 10 %, and so on
        examples: [
          { percent: "80", value: "80.00", pay: "5.00" },
          { percent: "100", value: "100.00", pay: "7.00" },
          { percent: "130", value: "130.00", pay: "10.00" },
        ],
      },
      { component: "gear", points: [] },
    ],
  });
});

test("nobody's curve takes the quota that is asked for; without one it says what is missing", async () => {
  const asked = await bodyOf<Curves>(await get("/api/plans/reps/1/curves?quota=1000", "sales-operations"));
  expect(asked.curves[0]?.examples).toMatchObject([{ pay: "50.00" }, { pay: "70.00" }, { pay: "100.00" }]);
  expect(await bodyOf(await get("/api/plans/reps/1/curves", "rep"))).toMatchObject({
    curves: [{ findings: [{ code: "quota-missing" }] }, {}],
  });
});

test.each([
  ["rep", "ann", 200],
  ["rep", "bob", 404],
  ["manager", "ann", 200],
  ["sales-operations", "ann", 404],
  ["finance", "ann", 200],
  ["finance", "nobody", 404],
  ["finance", "mel", 404],
] as const)("%s asks for %s's curve: %i", async (role, participant, status) => {
  expect((await get(`/api/plans/reps/1/curves?participant=${participant}`, role)).status).toBe(status);
});

test.each([
  ["rep", ["ann"]],
  ["manager", ["ann", "bob", "dan"]],
  ["sales-operations", ["ann", "bob", "dan"]],
] as const)("%s sees on the plan whom the role reaches", async (role, expected) => {
  const answer = await get("/api/plan-seats?plan=reps&sort=participant", role);
  expect(answer.status, await answer.clone().text()).toBe(200);
  const { items } = await bodyOf<Seats>(answer);
  expect(new Set(items.map(({ participant }) => participant))).toEqual(new Set(expected));
});

test("a document that is not published is drawn for those who manage plans", async () => {
  const { document } = await bodyOf<{ readonly document: object }>(await server.asAdministrator("/api/plans/reps/1"));
  const components = [{ name: "goal", kind: "bonus", measure: "sales", at: "100%", amount: "9.00" }];
  const draw = (role: Role, more: object = {}) =>
    server.request("/api/plans/curves", {
      cookie: server.cookies[role],
      json: { document: { ...document, components, ...more }, participant: "ann", day: "2026-02-01" },
    });
  expect(await bodyOf(await draw("compensation-administrator"))).toMatchObject({
    curves: [{ component: "goal", cliffs: [{ percent: "100.0000", before: "0.00", pay: "9.00", jump: "9.00" }] }],
  });
  expect((await draw("compensation-administrator", { currency: "XXQ" })).status).toBe(400);
  expect((await draw("finance")).status).toBe(403);
});
