import { formatExact, parseDecimal } from "../../money/decimal.ts";
import type { Calculation, StatementHead } from "../../compensation/engine.ts";
import { type MeasureColumns, measureColumns, shareAt } from "../../compensation/attainment/measures.ts";
import { dayOf, ruleOf } from "../../compensation/crediting/candidates.ts";
import { textAt } from "../../compensation/crediting/split-parts.ts";
import type { PlanRun } from "../../compensation/plan-run.ts";
import { CopyBuffer } from "../import/copy-buffer.ts";
import type { RowOwner } from "./statement-rows.ts";

export const CREDIT_COLUMNS = [
  "company_id",
  "calculation_id",
  "credit_no",
  "participant",
  "position",
  "plan",
  "version",
  "rule",
  "transaction_id",
  "date",
  "amount",
  "currency",
  "share",
  "bucket",
] as const;

/** Where one credit stands in the calculation's columns. */
export type PlacedCredit = { readonly run: PlanRun; readonly unit: number; readonly credit: number };

/**
 * The credits of a calculation in one order that is always the same. A version whose measures have several calendars holds a credit once
 * in each of them: it is given once. `heads`: only credits dated in the period of a chosen statement of the participant.
 */
export function* creditsOf({ columns }: Calculation, heads: readonly StatementHead[]): Generator<PlacedCredit> {
  const chosen = Map.groupBy(heads, (head) => head.participantCode);
  const runs = Map.groupBy(columns.plans, (run) => run.plan);
  for (const group of runs.values()) {
    const seen = group.length > 1 ? new Set<string>() : undefined;
    for (const run of group) {
      const { units, credits } = run;
      for (let unit = 0; unit < units.count; unit += 1) {
        const pair = units.pair[unit] ?? -1;
        const periods = chosen.get(columns.run.context.directory.pairParticipant[pair] ?? -1);
        if (!periods) continue;
        for (let credit = credits.start[unit] ?? 0; credit < (credits.start[unit + 1] ?? 0); credit += 1) {
          const day = dayOf(credits, credit);
          if (!periods.some((head) => head.from <= day && day < head.to)) continue;
          if (seen) {
            const key = `${pair}/${ruleOf(credits, credit)}/${credits.transaction[credit]}/${credits.party?.[credit] ?? 0}/${credits.detail?.[credit] ?? 0}`;
            if (seen.has(key)) continue;
            seen.add(key);
          }
          yield { run, unit, credit };
        }
      }
    }
  }
}

/** Rows of credits, ready for COPY. */
export class CreditRows {
  readonly rows = new CopyBuffer();
  readonly #owner: RowOwner;
  readonly #amounts = new Map<PlanRun, MeasureColumns>();

  constructor(owner: RowOwner) {
    this.#owner = owner;
  }

  add({ run, unit, credit }: PlacedCredit, creditNo: number): void {
    const { companyId, calculationId, ids, bucket } = this.#owner;
    const { plan, credits, units, run: calculation } = run;
    const { directory } = calculation.context;
    const pair = units.pair[unit] ?? -1;
    const participant = directory.participants[directory.pairParticipant[pair] ?? -1]?.id ?? "";
    const transaction = credits.transaction[credit] ?? -1;
    const { rows } = this;
    rows.startRow(CREDIT_COLUMNS.length);
    rows.int64(companyId);
    rows.int64(calculationId);
    rows.int64(creditNo);
    rows.text(participant);
    rows.text(directory.positions[directory.pairPosition[pair] ?? -1]?.id ?? "");
    rows.text(plan.plan);
    rows.text(plan.version);
    rows.text(plan.credits[ruleOf(credits, credit)]?.name ?? "");
    rows.int64(ids[transaction] ?? Number.NaN);
    rows.date(dayOf(credits, credit));
    this.#writeAmount(run, credit);
    rows.text(textAt(calculation.inputs.transactions.currency, transaction) || calculation.inputs.company.currency);
    this.#writeShare(run, credit);
    rows.smallint(bucket(participant));
  }

  /** The credited amount at source precision: that of a measure of everything that the plan credits. */
  #writeAmount(run: PlanRun, credit: number): void {
    const amounts = this.#amounts.get(run) ?? this.#amountsOf(run);
    const value = amounts.values[credit] ?? 0;
    if (Number.isSafeInteger(value)) this.rows.whole(value, amounts.scale);
    else this.rows.numeric({ unscaled: amounts.wide.get(credit) ?? BigInt(value), scale: amounts.scale });
  }

  #amountsOf(run: PlanRun): MeasureColumns {
    const { plan, units, credits, run: calculation } = run;
    const measure = { name: "amount", of: "amount", window: units.calendar, credits: plan.credits.map(({ name }) => name) };
    const { inputs, context, conditions } = calculation;
    const amounts = measureColumns(inputs, plan, measure, context, units, credits, conditions, () => {});
    this.#amounts.set(run, amounts);
    return amounts;
  }

  #writeShare({ credits, run: { context } }: PlanRun, credit: number): void {
    // Most credits are of a whole transaction.
    if ((credits.party?.[credit] ?? 0) === 0 && (credits.detail?.[credit] ?? 0) === 0) return this.rows.whole(1, 0);
    const share = parseDecimal(formatExact(shareAt(context, credits, credit), SHARE_DIGITS).replace("≈", ""));
    this.rows.numeric(share ?? { unscaled: 0n, scale: 0 });
  }
}

/** Decimals of a share in the database; more are cut, the engine itself uses the exact fraction. */
const SHARE_DIGITS = 20;
