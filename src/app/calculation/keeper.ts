import { parentPort, workerData } from "node:worker_threads";
import type { PresentCalculation } from "../../compensation/present.ts";
import { openStore } from "../database/store.ts";
import { answerOf, type Asked, type Question } from "./answers.ts";
import { calculateAsOf, type CalculationKey } from "./kept-calculations.ts";

/** What the thread that keeps a calculation is given, is asked, and tells. */
export type KeeperInput = { readonly url: string; readonly key: CalculationKey };
export type ToKeeper = { readonly number: number; readonly question: Question; readonly asked: Asked<Question> };
export type FromKeeper =
  | { readonly kind: "ready" }
  | { readonly kind: "answer"; readonly question: number; readonly answer: unknown }
  /** `question` null: the calculation itself. */
  | { readonly kind: "failed"; readonly question: number | null; readonly text: string };

const CONNECTIONS = 2;

/** Makes the calculation; the connections are open only until it is there. */
async function make({ url, key }: KeeperInput): Promise<PresentCalculation> {
  const store = await openStore({ kind: "postgres", url, poolSize: CONNECTIONS });
  try {
    return await calculateAsOf(store, key);
  } finally {
    await store.close();
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

if (parentPort) {
  const port = parentPort;
  const tell = (message: FromKeeper) => port.postMessage(message, []);
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- calculation-thread.ts gives it in this form
    const kept = await make(workerData as KeeperInput);
    port.on("message", ({ number, question, asked }: ToKeeper) => {
      try {
        tell({ kind: "answer", question: number, answer: answerOf(kept, question, asked) });
      } catch (error) {
        tell({ kind: "failed", question: number, text: textOf(error) });
      }
    });
    tell({ kind: "ready" });
  } catch (error) {
    tell({ kind: "failed", question: null, text: textOf(error) });
  }
}
