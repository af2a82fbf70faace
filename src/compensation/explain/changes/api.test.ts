import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../../test/support/company-server.ts";
import { RICH_COMPANY } from "../../../../test/support/rich-company.ts";
import { writeFiles } from "../../../../test/support/small-company.ts";
import { runCalculation } from "../../../app/calculation/run.ts";
import { importFiles } from "../../../app/import/import.ts";
import { statementChangesSchema } from "./schemas.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
  // T2 of Ann grows from 60 to 100, a deal of Bob is new; then everything is published once more.
  const folder = mkdtempSync(join(tmpdir(), "attain-changes-"));
  const transactions = "transaction,date,owner,amount\nT2,2026-02-05,ann,100.00\nT7,2026-03-09,bob,30.00\n";
  writeFiles(folder, { "company.json": RICH_COMPANY["company.json"] ?? "", "transactions.csv": transactions });
  const { rejected } = await importFiles(server.store, server.session, { paths: [folder] });
  rmSync(folder, { recursive: true });
  if (rejected > 0) throw new Error(`${rejected} rows were rejected`);
  await runCalculation(server.store, server.session, { set: "default", period: "*", publish: true, acceptFindings: true });
});
afterAll(() => server.close());

const asked = (role: "rep" | "manager" | "sales-operations", participant: string) =>
  server.request(`/api/statements/${participant}/2026-Q1/changes`, { cookie: server.cookies[role] });

test("a rep sees how the own statement differs from the one published before, and by what, to the cent", async () => {
  const response = await asked("rep", "ann");
  const body = await response.text();
  const { before, difference, changed } = statementChangesSchema.parse(JSON.parse(body));
  expect(before).not.toBeNull();
  // 140 of a quota of 100: 60 × 5 % + 80 × 10 % = 11.00; with 40 more 60 × 5 % + 120 × 10 % = 15.00.
  expect(difference).toMatchObject({ participant: "ann", difference: "4.00", causes: [{ cause: "transactions", amount: "4.00" }] });
  expect(changed).toEqual([{ group: "transactions", table: "transactions", added: 0, changed: 1, voided: 0 }]); // Bob's deal is not theirs to see
  expect(body).not.toContain("bob"); // whose row changed too
});

test.each([
  ["rep", "bob", 404],
  ["sales-operations", "ann", 403],
] as const)("%s asking for %s is answered %i", async (role, participant, status) => {
  expect((await asked(role, participant)).status).toBe(status);
});
