import { calculate, type Calculation, explainHead, prepare, type TraceNode } from "../../compensation/engine.ts";
import type { Store } from "../database/store.ts";
import { loadInputs } from "./load.ts";

/** A stored statement: its calculation's plan set and input change number say what it was worked out from. */
export type StoredStatement = {
  readonly companyId: number;
  readonly set: string;
  readonly inputChange: number;
  readonly participant: string;
  readonly period: string;
  readonly currency: string;
};

/** Calculations kept in memory: the next click on the same statement answers at once. */
const KEPT_MAX = 2;

/**
 * Explains stored statements by the code that calculated them, on the inputs as of their change number. The caller has
 * decided that the statement may be seen: what others' rows it needs are read as the program itself.
 * The answer is undefined when there is no such statement any more in the calculation.
 */
export function newExplainer(store: Store): (statement: StoredStatement) => Promise<TraceNode | undefined> {
  const kept = new Map<string, Promise<Calculation>>();
  const calculation = ({ companyId, set, inputChange }: StoredStatement): Promise<Calculation> => {
    const key = `${companyId} ${inputChange} ${set}`;
    const found =
      kept.get(key) ??
      store.system(async (tx) => calculate(prepare((await loadInputs(store, tx, companyId, inputChange, set)).inputs), { set }));
    kept.delete(key);
    kept.set(key, found);
    found.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) if (kept.size > KEPT_MAX) kept.delete(oldest);
    return found;
  };
  return async (statement) => {
    const whole = await calculation(statement);
    const head = whole.statements.find(
      ({ participant, period, currency }) =>
        participant === statement.participant && period === statement.period && currency === statement.currency,
    );
    return head && explainHead(whole, head);
  };
}
