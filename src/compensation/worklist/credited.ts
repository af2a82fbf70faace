import { formatExact } from "../../money/decimal.ts";
import { formatMinor, minorOf } from "../../money/money.ts";
import { add, type Rational, rational, ZERO } from "../../money/rational.ts";
import { creditIndex, type MeasureColumns, measureColumns } from "../attainment/measures.ts";
import { type Calculation, toStatement } from "../engine.ts";
import type { PlanRun } from "../plan-run.ts";

/** What a participant is credited of some transactions by one plan, exact, in the transactions' currency. */
export type CreditedAmount = { readonly participant: string; readonly plan: string; readonly currency: string; readonly amount: Rational };

/** Who is credited with how much of the transactions `rows` (places in the columns), by participant and plan; roll-ups count for the leader. */
export function creditedAmounts({ columns: { plans } }: Calculation, rows: ReadonlySet<number>): CreditedAmount[] {
  const sums = new Map<string, CreditedAmount>();
  const seen = new Set<string>();
  for (const run of plans) {
    const amounts = amountsOf(run);
    for (let unit = 0; unit < run.units.count; unit++) {
      for (let index = amounts.start[unit]!; index < amounts.start[unit + 1]!; index++) {
        const credit = creditIndex(amounts, index);
        const row = run.credits.transaction[credit]!;
        if (!rows.has(row)) continue;
        const found = creditOf(run, amounts, unit, index, row);
        // A version whose measures have several calendars holds a credit once in each of them.
        const once = `${found.key} ${run.plan.version} ${row} ${run.credits.party?.[credit] ?? 0} ${run.credits.detail?.[credit] ?? 0}`;
        if (run.plan.measures.some(({ window }) => window !== run.units.calendar) && seen.has(once)) continue;
        seen.add(once);
        const before = sums.get(found.key)?.amount ?? ZERO;
        sums.set(found.key, { ...found.of, amount: add(before, found.amount) });
      }
    }
  }
  return [...sums.values()];
}

function creditOf({ plan, units, run: { context, inputs } }: PlanRun, amounts: MeasureColumns, unit: number, index: number, row: number) {
  const { participants, pairParticipant } = context.directory;
  const participant = participants[pairParticipant[units.pair[unit]!]!]?.id ?? "";
  const { codes, dictionary } = inputs.transactions.currency;
  const currency = dictionary[codes[row]!] || inputs.company.currency;
  const value = amounts.values[index]!;
  const unscaled = amounts.wide.get(index) ?? (Number.isNaN(value) ? 0n : BigInt(value));
  return {
    key: `${participant} ${plan.plan} ${currency}`,
    of: { participant, plan: plan.plan, currency },
    amount: rational(unscaled, amounts.denominator),
  };
}

/** A measure of everything that the plan credits. */
function amountsOf({ plan, units, credits, run: { inputs, context, conditions } }: PlanRun): MeasureColumns {
  const measure = { name: "amount", of: "amount", window: units.calendar, credits: plan.credits.map(({ name }) => name) };
  return measureColumns(inputs, plan, measure, context, units, credits, conditions, () => {});
}

/** What a participant is paid over all periods, by currency. */
export function paidAmounts(calculation: Calculation, participants: ReadonlySet<string>): Map<string, bigint> {
  const paidMinor = new Map<string, bigint>();
  for (const head of calculation.statements) {
    if (!participants.has(head.participant)) continue;
    const key = `${head.participant} ${head.currency}`;
    paidMinor.set(key, (paidMinor.get(key) ?? 0n) + minorOf(toStatement(calculation, head).totals.amount, head.currency));
  }
  return paidMinor;
}

/** A figure before and after, as text. */
export type Moved = { readonly participant: string; readonly currency: string; readonly before: string; readonly after: string };

/** Who would be credited otherwise, by participant and plan. */
export function creditMoves(before: readonly CreditedAmount[], after: readonly CreditedAmount[]): (Moved & { readonly plan: string })[] {
  const keyOf = ({ participant, plan, currency }: CreditedAmount): string => `${participant} ${plan} ${currency}`;
  const now = new Map(after.map((each) => [keyOf(each), each]));
  const all = new Map([...before, ...after].map((each) => [keyOf(each), each]));
  const was = new Map(before.map((each) => [keyOf(each), each]));
  return [...all]
    .map(([key, { participant, plan, currency }]) => {
      const amountOf = (found: CreditedAmount | undefined): string => formatExact(found?.amount ?? ZERO);
      return { participant, plan, currency, before: amountOf(was.get(key)), after: amountOf(now.get(key)) };
    })
    .filter((moved) => moved.before !== moved.after)
    .toSorted((a, b) => (`${a.participant} ${a.plan}` < `${b.participant} ${b.plan}` ? -1 : 1));
}

/** Whose pay would be another. */
export function payMoves(before: ReadonlyMap<string, bigint>, after: ReadonlyMap<string, bigint>): Moved[] {
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((key) => {
    const end = key.lastIndexOf(" ");
    const participant = key.slice(0, end);
    const currency = key.slice(end + 1);
    const [was, is] = [before.get(key) ?? 0n, after.get(key) ?? 0n];
    return was === is ? [] : [{ participant, currency, before: formatMinor(was, currency), after: formatMinor(is, currency) }];
  });
}
