import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../test/support/company-server.ts";
import { bodyOf } from "../../../test/support/server.ts";
import type { Role } from "../../access/permissions.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

const ROLE = "compensation-administrator";
const intake = (json: object, role: Role = ROLE) => server.request("/api/plans/intake", { cookie: server.cookies[role], json });
const choices = (role: Role = ROLE) => server.request("/api/plan-choices", { cookie: server.cookies[role] });

test("a document that is not published names whom it takes in, who is on two plans and who on none", async () => {
  const { document } = await bodyOf<{ readonly document: object }>(await server.asAdministrator("/api/plans/reps/1"));
  const leads = { ...document, plan: "leads", assigned: [{ titles: ["Manager", "Rep"] }] };
  expect(await bodyOf(await intake({ document: leads, day: "2026-03-01" }))).toMatchObject({
    day: "2026-03-01",
    people: 3,
    seats: 3,
    twice: 2,
    taken: [
      { participant: "ann", position: "seat-a", others: ["Reps"] },
      { participant: "bob", others: ["Reps"] },
      { participant: "mel", name: "Mel Fox", title: "Manager", others: [] },
    ],
    none: [{ participant: "cyd", position: "se" }],
    onNone: 1,
  });
  expect((await intake({ document: { ...document, currency: "XXQ" } })).status).toBe(400);
});

test("the form's choices are what there is, with who sits where", async () => {
  expect(await bodyOf(await choices())).toMatchObject({
    titles: [
      { name: "Rep", seats: 2, people: 2 },
      { name: "Engineer", seats: 1, people: 1 },
      { name: "Manager", people: 1 },
      { name: "Director", people: 0 },
    ],
    quotas: [{ name: "sales", calendar: "quarter", titles: ["Rep"] }],
    plans: ["flat", "reps"],
    begins: "2026-01-01",
    seatCount: 5,
    seats: expect.arrayContaining([{ position: "lead", title: "Manager", people: "Mel Fox" }]),
  });
});

test.each(["rep", "manager", "sales-operations", "finance", "executive"] as const)("%s is told neither", async (role) => {
  expect([(await intake({ document: {} }, role)).status, (await choices(role)).status]).toEqual([403, 403]);
});
