import { formatMinor, minorOf } from "../../money/money.ts";
import type { Statement } from "./statement.ts";

/** Pay of many statements in one currency, as a decimal string. */
export type CurrencyTotal = { readonly currency: string; readonly amount: string; readonly statements: number };

/** Sums the totals of statements by currency, ordered by currency code; amounts of different currencies are never added. */
export function totalsByCurrency(statements: Iterable<Pick<Statement, "currency" | "totals">>): CurrencyTotal[] {
  const sums = new Map<string, { amountMinor: bigint; statements: number }>();
  for (const { currency, totals } of statements) {
    const sum = sums.get(currency) ?? { amountMinor: 0n, statements: 0 };
    sum.amountMinor += minorOf(totals.amount, currency);
    sum.statements += 1;
    sums.set(currency, sum);
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, sum]) => ({ currency, amount: formatMinor(sum.amountMinor, currency), statements: sum.statements }));
}
