import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../test/support/company-server.ts";
import { bodyOf } from "../../../test/support/server.ts";
import type { Role } from "../../access/permissions.ts";
import type { Plan } from "../plan.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

type Read = {
  readonly document: Plan;
  readonly hash: string;
  readonly change: number;
  readonly words: Record<string, string>;
  readonly versions: readonly object[];
};
type Checked = {
  readonly ok: boolean;
  readonly problems: readonly { readonly path: string; readonly line: number; readonly message: string }[];
};

const send = (path: string, json: object, role: Role = "compensation-administrator") =>
  server.request(path, { cookie: server.cookies[role], json });
const read = async (version: string, plan = "reps") => bodyOf<Read>(await server.asAdministrator(`/api/plans/${plan}/${version}`));
const withRate = (plan: Plan, rate: string, more: Partial<Plan> = {}): Plan => ({
  ...plan,
  components: [{ name: "commission", kind: "flat", measure: "sales", rate }],
  ...more,
});

test("a text is checked as an import checks it, each problem with its line", async () => {
  const text = JSON.stringify({ ...withRate((await read("1")).document, "participant.rates"), version: "2", curency: "USD" }, null, 2);
  const answer = await bodyOf<Checked>(await send("/api/plans/check", { text }));
  expect(answer).toMatchObject({
    ok: false,
    problems: [{ path: "curency", pointer: "/curency", message: '"curency" is not a field here.' }],
  });
  expect(text.split("\n")[(answer.problems[0]?.line ?? 0) - 1]).toContain("curency");
  const broken = await bodyOf<Checked>(await send("/api/plans/check", { text: '{\n "plan": \n' }));
  expect(broken).toMatchObject({ ok: false, problems: [{ path: "", line: 3 }] });
});

test("a version in force at the same time is refused, or taken where the one before is to end", async () => {
  const { document } = await read("1");
  const second = withRate(document, "7%", { version: "2", effective: { from: "2026-04-01", to: null } });
  const text = JSON.stringify(second);
  expect((await bodyOf<Checked>(await send("/api/plans/check", { text }))).ok).toBe(false);
  expect((await bodyOf<Checked>(await send("/api/plans/check", { text, endBefore: true }))).ok).toBe(true);
  const refused = await send("/api/plans", { document: second, reason: "New year" });
  expect(refused.status).toBe(400);
  expect(await bodyOf(refused)).toMatchObject({ code: "invalid-input", errors: [{ place: "body.document.effective" }] });

  const published = await send("/api/plans", { document: second, reason: "New year", endBefore: true });
  expect(published.status).toBe(201);
  expect(await bodyOf(published)).toMatchObject({ plan: "reps", version: "2", ended: ["1"] });
  expect((await read("1")).document.effective).toEqual({ from: "2026-01-01", to: "2026-04-01" });
  const after = await read("2");
  expect(after.versions).toMatchObject([{ version: "2" }, { version: "1", to: "2026-04-01" }]);
  expect(after.words).toMatchObject({ "components[0].rate": "7 %" });
});

test("a version that exists is changed by whoever has read it last", async () => {
  const { document, hash } = await read("2");
  const changed = withRate(document, "8%");
  const publish = (json: object) => send("/api/plans", { document: changed, reason: "More", ...json });
  expect((await publish({})).status).toBe(409);
  expect((await publish({ basedOn: "of yesterday" })).status).toBe(409);
  expect((await publish({ basedOn: hash })).status).toBe(201);
  expect((await read("2")).document.components).toMatchObject([{ rate: "8%" }]);
  expect((await publish({ basedOn: (await read("2")).hash })).status).toBe(409);
  const gone = withRate(document, "8%", { version: "9", effective: { from: "2027-01-01", to: null } });
  expect((await send("/api/plans", { document: gone, reason: "?", basedOn: hash, endBefore: true })).status).toBe(409);
});

test("a seat is put on a plan that takes listed seats, and taken off again", async () => {
  const { document } = await read("1", "reps");
  const listed = withRate(document, "1%", {
    plan: "listed",
    version: "1",
    effective: { from: "2026-01-01", to: null },
    assigned: [{ listed: true }],
  });
  expect((await send("/api/plans", { document: listed, reason: "SPIFF" })).status).toBe(201);
  const wanted = { plan: "listed", position: "se", from: "2026-02-01", to: null, reason: "Helps" };
  const assign = (json: object) => send("/api/plan-assignments", { ...wanted, ...json });
  expect(await bodyOf(await assign({ plan: "reps" }))).toMatchObject({ errors: [{ place: "body.plan" }] });
  expect(await bodyOf(await assign({ position: "nowhere" }))).toMatchObject({
    errors: [{ place: "body.position", message: "There is no position nowhere" }],
  });
  expect(await bodyOf(await assign({ to: "2026-01-01" }))).toMatchObject({ errors: [{ place: "body.to" }] });
  expect((await assign({})).status).toBe(201);
  expect(await bodyOf(await assign({ from: "2026-05-01" }))).toMatchObject({ errors: [{ place: "body.from" }] });
  const seats = async () =>
    (await bodyOf<{ readonly items: readonly object[] }>(await server.asAdministrator("/api/plan-seats?plan=listed"))).items;
  expect(await seats()).toMatchObject([{ participant: "cyd", position: "se", version: "1", from: "2026-02-01", to: null }]);
  expect((await assign({ to: "2026-03-01" })).status).toBe(201);
  expect(await seats()).toMatchObject([{ participant: "cyd", to: "2026-03-01" }]);
});

test.each(["rep", "manager", "sales-operations", "finance", "executive"] as const)("%s publishes and checks nothing", async (role) => {
  expect((await send("/api/plans/check", { text: "{}" }, role)).status).toBe(403);
  expect((await send("/api/plans", { document: {}, reason: "?" }, role)).status).toBe(403);
  expect((await send("/api/plan-assignments", { plan: "listed", position: "se", reason: "?" }, role)).status).toBe(403);
});
