import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyOf, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { companyWith, signedIn } from "../../../test/support/statements.ts";

const TODAY = new Date().toISOString().slice(0, 10);

let server: TestServer;
let admin: string;
let rae: string;
beforeAll(async () => {
  server = await startTestServer();
  const company = await companyWith(server.store, "Ours", ["275", "276"]);
  admin = await signedIn(server, company, "admin@example.com", "administrator", null);
  rae = await signedIn(server, company, "rae@example.com", "rep", "275");
  const other = await companyWith(server.store, "Theirs", ["1"]);
  await signedIn(server, other, "eve@example.com", "administrator", null);
});
afterAll(() => server.close());

type Membership = {
  readonly userId: string;
  readonly email: string;
  readonly role: string;
  readonly from: string;
  readonly to: string | null;
};
const memberships = async () => (await bodyOf<{ items: Membership[] }>(await server.request("/api/memberships", { cookie: admin }))).items;
const userOf = async (email: string) => (await memberships()).find((membership) => membership.email === email)?.userId ?? "";
const post = (path: string, json: object, cookie = admin) => server.request(path, { cookie, json });
const detailOf = async (response: Response) => (await bodyOf<{ detail: string }>(response)).detail;
const rolesOf = async (cookie: string) => (await bodyOf<{ roles: string[] }>(await server.request("/api/session", { cookie }))).roles;

test("the list shows this company's roles with their users, and only an administrator sees it", async () => {
  expect((await memberships()).map(({ email, role }) => [email, role])).toEqual([
    ["admin@example.com", "administrator"],
    ["rae@example.com", "rep"],
  ]);
  expect((await server.request("/api/memberships", { cookie: rae })).status).toBe(403);
});

test("several roles are given at once and hold with the next request; what is ended is gone with the next one", async () => {
  const userId = await userOf("rae@example.com");
  expect((await server.request("/api/calculations", { cookie: rae })).status).toBe(403);
  expect((await post("/api/memberships", { userId, roles: ["finance", "manager"], reason: "Stands in" })).status).toBe(204);
  expect(await rolesOf(rae)).toEqual(["finance", "manager", "rep"]);
  expect((await server.request("/api/calculations", { cookie: rae })).status).toBe(200);
  expect((await post("/api/memberships/end", { userId, role: "finance", from: TODAY, reason: "Back" })).status).toBe(204);
  expect(await rolesOf(rae)).toEqual(["manager", "rep"]);
  expect((await server.request("/api/calculations", { cookie: rae })).status).toBe(403);
});

test("the last administrator stays; the first may go when a second is there", async () => {
  const [ann, userId] = [await userOf("admin@example.com"), await userOf("rae@example.com")];
  const from = (await memberships()).find(({ role }) => role === "administrator")?.from;
  const end = { userId: ann, role: "administrator", from, reason: "Leaves" };
  const refused = await post("/api/memberships/end", end);
  expect(refused.status).toBe(400);
  expect(await detailOf(refused)).toContain("left without an administrator");
  expect((await post("/api/memberships", { userId, roles: ["administrator"], reason: "Follows" })).status).toBe(204);
  expect((await post("/api/memberships/end", end)).status).toBe(204);
  expect((await server.request("/api/memberships", { cookie: admin })).status).toBe(401);
  admin = rae;
});

test.each<[label: string, form: { readonly userId?: string; readonly [field: string]: unknown }, status: number, words: string]>([
  ["a user of another company", { userId: "eve", roles: ["rep"] }, 404, "no such user"],
  ["a participant who does not exist", { roles: ["executive"], participant: "999" }, 400, "there is no participant 999"],
  ["a role that does not exist", { roles: ["owner"] }, 400, "roles"],
  ["nobody's reason", { roles: ["finance"], reason: " " }, 400, "Say why"],
])("%s is refused", async (_label, form, status, words) => {
  const userId = form.userId === "eve" ? ((await server.signIn.findByEmail("eve@example.com"))?.id ?? "") : await userOf("rae@example.com");
  const answer = await post("/api/memberships", { reason: "try", ...form, userId });
  expect(answer.status).toBe(status);
  expect(await detailOf(answer)).toContain(words);
});
