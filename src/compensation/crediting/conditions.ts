import { evaluate } from "../../formula/evaluate.ts";
import type { CheckedFormula } from "../../formula/expression.ts";
import type { Rational } from "../../money/rational.ts";
import { type Found, type FormulaProblem, problemOf, type SeatFormulas } from "../formulas.ts";
import type { Inputs } from "../inputs.ts";
import { compileMask } from "../../formula/vector/compile.ts";
import { FALSE, NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import { isOfTransaction, readCredit, transactionSource } from "./credit-names.ts";

/**
 * A condition over credits. Where it depends on the transaction only, `values` holds its results by transaction;
 * else it is asked for each credit by `at`.
 */
export type Test = {
  readonly where: string;
  readonly values: Uint8Array | undefined;
  readonly at: (transaction: number, pair: number, day: number) => number;
};

/** The `where` formulas of a calculation over its credits; what depends on transactions only is computed once. */
export class Conditions {
  readonly #inputs: Inputs;
  readonly #seats: SeatFormulas;
  readonly #tests = new Map<string, Test>();

  constructor(inputs: Inputs, seats: SeatFormulas) {
    this.#inputs = inputs;
    this.#seats = seats;
  }

  /** Undefined when the condition is absent: it holds everywhere. */
  test(where: string | undefined): Test | undefined {
    if (where === undefined) return undefined;
    const known = this.#tests.get(where);
    if (known) return known;
    const checked = this.#seats.cache.check(where, "credit", "Boolean");
    const test: Test = checked.ok
      ? {
          where,
          values: this.#overTransactions(checked.value),
          at: (transaction, pair, day) => this.#one(checked.value, transaction, pair, day),
        }
      : { where, values: undefined, at: () => NO_VALUE };
    this.#tests.set(where, test);
    return test;
  }

  #overTransactions(formula: CheckedFormula): Uint8Array | undefined {
    if (!formula.reads.every(isOfTransaction)) return undefined;
    return compileMask(formula, (name) => transactionSource(this.#inputs, name))(this.#inputs.transactions.count);
  }

  #one(formula: CheckedFormula, transaction: number, pair: number, day: number): number {
    const result = evaluate(formula, (name) => readCredit(this.#inputs, this.#seats, name, transaction, pair, day));
    return result.ok ? (result.value === true ? TRUE : FALSE) : NO_VALUE;
  }

  /** Why a condition had no value for one credit. */
  problem(where: string, transaction: number, pair: number, day: number): FormulaProblem {
    const checked = this.#seats.cache.check(where, "credit", "Boolean");
    if (!checked.ok) return checked.problem;
    const result = evaluate(checked.value, (name) => readCredit(this.#inputs, this.#seats, name, transaction, pair, day));
    return result.ok ? { code: "formula-error", text: where, message: "It has a value now." } : problemOf(where, result.error);
  }

  /** The share of an overlay for one credit. */
  share(text: string, transaction: number, pair: number, day: number): Found<Rational> {
    const checked = this.#seats.cache.check(text, "credit", "Percent");
    if (!checked.ok) return checked;
    const result = evaluate(checked.value, (name) => readCredit(this.#inputs, this.#seats, name, transaction, pair, day));
    if (!result.ok) return { ok: false, problem: problemOf(text, result.error) };
    return typeof result.value === "object"
      ? { ok: true, value: result.value }
      : { ok: false, problem: { code: "formula-error", text, message: "It gives no percentage." } };
  }
}
