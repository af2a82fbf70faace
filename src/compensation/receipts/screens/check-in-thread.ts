import type { ReceiptCheck } from "../check-receipt.ts";
import type { CheckAnswer, CheckRequest } from "./check-thread.ts";

/** Checks a receipt in a thread of its own, whose code is loaded when it is asked for. Rejects with the part of a document that is no receipt. */
export function checkInThread(request: CheckRequest): Promise<ReceiptCheck> {
  const { promise, resolve, reject } = Promise.withResolvers<ReceiptCheck>();
  const worker = new Worker(new URL("./check-thread.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<CheckAnswer>) => {
    if ("check" in data) resolve(data.check);
    else reject(new RangeError(data.refused));
  });
  worker.addEventListener("error", ({ message }) => reject(new Error(message)));
  worker.postMessage(request, []);
  return promise.finally(() => worker.terminate());
}
