import { createCompany } from "../companies.ts";
import { openStore } from "../store.ts";
import type { StoreSettings } from "../store.ts";

/**
 * A program of its own that tests kill: opens the store named by its argument (JSON), creates a company, and publishes one
 * product after the other. Prints `company <id>` and, after each commit, `done <change number>`.
 */
const settings: StoreSettings = JSON.parse(process.argv[2] ?? "");
const store = await openStore(settings);
const companyId = await createCompany(store, "writer", { name: "Crash", currency: "USD", settings: {} });
process.stdout.write(`company ${companyId}\n`);
for (;;) {
  const change = await store.publish(
    { companyId, actor: "writer", roles: ["administrator"] },
    { reason: "write", kind: "test" },
    async (tx, number) => {
      await tx
        .insertInto("products")
        .values({ company_id: companyId, product: `P${number}` })
        .execute();
      await tx
        .updateTable("products")
        .set({ name: `renamed by ${number}`, change_number: number })
        .where("product", "=", `P${number - 1}`)
        .execute();
      return number;
    },
  );
  process.stdout.write(`done ${change}\n`);
  if (change % 40 === 0) await store.maintenance();
}
