import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PostgresCluster, startPostgres } from "../../../test/support/postgres-cluster.ts";
import { RICH_COMPANY } from "../../../test/support/rich-company.ts";
import { writeFiles } from "../../../test/support/small-company.ts";
import { createCompany } from "../database/companies.ts";
import { openStore, type Session, type Store } from "../database/store.ts";
import { importFiles } from "../import/import.ts";
import { Problem } from "../server/kit/problem.ts";
import { type Calculate, calculateHere, calculateInThread } from "./work.ts";

let cluster: PostgresCluster;
let url: string;
let store: Store;
let session: Session;

beforeAll(async () => {
  cluster = await startPostgres();
  url = await cluster.createDatabase("worker");
  store = await openStore({ kind: "postgres", url });
  session = {
    companyId: await createCompany(store, "test", { name: "Rich", currency: "USD", settings: {} }),
    actor: "test",
    roles: "system",
  };
  const folder = mkdtempSync(join(tmpdir(), "attain-worker-"));
  writeFiles(folder, RICH_COMPANY);
  await importFiles(store, session, { paths: [folder] });
  rmSync(folder, { recursive: true });
});
afterAll(async () => {
  await store?.close();
  await cluster?.stop();
});

const request = { set: "default", period: "*", publish: false, acceptFindings: false };

async function run(calculate: Calculate, asked = request, signal = new AbortController().signal, onCreated = () => {}) {
  const said: string[] = [];
  const created: number[] = [];
  const outcome = await calculate(store, session, asked, {
    signal,
    say: (text) => void said.push(text),
    created: async (calculation) => {
      created.push(calculation);
      onCreated();
    },
  });
  return { outcome, said, created };
}

const statementsOf = (calculation: number) =>
  store.as(session, (tx) =>
    tx
      .selectFrom("statements")
      .select(["participant", "period", "currency", "total_minor"])
      .where("company_id", "=", session.companyId)
      .where("calculation_id", "=", calculation)
      .orderBy("participant")
      .orderBy("period")
      .orderBy("currency")
      .execute(),
  );

test("a calculation in a thread of its own keeps the statements that one in this thread keeps, and tells its number and its steps", async () => {
  const here = await run(calculateHere);
  const expected = await statementsOf(here.outcome.calculation); // the next draft takes its place
  const threaded = await run(calculateInThread(url));
  expect(threaded.created).toEqual([threaded.outcome.calculation]);
  expect(new Set(threaded.said.slice(0, 2))).toEqual(new Set(["loading the inputs", "calculating"]));
  expect(threaded.said.at(-1)).toBe(here.said.at(-1)); // in between credits and statements are written side by side
  expect({ ...threaded.outcome, calculation: 0 }).toEqual({ ...here.outcome, calculation: 0 });
  const statements = await statementsOf(threaded.outcome.calculation);
  expect(statements.length).toBeGreaterThan(0);
  expect(statements).toEqual(expected);
});

test("a thread tells a problem as what it is", async () => {
  const asked = { ...request, period: "1999-Q1" };
  const here = await run(calculateHere, asked).catch((error: unknown) => error);
  expect(here).toBeInstanceOf(Problem);
  expect(here).toMatchObject({ code: "not-found", message: expect.stringContaining("1999-Q1") });
  expect(await run(calculateInThread(url), asked).catch((error: unknown) => error)).toEqual(here);
});

test("a thread that is cancelled leaves nothing", async () => {
  const abort = new AbortController();
  await expect(run(calculateInThread(url), request, abort.signal, () => abort.abort())).rejects.toThrow("aborted");
  const running = await store.as(session, (tx) =>
    tx
      .selectFrom("calculations")
      .select("calculation_id")
      .where("company_id", "=", session.companyId)
      .where("state", "=", "running")
      .execute(),
  );
  expect(running).toEqual([]);
});
