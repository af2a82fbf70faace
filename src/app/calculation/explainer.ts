import type { TraceNode } from "../../compensation/engine.ts";
import { type Asking, askSoon } from "./asking.ts";
import type { CalculationKey } from "./kept-calculations.ts";

/** A stored statement: its calculation's plan set and input change number say what it was worked out from. */
export type StoredStatement = CalculationKey & {
  readonly participant: string;
  readonly period: string;
  readonly currency: string;
};

/**
 * Explains stored statements by the code that calculated them, on the inputs as of their change number. The caller has
 * decided that the statement may be seen: what others' rows it needs are read as the program itself.
 * The answer is undefined when there is no such statement any more in the calculation. Throws the problem "being-calculated".
 */
export function newExplainer(asking: Asking): (statement: StoredStatement) => Promise<TraceNode | undefined> {
  return async ({ companyId, set, inputChange, participant, period, currency }) =>
    askSoon(asking, { companyId, set, inputChange }, "explanation", { participant, period, currency });
}
