import { type RawBuilder, sql } from "kysely";
import { minorDigits, UNUSUAL_CURRENCIES } from "../../../money/currency.ts";

/** Minor units as a decimal with the decimals of the currency, in the database: "12.50" for 1250 cents. */
export function amountOfMinor(minor: RawBuilder<unknown>, currency: RawBuilder<unknown>): RawBuilder<string> {
  const cases = UNUSUAL_CURRENCIES.map((code) => sql`when ${sql.lit(code)} then ${scaled(minor, minorDigits(code))}`);
  return sql<string>`case ${currency} ${sql.join(cases, sql` `)} else ${scaled(minor, 2)} end`;
}

function scaled(minor: RawBuilder<unknown>, digits: number): RawBuilder<unknown> {
  return sql`round(${minor}::numeric / ${sql.lit(10 ** digits)}, ${sql.lit(digits)})`;
}
