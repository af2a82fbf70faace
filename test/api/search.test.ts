import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../src/access/permissions.ts";
import { type CompanyServer, companyServer } from "../support/company-server.ts";
import { bodyOf } from "../support/server.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

type Found = { readonly kind: string; readonly title: string; readonly detail: string; readonly to: string };

async function search(role: Role, words: string): Promise<readonly Found[]> {
  const response = await server.request(`/api/search?q=${encodeURIComponent(words)}`, { cookie: server.cookies[role] });
  expect(response.status).toBe(200);
  return (await bodyOf<{ items: readonly Found[] }>(response)).items;
}
const said = (found: readonly Found[]) => found.map(({ kind, to }) => `${kind} ${to}`);

test.each([
  ["people by a part of their name", "administrator", "an", ["person /people/ann", "person /people/dan"]],
  ["in any case", "administrator", "MEL", ["person /people/mel"]],
  [
    "a statement by person and period",
    "administrator",
    "2026-q1 ann",
    ["statement /statements/ann/2026-Q1", "statement /statements/ann/2026-Q1?set=flat"],
  ],
  ["a transaction by the beginning of its id", "administrator", "T1", ["transaction /transactions/files/T1/1"]],
  ["a deal by its name", "administrator", "big", ["opportunity /opportunities/O1"]],
  ["a customer, and the deals with them", "administrator", "acme", ["opportunity /opportunities/O1", "customer /customers/c1"]],
  ["a product by a part of its name", "rep", "widg", ["product /products/p1"]],
  ["a territory", "rep", "south", ["territory /territories/south"]],
  ["nobody else's deal", "rep", "small", []],
  [
    "a report's deal, but not whose owner is no report",
    "manager",
    "one",
    ["opportunity /opportunities/O1", "opportunity /opportunities/O2"],
  ],
  ["a customer of one's own transactions", "rep", "nuts", ["customer /customers/c2"]],
  ["no customer of others alone", "rep", "=sum", []],
  ["a plan by its name", "rep", "rep", ["plan /plans/reps/1"]],
  ["a plan of another set", "administrator", "flat", ["plan /plans/flat/1?set=flat"]],
  ["nothing", "administrator", "nobody", []],
  ["oneself alone, as a rep", "rep", "an", ["person /people/ann"]],
  ["one's own transaction", "rep", "T1", ["transaction /transactions/files/T1/1"]],
  ["nobody else's transaction", "rep", "T4", []],
  ["nobody else's statement", "rep", "bob 2026-Q1", []],
  [
    "a report's statement, as a manager",
    "manager",
    "ann 2026-Q1",
    ["statement /statements/ann/2026-Q1", "statement /statements/ann/2026-Q1?set=flat"],
  ],
  ["no pay for sales operations", "sales-operations", "ann 2026-Q1", []],
] as const)("finds %s", async (_label, role, words, expected) => {
  expect(said(await search(role, words))).toEqual(expected);
});

test.each([
  ["signs that SQL reads", "%'; drop table people; --"],
  ["a backslash", "\\\\"],
])("takes %s as words", async (_label, words) => {
  expect(await search("administrator", words)).toEqual([]);
});

test("one letter is too few", async () => {
  const response = await server.asAdministrator("/api/search?q=a");
  expect(response.status).toBe(400);
});
