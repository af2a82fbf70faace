import { type Evaluation, evaluate, outcomeOf } from "../evaluate.ts";
import type { CheckedFormula, Expression } from "../expression.ts";
import { Failure } from "../outcome.ts";
import { isNumeric } from "../typing.ts";
import { foldConstants } from "./fold.ts";
import { keyedTable } from "./keyed.ts";
import { fillMask } from "./mask.ts";
import { compileNumeric, type NumericVector } from "./numeric.ts";
import { columnOfOutcomes, gather, numberColumn, store, unscaled, type VectorResult } from "./result.ts";
import { bind, rowLookup, type Sources, type VectorSource } from "./source.ts";

/** A formula bound to columns. It reads them anew in every run. */
export type VectorProgram = {
  /** The value of rows 0 to count - 1: exactly what `evaluate` gives row by row. Rows without value are blank. */
  readonly run: (count: number) => VectorResult;
  /** The value of one row, or why it has none. */
  readonly at: (row: number) => Evaluation;
};

/** Binds a checked formula to a column or constant for each name it reads. */
export function compileVector(formula: CheckedFormula, columnOf: (name: string) => VectorSource): VectorProgram {
  const sources = bind(formula.expression, columnOf);
  const expression = foldConstants(formula.expression, sources);
  const numeric = isNumeric(expression.type) ? compileNumeric(expression, sources) : undefined;
  return {
    run(count) {
      if (expression.type === "Boolean") return { type: "boolean", values: maskOf(expression, sources, count) };
      if (numeric && !("constant" in numeric)) return runNumeric(expression, numeric, sources, count);
      const keyed = keyedTable(expression, sources, count);
      return keyed ? gather(keyed.table, keyed.slots, keyed.offset, count) : byRow(expression, sources, count);
    },
    at(row) {
      const { lookup, move } = rowLookup(sources);
      move(row);
      return evaluate(formula, lookup);
    },
  };
}

/** As `compileVector` for a condition: the run gives 1 where it is TRUE, 0 where FALSE, 2 where it has no value. */
export function compileMask(formula: CheckedFormula, columnOf: (name: string) => VectorSource): (count: number) => Uint8Array {
  if (formula.type !== "Boolean") throw new TypeError(`${formula.text} is ${formula.type}, not a condition`);
  const sources = bind(formula.expression, columnOf);
  const expression = foldConstants(formula.expression, sources);
  return (count) => maskOf(expression, sources, count);
}

function maskOf(expression: Expression, sources: Sources, count: number): Uint8Array {
  const mask = new Uint8Array(count);
  fillMask(expression, sources, mask);
  return mask;
}

function runNumeric(expression: Expression, { scale, read }: NumericVector, sources: Sources, count: number): VectorResult {
  const uncertain = new Set<number>();
  const values = read(count, uncertain).slice(0, count);
  const wide = new Map<number, bigint>();
  const { lookup, move } = rowLookup(sources);
  for (const row of uncertain) {
    move(row);
    const outcome = outcomeOf(expression, lookup);
    if (typeof outcome === "object" && !(outcome instanceof Failure)) store(values, wide, row, unscaled(outcome, scale));
  }
  return numberColumn(scale, values, wide);
}

function byRow(expression: Expression, sources: Sources, count: number): VectorResult {
  const { lookup, move } = rowLookup(sources);
  return columnOfOutcomes(expression.type, count, (row) => {
    move(row);
    return outcomeOf(expression, lookup);
  });
}
