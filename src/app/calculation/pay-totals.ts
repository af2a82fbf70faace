import type { Calculation, StatementHead } from "../../compensation/engine.ts";
import { payByComponent, sumMinor } from "../../compensation/statements/build.ts";
import type { CurrencyTotal } from "../../compensation/statements/totals.ts";
import { formatMinor } from "../../money/money.ts";

/** What the chosen statements of a calculation pay, by currency, from its columns: no statement is made for it. */
export function payTotals({ columns }: Calculation, statements: readonly StatementHead[]): CurrencyTotal[] {
  const sums = new Map<string, { amountMinor: bigint; statements: number }>();
  for (const head of statements) {
    const sum = sums.get(head.currency) ?? { amountMinor: 0n, statements: 0 };
    sums.set(head.currency, sum);
    sum.statements += 1;
    sum.amountMinor += sumMinor(payByComponent(columns, head));
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, sum]) => ({ currency, amount: formatMinor(sum.amountMinor, currency), statements: sum.statements }));
}
