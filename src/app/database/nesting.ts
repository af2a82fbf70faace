import { AsyncLocalStorage } from "node:async_hooks";

/** Knows whether the running code stands inside a transaction's work. */
export type Nesting = {
  /** Throws inside a transaction's work: the embedded store has one connection, so the new one would wait for the old one for ever. */
  refuse(): void;
  /** Runs a transaction's work. */
  during<T>(work: () => Promise<T>): Promise<T>;
};

/** The rule holds on both engines, so that what works on a server works embedded. */
export function nestingRule(): Nesting {
  const scope = new AsyncLocalStorage<{ open: boolean }>();
  return {
    refuse() {
      if (scope.getStore()?.open) throw new Error("a transaction was asked for inside another one; use the transaction at hand");
    },
    async during(work) {
      const state = { open: true };
      try {
        return await scope.run(state, work);
      } finally {
        state.open = false; // what the work started and left running may ask again
      }
    },
  };
}
