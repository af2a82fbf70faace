import type { Component } from "../../plans/plan.ts";
import { creditIndex, type MeasureColumns } from "../attainment/measures.ts";
import type { FactPay } from "../facts.ts";
import type { PlanRun } from "../plan-run.ts";
import type { FactJob } from "./unit-job.ts";

/** What a component's facts in a unit say of each of its pay periods, by place among the unit's credits. */
export function factJobs(
  { run, credits }: PlanRun,
  { name }: Component,
  measure: MeasureColumns,
  unit: number,
  denominator: bigint,
  periods: readonly string[],
): Map<number, FactJob> {
  const jobs = new Map<number, FactJob>();
  const first = measure.start[unit]!;
  for (let index = first; index < measure.start[unit + 1]!; index++) {
    const fact = run.inputs.facts?.byRow.get(credits.transaction[creditIndex(measure, index)]!);
    if (fact) jobs.set(index - first, factJob(fact.components.get(name) ?? [], denominator, periods));
  }
  return jobs;
}

/** Earnings stand until a later period says otherwise. */
function factJob(pays: readonly FactPay[], denominator: bigint, periods: readonly string[]): FactJob {
  const byPeriod = new Map(pays.map((pay) => [pay.period, pay]));
  const amountsMinor = periods.map((period) => byPeriod.get(period)?.amountMinor ?? 0n);
  if (!pays.some(({ earned }) => earned !== undefined)) return { amountsMinor };
  let last = 0n;
  const earned = periods.map((period) => {
    const value = byPeriod.get(period)?.earned;
    if (value) last = (value.numerator * denominator) / value.denominator;
    return last;
  });
  return { amountsMinor, earned };
}
