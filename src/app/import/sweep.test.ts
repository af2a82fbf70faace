import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCompany } from "../database/companies.ts";
import { openStore, type Store } from "../database/store.ts";
import { addUpload } from "./store.ts";
import { sweepUploads } from "./sweep.ts";
import { UploadFolder } from "./uploads.ts";

const DAY_MS = 86_400_000;
let directory: string;
let store: Store;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "attain-sweep-"));
  store = await openStore({ kind: "pglite", directory: join(directory, "database") });
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

test("what nobody needs is removed when it is old enough, and nothing else", async () => {
  const nowMs = Date.now();
  const uploads = new UploadFolder(directory);
  expect(await sweepUploads(store, uploads, nowMs)).toEqual([]);
  const company = await createCompany(store, "test", { name: "Here", currency: "USD", settings: {} });
  const { upload } = await store.system((tx) => addUpload(tx, company, "test", { name: "a.csv", bytes: 1, hash: "0" }));
  await store.system((tx) =>
    tx
      .insertInto("imports")
      .values({
        company_id: company,
        actor: "test",
        mode: "upsert",
        progress: JSON.stringify({ request: { paths: ["/x/import-running"] } }),
      })
      .execute(),
  );
  const folder = (path: string, days: number): string => {
    mkdirSync(join(uploads.root, path), { recursive: true });
    utimesSync(join(uploads.root, path), new Date(nowMs - days * DAY_MS), new Date(nowMs - days * DAY_MS));
    return path;
  };
  const own = `company-${company}`;
  const kept = [
    folder("new-just", 0.5),
    folder(`${own}/${upload}`, 400),
    folder(`${own}/${upload + 1}`, 0.5),
    folder(`${own}/import-recent`, 29),
    folder(`${own}/import-running`, 400),
    folder("company-987654", 0.5),
  ];
  const over = [folder(`${own}/${upload + 2}`, 2), folder(`${own}/import-old`, 31), folder("company-987653", 2), folder("new-left", 2)];
  expect((await sweepUploads(store, uploads, nowMs)).toSorted()).toEqual(over.toSorted());
  expect(kept.filter((path) => !existsSync(join(uploads.root, path)))).toEqual([]);
  expect(over.filter((path) => existsSync(join(uploads.root, path)))).toEqual([]);
});
