import type { Store } from "../database/store.ts";
import { beingCalculated } from "../server/kit/problem.ts";
import { type Answer, answerOf, type Asked, type Question } from "./answers.ts";
import { CalculationThread } from "./calculation-thread.ts";
import { calculateAsOf, type CalculationKey, keepLast } from "./kept-calculations.ts";

/** Asks calculations, which are made when they are first asked for and kept for whoever asks next. */
export type Asking = {
  /** Resolves when the calculation is there. */
  readonly ready: (key: CalculationKey) => Promise<void>;
  /** Whether it is there or being made. */
  readonly has: (key: CalculationKey) => boolean;
  readonly ask: <K extends Question>(key: CalculationKey, question: K, asked: Asked<K>) => Promise<Answer<K>>;
  /** How long whoever asks over HTTP waits for a calculation that is being made. */
  readonly patienceMs: number;
  readonly close: () => Promise<void>;
};

/** A page is answered within this time: with what it asked for, or with that it is being calculated. */
const PATIENCE_MS = 1000;

/** In this thread: for the embedded database, whose one connection lives here. */
export function newAskingHere(store: Store): Asking {
  const kept = keepLast((key) => {
    const made = calculateAsOf(store, key);
    made.catch(() => kept.forget(key));
    return made;
  });
  return {
    ready: async (key) => void (await kept.get(key)),
    has: (key) => kept.has(key),
    ask: async (key, question, asked) => answerOf(await kept.get(key), question, asked),
    patienceMs: Number.POSITIVE_INFINITY,
    close: async () => {},
  };
}

/** Each calculation in a thread of its own with its own connections: this thread goes on answering meanwhile. */
export function newAskingThreads(url: string, patienceMs = PATIENCE_MS): Asking {
  const kept = keepLast(
    (key) => {
      const thread = new CalculationThread(url, key);
      thread.ended.then(() => kept.forget(key)).catch(() => {});
      return thread;
    },
    (thread) => void thread.retire(),
  );
  return {
    ready: (key) => kept.get(key).ready,
    has: (key) => kept.has(key),
    ask: (key, question, asked) => kept.get(key).ask(question, asked),
    patienceMs,
    close: async () => void (await Promise.all(kept.all().map((thread) => thread.end()))),
  };
}

/** The answer, or the problem "being-calculated" once whoever asks has waited long enough; it is made nevertheless. */
export async function askSoon<K extends Question>(
  { ready, ask, patienceMs }: Asking,
  key: CalculationKey,
  question: K,
  asked: Asked<K>,
): Promise<Answer<K>> {
  const made = ready(key).then(() => true);
  if (!(await within(made, patienceMs))) throw beingCalculated();
  return ask(key, question, asked);
}

/** What the promise gives within the time; else undefined, and what it gives later, or its failure, is nobody's. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  if (ms === Number.POSITIVE_INFINITY) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    promise.catch(() => {});
  }
}
