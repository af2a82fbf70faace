import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCompany } from "./companies.ts";
import { storeContract } from "./contract.ts";
import { openStore } from "./store.ts";
import type { Session, Store } from "./store.ts";

const directory = mkdtempSync(join(tmpdir(), "attain-pglite-"));
let store: Store;
beforeAll(async () => {
  store = await openStore({ kind: "pglite", directory });
});
afterAll(async () => {
  await store?.close();
  rmSync(directory, { recursive: true, force: true });
});

describe("PGlite", () => {
  let directories = 0;
  storeContract(
    () => store,
    () => openStore({ kind: "pglite", directory: join(directory, `empty${directories++}`) }),
  );

  test("each commit that wrote is forced to disk once, a read never", async () => {
    const companyId = await createCompany(store, "tests", { name: "Durable", currency: "USD", settings: {} });
    const session: Session = { companyId, actor: "admin", roles: ["administrator"] };
    const syncs = async () => (await store.status()).syncs ?? 0;
    const before = await syncs();
    for (let n = 0; n < 20; n++) {
      await store.publish(session, { reason: "write", kind: "test" }, (tx) =>
        tx
          .insertInto("products")
          .values({ company_id: companyId, product: `P${n}` })
          .execute(),
      );
    }
    const written = await syncs();
    expect(written - before).toBe(20);
    for (let n = 0; n < 20; n++) await store.as(session, (tx) => tx.selectFrom("products").selectAll().execute());
    expect(await syncs()).toBe(written);
  });

  test("a second server on the directory is refused by name", async () => {
    await expect(openStore({ kind: "pglite", directory })).rejects.toThrow(
      `${directory} is held by the server with pid ${process.pid} (since `,
    );
  });

  test("maintenance writes data files to disk", async () => {
    const before = (await store.status()).syncs ?? 0;
    await store.maintenance();
    expect((await store.status()).syncs).toBeGreaterThan(before);
  });
});
