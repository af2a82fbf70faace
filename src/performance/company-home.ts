import type { z } from "zod";
import type { Day } from "../calendar/day.ts";
import type { PresentCalculation } from "../compensation/present.ts";
import { withoutLines } from "../compensation/statements/build.ts";
import type { companyHomeSchema } from "./schemas.ts";
import { daysOf, pacePercent } from "./standing.ts";
import { percentOf, sumOf, sumsOf } from "./sums.ts";

/**
 * The company in the pay period that most statements of the day have; where all are over, the last. Measures are summed by plan: those of
 * sellers and those of their leaders, who count the same sales once more, are never added.
 */
export function companyHome({ calculation }: PresentCalculation, day: Day): z.infer<typeof companyHomeSchema> {
  const begun = calculation.statements.filter(({ from }) => from <= day);
  const present = begun.filter(({ to }) => day < to);
  const last = begun.reduce((latest, { to }) => Math.max(latest, to), Number.NEGATIVE_INFINITY);
  const candidates = present.length > 0 ? present : begun.filter(({ to }) => to === last);
  const periods = [...Map.groupBy(candidates, ({ period }) => period)].sort(([, a], [, b]) => b.length - a.length);
  const [period, heads] = periods[0] ?? [null, []];
  const statements = heads.map((head) => withoutLines(calculation.columns, head));
  const measures = statements.flatMap(({ participant, measures: own }) =>
    own.flatMap((measure) => (measure.quota === null ? [] : [{ ...measure, quota: measure.quota, participant }])),
  );
  const [first] = heads;
  return {
    period,
    pacePercent: first ? pacePercent({ days: daysOf(first, day) }) : null,
    measures: [...Map.groupBy(measures, ({ plan, name }) => JSON.stringify([plan, name])).values()].map((group) => {
      const amount = sumOf(group.map((each) => each.amount));
      const quota = sumOf(group.map((each) => each.quota));
      return {
        plan: group[0]?.plan ?? "",
        measure: group[0]?.name ?? "",
        amount,
        quota,
        attainmentPercent: percentOf(amount, quota),
        people: new Set(group.map(({ participant }) => participant)).size,
        reached: group.filter(({ attainmentPercent }) => Number(attainmentPercent) >= 100).length,
      };
    }),
    pay: sumsOf(statements.map(({ currency, totals }) => ({ currency, amount: totals.amount }))).map((sum) => ({
      ...sum,
      people: new Set(statements.filter(({ currency }) => currency === sum.currency).map(({ participant }) => participant)).size,
    })),
  };
}
