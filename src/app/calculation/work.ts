import { Worker } from "node:worker_threads";
import type { Session, Store } from "../database/store.ts";
import { hasEnded } from "../import/lease.ts";
import { Problem } from "../server/kit/problem.ts";
import type { TaskRun, TaskWork } from "../tasks/task.ts";
import { type CalculationRequest, removeCalculation } from "./record.ts";
import { NotThereError } from "./choose.ts";
import { runCalculation } from "./run.ts";
import type { FromWorker, WorkerInput } from "./worker.ts";

/** What a calculation as a task gives: where to find it. */
export type CalculationOutcome = {
  readonly calculation: number;
  readonly state: string;
  readonly statements: number;
  readonly blocking: number;
};

/** Runs a calculation, and says which it is as soon as it is recorded. */
export type Calculate = (
  store: Store,
  session: Session,
  request: CalculationRequest,
  run: Pick<TaskRun, "signal"> & { readonly say: (text: string) => void; readonly created: (calculation: number) => Promise<void> },
) => Promise<CalculationOutcome>;

/** In this thread: for the embedded database, whose one connection lives here. */
export const calculateHere: Calculate = async (store, session, request, { signal, say, created }) => {
  try {
    const { calculationId, state, summary } = await runCalculation(store, session, request, {
      signal,
      onProgress: say,
      onCreated: created,
    });
    return { calculation: calculationId, state, statements: summary.statements, blocking: summary.blocking };
  } catch (error) {
    if (error instanceof NotThereError) throw new Problem("not-found", error.message);
    throw error;
  }
};

/** In a thread of its own with its own connections, so that the server goes on answering meanwhile. */
export function calculateInThread(url: string): Calculate {
  return async (_store, session, request, { signal, say, created }) => {
    const input: WorkerInput = { url, session, request };
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: input });
    const { promise, resolve, reject } = Promise.withResolvers<CalculationOutcome>();
    const stop = () => worker.postMessage("cancel", []);
    signal.addEventListener("abort", stop, { once: true });
    worker.on("message", (message: FromWorker) => {
      if (message.kind === "progress") say(message.text);
      else if (message.kind === "created") created(message.calculation).catch(stop);
      else if (message.kind === "done") resolve(message.outcome);
      else reject(message.problem ? new Problem(message.problem, message.text) : new Error(message.text));
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the calculation's thread ended with code ${code}`)));
    try {
      return await promise;
    } finally {
      signal.removeEventListener("abort", stop);
      await worker.terminate();
    }
  };
}

/** A calculation as a task. An attempt that finds the calculation of the one before removes it, or takes what another process has made of it. */
export function calculationWork(store: Store, calculate: Calculate): TaskWork {
  return async ({ companyId, session: asked, content, checkpoint, signal, report, keep }) => {
    const session: Session = { companyId, actor: asked.actor, roles: "system" };
    const before = checkpoint["calculation"];
    const found = typeof before === "number" ? await takeOver(store, companyId, before) : undefined;
    if (found) return found;
    return calculate(store, session, requestOf(content), {
      signal,
      say: (text) => report({ text, done: 0, total: null }),
      created: (calculation) => keep({ calculation }),
    });
  };
}

function requestOf({ set, period, publish }: TaskRun["content"]): CalculationRequest {
  return { set: String(set), period: String(period), publish: publish === true, acceptFindings: false };
}

/** What has become of an earlier attempt's calculation; undefined, and the calculation removed, when nobody finishes it. */
async function takeOver(store: Store, companyId: number, calculation: number): Promise<CalculationOutcome | undefined> {
  return store.system(async (tx) => {
    const row = await tx
      .selectFrom("calculations")
      .select(["state", "lease_owner"])
      .where("company_id", "=", companyId)
      .where("calculation_id", "=", calculation)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return undefined;
    if (row.state === "running") {
      if (row.lease_owner !== null && !hasEnded(row.lease_owner))
        throw new Problem("conflict", `Calculation ${calculation} goes on in another process`);
      await removeCalculation(tx, companyId, calculation);
      return undefined;
    }
    const kept = await tx
      .selectFrom("calculation_summaries")
      .select("summary")
      .where("company_id", "=", companyId)
      .where("calculation_id", "=", calculation)
      .executeTakeFirst();
    const { statements, blocking } = kept?.summary ?? {};
    return { calculation, state: row.state, statements: Number(statements ?? 0), blocking: Number(blocking ?? 0) };
  });
}
