import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostgresCluster, startPostgres } from "../../../test/support/postgres-cluster.ts";
import { RICH_COMPANY } from "../../../test/support/rich-company.ts";
import { writeFiles } from "../../../test/support/small-company.ts";
import { parseDay } from "../../calendar/day.ts";
import { createCompany } from "../database/companies.ts";
import { openStore, type Session, type Store } from "../database/store.ts";
import { importFiles } from "../import/import.ts";
import { Problem } from "../server/kit/problem.ts";
import { type Asking, askSoon, newAskingHere, newAskingThreads } from "./asking.ts";
import { type CalculationKey, KEPT_MAX, keepLast, nameOf } from "./kept-calculations.ts";
import { newPresent } from "./present.ts";

let cluster: PostgresCluster;
let url: string;
let store: Store;
let session: Session;
let threads: Asking;

beforeAll(async () => {
  cluster = await startPostgres();
  url = await cluster.createDatabase("asking");
  store = await openStore({ kind: "postgres", url });
  session = {
    companyId: await createCompany(store, "test", { name: "Rich", currency: "USD", settings: {} }),
    actor: "test",
    roles: "system",
  };
  const folder = mkdtempSync(join(tmpdir(), "attain-asking-"));
  writeFiles(folder, RICH_COMPANY);
  await importFiles(store, session, { paths: [folder] });
  rmSync(folder, { recursive: true });
  threads = newAskingThreads(url, Number.POSITIVE_INFINITY);
});
afterAll(async () => {
  await threads?.close();
  await store?.close();
  await cluster?.stop();
});

const ofHome = {
  day: parseDay("2026-03-10") ?? 0,
  own: { participant: "ann", opportunities: [] },
  team: ["ann", "bob", "nobody"],
  company: true,
};
const keyOf = async (): Promise<CalculationKey> => {
  const rows = await store.system((tx) => tx.selectFrom("changes").select("change_number").execute());
  return { companyId: session.companyId, set: "default", inputChange: Math.max(...rows.map(({ change_number }) => change_number)) };
};

describe("a thread answers what this thread answers", () => {
  test.each(["home", "worklistCounts", "worklistRows", "explanation", "receipt", "owners"] as const)("%s", async (question) => {
    const key = await keyOf();
    const here = newAskingHere(store);
    const statement = { participant: "ann", period: "2026-Q1", currency: "USD" };
    const asked = {
      home: ofHome,
      worklistCounts: null,
      worklistRows: { open: "true" },
      explanation: statement,
      receipt: { statement, frame: { key: "k", set: "default", calculation: 1, change: key.inputChange } },
      owners: { transactions: [{ source: "files", transaction: "T6", line: "1" }], owners: [] },
    }[question];
    const expected = await here.ask(key, question, asked);
    expect(expected).toBeDefined();
    expect(JSON.parse(JSON.stringify(await threads.ask(key, question, asked)))).toEqual(JSON.parse(JSON.stringify(expected)));
  });

  test("and tells why it cannot calculate, and tries anew when asked again", async () => {
    const nowhere = { companyId: 999_999, set: "default", inputChange: 1 };
    await expect(threads.ready(nowhere)).rejects.toThrow("Company 999999 did not exist at change 1");
    await expect(threads.ask(nowhere, "worklistCounts", null)).rejects.toThrow("Company 999999 did not exist at change 1");
  });
});

test("whoever asks is told to come again while it is being calculated, and is answered once it is there", async () => {
  const impatient = newAskingThreads(url, 0);
  const key = await keyOf();
  const error = await askSoon(impatient, key, "worklistCounts", null).catch((found: unknown) => found);
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ code: "being-calculated", headers: { "retry-after": "2" } });
  const present = newPresent(store, impatient);
  expect(await present.home(session.companyId, ofHome)).toBe("calculating");
  await expect(present.worklist.counts(session.companyId)).rejects.toMatchObject({ code: "being-calculated" });
  await impatient.ready(key);
  expect(
    await newPresent(store, impatient)
      .worklist.counts(session.companyId)
      .catch(() => "late"),
  ).toBeDefined();
  await impatient.close();
});

test("a home is told what was known before the last change while that is calculated; the worklist is not", async () => {
  const made: CalculationKey[] = [];
  const gate = Promise.withResolvers<void>();
  const here = newAskingHere(store);
  const slow: Asking = {
    ...here,
    patienceMs: 20,
    ready: async (key) => {
      made.push(key);
      if (made.length > 1) await gate.promise;
      await here.ready(key);
    },
  };
  const present = newPresent(store, { ...slow, patienceMs: 600_000 });
  expect(await present.home(session.companyId, ofHome)).toMatchObject({ isLatest: true });
  const hurried = newPresent(store, slow);
  made.length = 0;
  const first = await keyOf();
  await expect.poll(() => hurried.home(session.companyId, ofHome)).toMatchObject({ isLatest: true, inputChange: first.inputChange });
  await store.publish(session, { reason: "Another", kind: "import" }, async () => {});
  const answers = await Promise.all([1, 2, 3].map(() => hurried.home(session.companyId, ofHome)));
  for (const answer of answers) expect(answer).toMatchObject({ isLatest: false, inputChange: first.inputChange });
  await expect(hurried.worklist.counts(session.companyId)).rejects.toMatchObject({ code: "being-calculated" });
  expect(made.filter(({ inputChange }) => inputChange > first.inputChange)).toHaveLength(1); // shared by all who asked
  expect(await present.home(session.companyId, ofHome)).toMatchObject({ isLatest: false }); // at once, however patient
  gate.resolve();
  await expect.poll(() => hurried.home(session.companyId, ofHome)).toMatchObject({ isLatest: true, inputChange: first.inputChange + 1 });
});

test("the last few are kept, each made once; the others are dropped, the longest unasked first", () => {
  const dropped: string[] = [];
  const kept = keepLast(nameOf, (name) => void dropped.push(name));
  const key = (inputChange: number) => ({ companyId: 1, set: "default", inputChange });
  for (let change = 1; change <= KEPT_MAX; change += 1) kept.get(key(change));
  kept.get(key(1));
  kept.get(key(KEPT_MAX + 1));
  expect(dropped).toEqual([nameOf(key(2))]);
  expect([kept.has(key(1)), kept.has(key(2))]).toEqual([true, false]);
});
