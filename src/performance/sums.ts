import { formatRational, formatScaled, parseDecimal } from "../money/decimal.ts";
import { divide, multiply, rational, scaled } from "../money/rational.ts";

/** The sum of plain decimals, at the most decimals that any of them has. Other text counts as nothing. */
export function sumOf(amounts: readonly string[]): string {
  const parsed = amounts.flatMap((amount) => parseDecimal(amount) ?? []);
  const scale = parsed.reduce((most, each) => Math.max(most, each.scale), 0);
  return formatScaled(
    parsed.reduce((sum, each) => sum + each.unscaled * 10n ** BigInt(scale - each.scale), 0n),
    scale,
  );
}

/** Sums by currency, in the currencies' order. */
export function sumsOf(amounts: readonly { readonly currency: string; readonly amount: string }[]): { currency: string; amount: string }[] {
  return [...Map.groupBy(amounts, ({ currency }) => currency)]
    .map(([currency, own]) => ({ currency, amount: sumOf(own.map(({ amount }) => amount)) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** The percentage of one plain decimal in another, rounded half up to two decimals; null where there is nothing to divide by. */
export function percentOf(part: string, whole: string): string | null {
  const [above, below] = [parseDecimal(part), parseDecimal(whole)];
  if (!above || !below || below.unscaled === 0n) return null;
  const ratio = divide(scaled(above.unscaled, above.scale), scaled(below.unscaled, below.scale));
  return formatRational(multiply(ratio, rational(100n)), 2);
}
