import { parentPort, workerData } from "node:worker_threads";
import { openStore, type Session } from "../database/store.ts";
import { type ProblemCode, Problem } from "../server/kit/problem.ts";
import type { CalculationRequest } from "./record.ts";
import { type CalculationOutcome, calculateHere } from "./work.ts";

/** What the thread of a calculation is given, and what it tells. */
export type WorkerInput = { readonly url: string; readonly session: Session; readonly request: CalculationRequest };
export type FromWorker =
  | { readonly kind: "progress"; readonly text: string }
  | { readonly kind: "created"; readonly calculation: number }
  | { readonly kind: "done"; readonly outcome: CalculationOutcome }
  | { readonly kind: "failed"; readonly problem: ProblemCode | undefined; readonly text: string };

/** Loading and writing read side by side. */
const CONNECTIONS = 4;

async function run({ url, session, request }: WorkerInput): Promise<FromWorker> {
  const abort = new AbortController();
  parentPort?.on("message", () => abort.abort());
  const store = await openStore({ kind: "postgres", url, poolSize: CONNECTIONS });
  const tell = (message: FromWorker) => parentPort?.postMessage(message, []);
  try {
    const outcome = await calculateHere(store, session, request, {
      signal: abort.signal,
      say: (text) => tell({ kind: "progress", text }),
      created: async (calculation) => tell({ kind: "created", calculation }),
    });
    return { kind: "done", outcome };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { kind: "failed", problem: error instanceof Problem ? error.code : undefined, text };
  } finally {
    await store.close();
  }
}

if (parentPort) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- work.ts gives it in this form
  parentPort.postMessage(await run(workerData as WorkerInput), []);
}
