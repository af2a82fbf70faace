import { createServer as createHttpServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { SET_UP } from "../../access/set-up/api.ts";
import { administratorExists } from "../../access/store.ts";
import { newDemoCompany } from "../demo/demo-company.ts";
import { newAdjusting } from "../calculation/adjusting.ts";
import { newOwning } from "../calculation/owning.ts";
import { newComparer } from "../calculation/comparer.ts";
import { newDrafts } from "../calculation/drafts.ts";
import { newExplainer } from "../calculation/explainer.ts";
import { newAskingHere, newAskingThreads } from "../calculation/asking.ts";
import { newPlanning } from "../calculation/planning.ts";
import { newPresentSeats } from "../calculation/present-seats.ts";
import { newReceipts } from "../calculation/receipts.ts";
import { newPresent } from "../calculation/present.ts";
import { newFeed } from "../events/feed.ts";
import { taskKinds } from "../tasks/kinds.ts";
import { newTasks } from "../tasks/tasks.ts";
import { createCompany } from "../database/companies.ts";
import type { Store } from "../database/store.ts";
import { RunningImports } from "../import/running-imports.ts";
import { SWEEP_MS, sweepUploads } from "../import/sweep.ts";
import { UploadFolder } from "../import/uploads.ts";
import type { Settings } from "../settings.ts";
import type { SmtpSettings } from "../mail/mailer.ts";
import { newClientAddress } from "./client-address.ts";
import { newMetrics } from "./metrics.ts";
import type { Log, Mailer } from "./kit/ports.ts";
import { probeDatabase } from "./probe.ts";
import { newReadiness } from "./readiness.ts";
import { readOrMakeSecret } from "./secret.ts";
import { createServer, createStartingServer } from "./server.ts";
import { newSignInParts } from "./sign-in-parts.ts";
import { jsonLog, systemClock, systemRandomness } from "./system.ts";
import { buildWebWhenStale, WEB_FOLDER } from "./web-build.ts";
import { readWebFiles, type WebFiles } from "./web-files.ts";

const SET_UP_LIFETIME_MS = 24 * 3_600_000;

/** How long open requests may take to end when the server closes. */
const CLOSE_MS_MAX = 5000;

export type StartOptions = {
  readonly settings: Settings;
  /** Opens and migrates the database; called after the port is open, so that health answers meanwhile. */
  readonly openStore: () => Promise<Store>;
  /** Lines for the person at the terminal: the address, the set-up link. */
  readonly print: (line: string) => void;
  readonly log?: Log;
  /** Loads the demo company before it is ready, for a database that holds nothing and is set up by nobody. */
  readonly demo?: boolean;
};

export type RunningServer = {
  /** Where it listens, such as http://127.0.0.1:3000. */
  readonly address: string;
  /** Resolves when everything answers; rejects when the database cannot be opened. */
  readonly ready: Promise<Store>;
  /** Stops listening, lets requests end, closes the database. */
  readonly close: () => Promise<void>;
};

type Fetch = (request: Request, bindings: object) => Response | Promise<Response>;

/** Listens at once and opens the database behind the open port. Rejects only when the port cannot be had. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { settings } = options;
  const log = options.log ?? jsonLog(systemClock);
  const readiness = newReadiness();
  readiness.checks.set("web", { state: "waiting", step: "building the pages" });
  const world = {
    clock: systemClock,
    random: systemRandomness,
    log,
    metrics: newMetrics(),
    readiness,
    memoryBytes: () => process.memoryUsage.rss(),
  };
  let answer: Fetch = createStartingServer({ ...world, probe: async () => {} }).fetch;
  const listener = getRequestListener((request, bindings) => answer(request, bindings)); // answers its own errors
  const server = createHttpServer((incoming, outgoing) => void listener(incoming, outgoing));
  const address = await listen(server, settings);
  const origin = settings.ATTAIN_URL ?? address;

  let web: WebFiles | undefined;
  let endWork = async (): Promise<void> => {};
  const prepareWeb = async () => {
    try {
      await buildWebWhenStale();
      web = readWebFiles(WEB_FOLDER);
      readiness.checks.set("web", { state: "ok" });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      readiness.checks.set("web", { state: "failed", message });
      log({ level: "error", event: "web-build", message });
    }
  };
  const openEverything = async (): Promise<Store> => {
    readiness.checks.set("database", { state: "waiting", step: "opening and migrating" });
    const store = await options.openStore();
    const secret = readOrMakeSecret(settings.ATTAIN_SECRET, settings.ATTAIN_DATA, systemRandomness);
    const parts = newSignInParts({ store, secret, origin, smtp: smtpOf(settings), ...world });
    const asking = settings.DATABASE_URL === undefined ? newAskingHere(store) : newAskingThreads(settings.DATABASE_URL);
    const demo = newDemoCompany({ ...world, store, signIn: parts.signIn });
    const tasks = newTasks(store, taskKinds(store, settings.DATABASE_URL), log);
    const feed = newFeed(store);
    const uploads = new UploadFolder(settings.ATTAIN_DATA);
    const sweep = () =>
      sweepUploads(store, uploads, systemClock.nowMs()).catch((error: unknown) =>
        log({ level: "error", event: "sweep", message: String(error) }),
      );
    void sweep();
    const sweeping = setInterval(() => void sweep(), SWEEP_MS).unref();
    endWork = async () => {
      clearInterval(sweeping);
      feed.close();
      await tasks.close();
      await asking.close();
    };
    const app = createServer({
      ...world,
      tasks,
      feed,
      store,
      demo,
      ...parts,
      uploads,
      imports: new RunningImports(store, (importId, error) =>
        log({ level: "info", event: "import", importId, error: error instanceof Error ? error.message : String(error) }),
      ),
      https: origin.startsWith("https:"),
      clientAddress: newClientAddress(settings.ATTAIN_TRUSTED_PROXIES),
      adjusting: newAdjusting(store),
      owning: newOwning(store),
      compare: newComparer(store),
      drafts: newDrafts(store),
      explain: newExplainer(asking),
      receipts: newReceipts(store, asking, secret, systemRandomness),
      present: newPresent(store, asking),
      planning: newPlanning(store),
      seats: newPresentSeats(store),
      web: () => web,
      probe: () => probeDatabase(store, readiness),
      createCompany: (company, actor) => createCompany(store, actor, { ...company, settings: {} }),
    });
    readiness.checks.set("database", { state: "ok" });
    readiness.checks.set("migrations", { state: "ok", step: (await store.status()).migration });
    answer = app.fetch;
    void sayWhenMailFails(parts.mailer, options);
    if (options.demo === true) await demo.load();
    else if (!(await administratorExists(store.signIn)))
      options.print(`Set up Attain, once: ${origin}/set-up#${await parts.signIn.links.create(SET_UP, SET_UP_LIFETIME_MS)}`);
    return store;
  };
  const opened = openEverything();
  const ready = Promise.all([opened, prepareWeb()]).then(([store]) => store);
  opened.catch((error: unknown) =>
    readiness.checks.set("database", { state: "failed", message: error instanceof Error ? error.message : String(error) }),
  );
  ready.catch(() => {}); // whoever awaits `ready` hears of it
  return { address, ready, close: () => close(server, opened, () => endWork()) };
}

async function sayWhenMailFails(mailer: Mailer, { print }: StartOptions): Promise<void> {
  if (await mailer.check()) return;
  print("The mail server of ATTAIN_SMTP_URL does not answer or refuses the sign-in: mails will not arrive. The log names the code.");
}

/** The mail server of the settings, which are checked to name both or neither. */
function smtpOf({ ATTAIN_SMTP_URL: url, ATTAIN_MAIL_FROM: from }: Settings): SmtpSettings | undefined {
  return url === undefined || from === undefined ? undefined : { url, from };
}

async function listen(server: Server, settings: Settings): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(settings.PORT, settings.ATTAIN_HOST, resolve);
  await promise;
  server.removeListener("error", reject);
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : settings.PORT;
  const host = settings.ATTAIN_HOST === "0.0.0.0" || settings.ATTAIN_HOST === "::" ? "localhost" : settings.ATTAIN_HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

async function close(server: Server, opened: Promise<Store>, endWork: () => Promise<void>): Promise<void> {
  await endWork();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  const impatience = setTimeout(() => server.closeAllConnections(), CLOSE_MS_MAX);
  await promise;
  clearTimeout(impatience);
  const store = await opened.catch(() => undefined);
  await store?.close();
}
