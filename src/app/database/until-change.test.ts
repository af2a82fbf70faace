import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCompany } from "./companies.ts";
import { openStore, type Session, type Store } from "./store.ts";
import { keptUntilChange } from "./until-change.ts";

const directory = mkdtempSync(join(tmpdir(), "attain-until-change-"));
let store: Store;
let session: Session;
let other: Session;

beforeAll(async () => {
  store = await openStore({ kind: "pglite", directory: join(directory, "data") });
  const company = async (name: string): Promise<Session> => ({
    companyId: await createCompany(store, "test", { name, currency: "USD", settings: {} }),
    actor: "ann",
    roles: ["finance"],
  });
  session = await company("One");
  other = await company("Other");
});
afterAll(async () => {
  await store?.close();
  rmSync(directory, { recursive: true });
});

/** Answers with how often it was read. */
function counted() {
  let reads = 0;
  return keptUntilChange(store, async () => (reads += 1));
}

const calculation = (companyId: number) => ({
  company_id: companyId,
  set: "default",
  period: "2026-Q1",
  input_change_number: 1,
  engine_version: "1",
  actor: "ann",
  state: "draft" as const,
});

test("is read once for the same rights, whoever asks, also at the same time", async () => {
  const ask = counted();
  expect(await Promise.all([ask(session), ask({ ...session, actor: "bob" }), ask(session)])).toEqual([1, 1, 1]);
});

test.each([
  ["roles", () => ({ ...session, roles: ["rep"] as const })],
  ["participant", () => ({ ...session, participant: "ann" })],
  ["company", () => other],
])("other %s read for themselves", async (_label, asking) => {
  const ask = counted();
  expect([await ask(session), await ask(asking()), await ask(session)]).toEqual([1, 2, 1]);
});

test("is read again after a change, a calculation that comes and one that goes; not after another company's", async () => {
  const ask = counted();
  const calculations = () => store.system((tx) => tx.insertInto("calculations").values(calculation(session.companyId)).execute());
  expect(await ask(session)).toBe(1);
  await store.publish({ ...other, roles: "system" }, { reason: "Another", kind: "import" }, async () => {});
  expect(await ask(session)).toBe(1);
  await store.publish({ ...session, roles: "system" }, { reason: "Another", kind: "import" }, async () => {});
  expect(await ask(session)).toBe(2);
  await calculations();
  expect(await ask(session)).toBe(3);
  await store.system((tx) => tx.deleteFrom("calculations").where("company_id", "=", session.companyId).execute());
  expect([await ask(session), await ask(session)]).toEqual([4, 4]);
});

test("what failed is read again", async () => {
  let reads = 0;
  const ask = keptUntilChange(store, async () => {
    reads += 1;
    if (reads === 1) throw new Error("cut off");
    return reads;
  });
  await expect(ask(session)).rejects.toThrow("cut off");
  expect(await ask(session)).toBe(2);
});
