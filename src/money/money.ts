import { formatScaled } from "./decimal.ts";
import { minorDigits } from "./currency.ts";

/** Pay: a whole number of the currency's minor units. Never a float. */
export type Money = { readonly amountMinor: bigint; readonly currency: string };

/** Plain decimal of an amount in minor units: (123456n, "USD") is "1234.56", (5n, "JPY") is "5". */
export function formatMinor(amountMinor: bigint, currency: string): string {
  return formatScaled(amountMinor, minorDigits(currency));
}
