import { formatScaled, parseDecimal, rescale } from "./decimal.ts";
import { minorDigits } from "./currency.ts";

/** Plain decimal of an amount in minor units: (123456n, "USD") is "1234.56", (5n, "JPY") is "5". */
export function formatMinor(amountMinor: bigint, currency: string): string {
  return formatScaled(amountMinor, minorDigits(currency));
}

/** The inverse of `formatMinor`: ("1234.56", "USD") is 123456n. Throws RangeError when the text is no decimal or has more decimals than the currency. */
export function minorOf(decimal: string, currency: string): bigint {
  const parsed = parseDecimal(decimal);
  if (!parsed) throw new RangeError(`${JSON.stringify(decimal)} is not a decimal`);
  return rescale(parsed, minorDigits(currency));
}
