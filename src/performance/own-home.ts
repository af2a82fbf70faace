import type { z } from "zod";
import type { Day } from "../calendar/day.ts";
import { explainHead, type StatementHead } from "../compensation/engine.ts";
import { parseDecimal } from "../money/decimal.ts";
import { formatMinor } from "../money/money.ts";
import type { PresentCalculation } from "../compensation/present.ts";
import { imaginedPay, paidAndCredited } from "./imagined-pay.ts";
import { nextTiers } from "../compensation/explain/changes/next-tier.ts";
import type { OpenOpportunity } from "./opportunity.ts";
import type { ownHomeSchema, ownPeriodSchema } from "./schemas.ts";
import { datesOf, pacePercent, presentHeads, standingOf } from "./standing.ts";

type OwnHome = z.infer<typeof ownHomeSchema>;

/** Opportunities whose pay is worked out: each takes a calculation of one person. */
export const IMAGINED_MAX = 8;
/** Above it changing the inputs takes longer than a page may take to answer: pay if won is left out. */
const IMAGINED_TRANSACTIONS_MAX = 200_000;

/** The pay periods in which the participant is now, on what is known now. */
export function ownPeriods(present: PresentCalculation, participant: string, day: Day): z.infer<typeof ownPeriodSchema>[] {
  return presentHeads(present.calculation, participant, day).map((head) => ownPeriod(present, head, day));
}

function ownPeriod({ set, calculation }: PresentCalculation, head: StatementHead, day: Day): z.infer<typeof ownPeriodSchema> {
  const standing = standingOf(calculation, head, day);
  const { period, currency, totals, measures, findings, lines } = standing.statement;
  const labels = new Map(
    calculation.columns.versions.flatMap(({ plan }) =>
      plan.components.map(({ name, label }) => [`${plan.plan} ${plan.version} ${name}`, label ?? name] as const),
    ),
  );
  return {
    set,
    period,
    ...datesOf(head),
    currency,
    days: standing.days,
    pacePercent: pacePercent(standing),
    amount: totals.amount,
    components: Object.entries(totals.components).map(([component, amount]) => {
      const line = lines.find((each) => each.component === component);
      return { component, label: labels.get(`${line?.plan} ${line?.version} ${component}`) ?? component, amount };
    }),
    measures,
    findings,
    next: nextTiers(explainHead(calculation, head)),
  };
}

/** The open opportunities with what each alone would add to the participant's pay if it were won on the day. */
export function ownOpportunities(
  { set, calculation, prepared: { inputs } }: PresentCalculation,
  participant: string,
  opportunities: readonly OpenOpportunity[],
  day: Day,
): OwnHome["opportunities"] {
  const isSmall = inputs.transactions.count <= IMAGINED_TRANSACTIONS_MAX;
  const before = paidAndCredited(calculation, participant);
  return opportunities.map(({ customer, product, ...opportunity }) => {
    const amount = opportunity.amount === null ? undefined : parseDecimal(opportunity.amount);
    const imagined =
      amount && isSmall
        ? imaginedPay(inputs, set, participant, before, {
            date: day,
            owner: participant,
            customer: customer ?? "",
            product: product ?? "",
            amount,
            currency: opportunity.currency,
            attributes: new Map(),
          })
        : undefined;
    const payIfWon = imagined && [...imagined.change].map(([currency, minor]) => ({ currency, amount: formatMinor(minor, currency) }));
    return { ...opportunity, payIfWon: payIfWon ?? null };
  });
}
