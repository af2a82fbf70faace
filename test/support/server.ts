import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store } from "../../src/app/database/store.ts";
import { newAdjusting } from "../../src/app/calculation/adjusting.ts";
import { newPlanning } from "../../src/app/calculation/planning.ts";
import { newPresentSeats } from "../../src/app/calculation/present-seats.ts";
import { newOwning } from "../../src/app/calculation/owning.ts";
import { newAskingHere } from "../../src/app/calculation/asking.ts";
import { newExplainer } from "../../src/app/calculation/explainer.ts";
import { newPresent } from "../../src/app/calculation/present.ts";
import { newReceipts } from "../../src/app/calculation/receipts.ts";
import { newComparer } from "../../src/app/calculation/comparer.ts";
import { newDrafts } from "../../src/app/calculation/drafts.ts";
import { newDemoCompany } from "../../src/app/demo/demo-company.ts";
import { createCompany } from "../../src/app/database/companies.ts";
import { newFeed } from "../../src/app/events/feed.ts";
import { taskKinds } from "../../src/app/tasks/kinds.ts";
import { newTasks } from "../../src/app/tasks/tasks.ts";
import { RunningImports } from "../../src/app/import/running-imports.ts";
import { UploadFolder } from "../../src/app/import/uploads.ts";
import { newMetrics } from "../../src/app/server/metrics.ts";
import type { LogLine, SignIn } from "../../src/app/server/kit/ports.ts";
import { newReadiness } from "../../src/app/server/readiness.ts";
import { createServer, type ServerDeps } from "../../src/app/server/server.ts";
import { newSignInParts, type SignInPartsSettings } from "../../src/app/server/sign-in-parts.ts";
import { systemRandomness } from "../../src/app/server/system.ts";
import { type AnswerContract, answerContract, isJudged, type Specification } from "./api-contract.ts";

export const ORIGIN = "http://attain.test";
export const PASSWORD = "correct horse battery";

/** A server over a real embedded store in a throw-away directory, called by `request` without a port; its clock stands until it is moved. */
export type TestServer = {
  readonly store: Store;
  readonly signIn: SignIn;
  readonly lines: LogLine[];
  readonly clock: { nowMs: () => number };
  readonly deps: ServerDeps;
  readonly app: ReturnType<typeof createServer>;
  request(path: string, init?: RequestInit & { readonly cookie?: string; readonly json?: unknown }): Promise<Response>;
  /** Signs in and gives the cookie. */
  cookieOf(email: string, password?: string): Promise<string>;
  close(): Promise<void>;
};

export async function startTestServer(
  overrides: Partial<ServerDeps> = {},
  signInSettings: Partial<SignInPartsSettings> = {},
): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), "attain-server-"));
  const store = await openStore({ kind: "pglite", directory });
  const lines: LogLine[] = [];
  const clock = { nowMs: () => Date.now() };
  const world = { clock, random: systemRandomness, log: (line: LogLine) => void lines.push(line) };
  const secret = "a secret of a test, at least 32 characters";
  const parts = newSignInParts({ store, secret, origin: ORIGIN, ...world, ...signInSettings });
  const ports = portsOver(store, world.log);
  const { tasks, feed } = ports;
  const asking = newAskingHere(store);
  const deps: ServerDeps = {
    ...world,
    store,
    ...ports,
    ...parts,
    metrics: newMetrics(),
    readiness: newReadiness(),
    memoryBytes: () => 1,
    probe: async () => {},
    web: () => undefined,
    explain: newExplainer(asking),
    receipts: newReceipts(store, asking, secret, systemRandomness),
    uploads: new UploadFolder(directory),
    present: newPresent(store, asking),
    demo: newDemoCompany({ ...world, store, signIn: parts.signIn }),
    createCompany: (company, actor) => createCompany(store, actor, { ...company, settings: {} }),
    ...overrides,
  };
  const app = createServer(deps);
  const judge = answerJudge(app);
  const request: TestServer["request"] = async (path, { cookie, json, ...init } = {}) => {
    const headers = new Headers(init.headers);
    headers.set("host", new URL(ORIGIN).host);
    if (cookie !== undefined) headers.set("cookie", cookie);
    if (json !== undefined) headers.set("content-type", "application/json");
    const method = init.method ?? (json === undefined ? "GET" : "POST");
    const answer = await app.request(`${ORIGIN}${path}`, {
      ...init,
      method,
      headers,
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    await judge(method, path, answer);
    return answer;
  };
  return {
    store,
    signIn: parts.signIn,
    lines,
    clock,
    deps,
    app,
    request,
    cookieOf: async (email, password = PASSWORD) => cookieFrom(await request("/api/sign-in", { json: { email, password } })),
    close: async () => {
      feed.close();
      await tasks.close();
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** What the server is given that stands over the store and acts with the rights of whoever asks. */
export function portsOver(store: Store, log: (line: LogLine) => void) {
  return {
    tasks: newTasks(store, taskKinds(store, undefined), log),
    feed: newFeed(store),
    adjusting: newAdjusting(store),
    planning: newPlanning(store),
    seats: newPresentSeats(store),
    owning: newOwning(store),
    compare: newComparer(store),
    drafts: newDrafts(store),
    imports: new RunningImports(store, () => {}),
  } satisfies Partial<ServerDeps>;
}

/** Throws for an answer that is not as the specification declares it: so every test of a route tests its declaration too. */
function answerJudge(app: ReturnType<typeof createServer>): (method: string, path: string, answer: Response) => Promise<void> {
  let contract: Promise<AnswerContract> | undefined;
  const read = async () => answerContract((await (await app.request(`${ORIGIN}/api/openapi.json`)).json()) as Specification);
  return async (method, path, answer) => {
    if (!isJudged(answer)) return;
    contract ??= read();
    const problem = (await contract)(method, path, answer, await answer.clone().text());
    if (problem !== undefined) throw new Error(`Not as declared: ${problem}`);
  };
}

/** The JSON body of an answer, in the form that the test expects of it. */
export async function bodyOf<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

/** The session cookie that an answer sets. */
export function cookieFrom(response: Response): string {
  return (
    response.headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith("attain.session_token="))
      ?.split(";")[0] ?? ""
  );
}
