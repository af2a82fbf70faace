import { NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import type { Component } from "../../plans/plan.ts";
import { creditIndex, type MeasureColumns } from "../attainment/measures.ts";
import { type CreditColumns, dayOf } from "../crediting/candidates.ts";
import type { Test } from "../crediting/conditions.ts";
import type { PlanRun } from "../plan-run.ts";

/** Credits that a component pays: by flag, and their indexes of the measure columns by unit. */
export type PaidCredits = { readonly isPaid: Uint8Array; readonly indexes: Int32Array; readonly start: Int32Array };

/** The credits of the measure that the component's `where` lets it pay; undefined: all. */
export function paidCredits(plan: PlanRun, component: Component, measure: MeasureColumns): PaidCredits | undefined {
  const test = plan.run.conditions.test(component.where);
  if (!test) return undefined;
  const isPaid = paidByRows(plan.credits, measure, test) ?? paidByCredits(plan, component, measure, test);
  const start = new Int32Array(measure.start.length);
  const indexes = new Int32Array(measure.values.length);
  let count = 0;
  for (let unit = 0; unit + 1 < start.length; unit++) {
    const end = measure.start[unit + 1]!;
    for (let index = measure.start[unit]!; index < end; index++) if (isPaid[index] === 1) indexes[count++] = index;
    start[unit + 1] = count;
  }
  return { isPaid, indexes: indexes.slice(0, count), start };
}

/** Where every credit of the rows is measured and the condition is known for all transactions: in the order of the rows. */
function paidByRows({ origin }: CreditColumns, { credit, values }: MeasureColumns, test: Test): Uint8Array | undefined {
  if (!origin || credit || !test.values || test.values.includes(NO_VALUE)) return undefined;
  const isPaid = new Uint8Array(values.length);
  const {
    rows: { count, transaction },
    target,
  } = origin;
  for (let row = 0; row < count; row++) if (target[row]! >= 0) isPaid[target[row]!] = test.values[transaction[row]!]!;
  return isPaid;
}

function paidByCredits(
  { run: { conditions, log }, units, credits }: PlanRun,
  component: Component,
  measure: MeasureColumns,
  test: Test,
): Uint8Array {
  const isPaid = new Uint8Array(measure.values.length);
  for (let unit = 0; unit < units.count; unit++) {
    for (let index = measure.start[unit]!; index < measure.start[unit + 1]!; index++) {
      const credit = creditIndex(measure, index);
      const transaction = credits.transaction[credit]!;
      const result = test.values ? test.values[transaction]! : test.at(transaction, units.pair[unit]!, dayOf(credits, credit));
      if (result === TRUE) isPaid[index] = 1;
      else if (result === NO_VALUE) {
        const problem = conditions.problem(test.where, transaction, units.pair[unit]!, dayOf(credits, credit));
        log.addFormula(units, unit, problem, { component: component.name, transaction });
      }
    }
  }
  return isPaid;
}
