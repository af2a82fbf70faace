import { expect, test } from "vitest";
import { commandBench } from "../../../test/support/command-bench.ts";
import { createCompany } from "../database/companies.ts";
import { commandSession } from "./company.ts";

const { store, attain, company } = commandBench();
const names = async () => (await store().system((tx) => tx.selectFrom("companies").select("name").execute())).map(({ name }) => name);

test("a company that files declare is made once they are imported, not for a preview of them", async () => {
  const folder = await company({});
  const preview = await attain("import", folder, "--dry-run");
  expect([preview.code, preview.stderr, await names()]).toEqual([0, "", []]);
  expect((await attain("import", folder)).stderr).toBe("Made the company Company 1.\n");
  expect((await attain("import", folder)).stderr).toBe("");
  expect(await names()).toEqual(["Company 1"]);
});

test("a company that was only set up takes the name that the first files declare: its administrator sees what is imported", async () => {
  const id = await createCompany(store(), "test", { name: "As set up", currency: "USD", settings: {} });
  for (const kind of ["set-up", "access"])
    await store().publish(commandSession({ id, name: "As set up", currency: "USD" }), { reason: kind, kind }, async () => {});
  const { code, stderr } = await attain("import", await company({}));
  expect([code, stderr, (await names()).toSorted()]).toEqual([0, "", ["Company 1", "Company 2"]]);
});
