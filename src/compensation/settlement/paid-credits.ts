import { NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import type { Component } from "../../plans/plan.ts";
import { creditIndex, type MeasureColumns } from "../attainment/measures.ts";
import { dayOf } from "../crediting/candidates.ts";
import type { Test } from "../crediting/conditions.ts";
import type { PickedRows } from "../crediting/rows.ts";
import type { PlanRun } from "../plan-run.ts";

/** Credits that a component pays: by flag, and their indexes of the measure columns by unit. */
export type PaidCredits = { readonly isPaid: Uint8Array; readonly indexes: Int32Array; readonly start: Int32Array };

/** The credits of the measure that the component's `where` lets it pay; undefined: all. */
export function paidCredits(plan: PlanRun, component: Component, measure: MeasureColumns): PaidCredits | undefined {
  const test = plan.run.conditions.test(component.where);
  if (!test) return undefined;
  const isPaid = new Uint8Array(measure.values.length);
  const byRow = plan.credits.picked && !measure.credit && test.values && !test.values.includes(NO_VALUE) ? plan.credits.picked : undefined;
  if (!byRow) payByCredit(isPaid, plan, component, measure, test);
  const start = new Int32Array(measure.start.length);
  for (let unit = 0; unit + 1 < start.length; unit++) {
    const from = measure.start[unit]!;
    const to = measure.start[unit + 1]!;
    if (byRow && test.values) payByRow(isPaid, test.values, byRow, from, to);
    start[unit + 1] = start[unit]! + paidOf(isPaid, from, to);
  }
  const indexes = new Int32Array(start.at(-1) ?? 0);
  for (let unit = 0; unit + 1 < start.length; unit++)
    if (start[unit]! < start[unit + 1]!) pick(indexes, start[unit]!, isPaid, measure.start[unit]!, measure.start[unit + 1]!);
  return { isPaid, indexes, start };
}

/** Where the credits are rows of ownership and the condition is known for all transactions. */
function payByRow(isPaid: Uint8Array, values: Uint8Array, { row, rows: { transaction } }: PickedRows, from: number, to: number): void {
  for (let credit = from; credit < to; credit++) isPaid[credit] = values[transaction[row[credit]!]!]!;
}

function paidOf(isPaid: Uint8Array, from: number, to: number): number {
  let paid = 0;
  for (let credit = from; credit < to; credit++) paid += isPaid[credit]!;
  return paid;
}

/** Writes the indexes of the paid credits from `begin` on. */
function pick(indexes: Int32Array, begin: number, isPaid: Uint8Array, from: number, to: number): void {
  let next = begin;
  for (let credit = from; credit < to; credit++) if (isPaid[credit] === 1) indexes[next++] = credit;
}

function payByCredit(
  isPaid: Uint8Array,
  { run: { conditions, log, inputs }, units, credits }: PlanRun,
  component: Component,
  measure: MeasureColumns,
  test: Test,
): void {
  for (let unit = 0; unit < units.count; unit++) {
    for (let index = measure.start[unit]!; index < measure.start[unit + 1]!; index++) {
      const credit = creditIndex(measure, index);
      const transaction = credits.transaction[credit]!;
      const fact = inputs.facts?.byRow.get(transaction);
      if (fact) {
        isPaid[index] = fact.components.has(component.name) ? 1 : 0;
        continue;
      }
      const result = test.values ? test.values[transaction]! : test.at(transaction, units.pair[unit]!, dayOf(credits, credit));
      if (result === TRUE) isPaid[index] = 1;
      else if (result === NO_VALUE) {
        const problem = conditions.problem(test.where, transaction, units.pair[unit]!, dayOf(credits, credit));
        log.addFormula(units, unit, problem, { component: component.name, transaction });
      }
    }
  }
}
