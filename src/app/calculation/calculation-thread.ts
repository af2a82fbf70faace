import { Worker } from "node:worker_threads";
import type { Answer, Asked, Question } from "./answers.ts";
import type { FromKeeper, KeeperInput, ToKeeper } from "./keeper.ts";
import type { CalculationKey } from "./kept-calculations.ts";

type Waiting = { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void };

/** A thread that makes one calculation, keeps it and answers questions about it. */
export class CalculationThread {
  /** Resolves when the calculation is there; rejects with why it is not. */
  readonly ready: Promise<void>;
  /** Resolves when the thread is over, however. */
  readonly ended: Promise<void>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  constructor(url: string, key: CalculationKey) {
    const input: KeeperInput = { url, key };
    this.#worker = new Worker(new URL("./keeper.ts", import.meta.url), { workerData: input });
    this.#worker.unref(); // a program that ends does not wait for it
    const ready = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const fail = (error: Error): void => {
      ready.reject(error);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    this.#worker.on("message", (message: FromKeeper) => {
      if (message.kind === "ready") ready.resolve();
      else if (message.kind === "failed" && message.question === null) fail(new Error(message.text));
      else this.#answered(message);
    });
    this.#worker.on("error", fail);
    this.#worker.on("exit", (code) => {
      fail(new Error(`the calculation's thread ended with code ${code}`));
      ended.resolve();
    });
    this.ready = ready.promise;
    this.ended = ended.promise;
    this.ready.catch(() => {}); // whoever waits for it hears of it
  }

  async ask<K extends Question>(question: K, asked: Asked<K>): Promise<Answer<K>> {
    await this.ready;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#asked += 1;
    this.#waiting.set(this.#asked, { resolve, reject });
    const message: ToKeeper = { number: this.#asked, question, asked };
    this.#worker.postMessage(message, []);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keeper.ts answers in the form of the question
    return (await promise) as Answer<K>;
  }

  /** Ends once every question is answered. */
  async retire(): Promise<void> {
    await this.ready.catch(() => {});
    while (this.#waiting.size > 0) await new Promise((resolve) => setTimeout(resolve, RETIRE_LOOK_MS));
    await this.end();
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #answered(message: Exclude<FromKeeper, { readonly kind: "ready" }>): void {
    if (message.question === null) return;
    const waiting = this.#waiting.get(message.question);
    this.#waiting.delete(message.question);
    if (message.kind === "answer") waiting?.resolve(message.answer);
    else waiting?.reject(new Error(message.text));
  }
}

const RETIRE_LOOK_MS = 100;
