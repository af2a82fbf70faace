import { formatExact } from "../../money/decimal.ts";
import { minorDigits } from "../../money/currency.ts";
import { formatMinor } from "../../money/money.ts";
import { multiply, type Rational, rational } from "../../money/rational.ts";

/** 1234567.5 as 1,234,567.5: grouped for reading; a leading "≈" or "-" stays in front. */
export function grouped(decimal: string): string {
  const [, lead = "", whole = "", rest = ""] = /^([^\d]*)(\d+)(.*)$/.exec(decimal) ?? [];
  return whole === "" ? decimal : `${lead}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest}`;
}

/** "6,885.86 USD" */
export function moneyText(amountMinor: bigint, currency: string): string {
  return `${grouped(formatMinor(amountMinor, currency))} ${currency}`;
}

/** An exact amount of money with at least the currency's digits: 0.015 USD stays 0.015, 5 USD becomes 5.00. */
export function exactMoneyText(amount: Rational, currency: string): string {
  return `${grouped(padded(formatExact(amount), minorDigits(currency)))} ${currency}`;
}

function padded(decimal: string, digits: number): string {
  const [whole = "", fraction = ""] = decimal.split(".");
  return fraction.length >= digits ? decimal : digits === 0 ? whole : `${whole}.${fraction.padEnd(digits, "0")}`;
}

/** 0.012 as "1.2 %". */
export function percentText(rate: Rational): string {
  return `${grouped(formatExact(multiply(rate, rational(100n))))} %`;
}

export function numberText(value: Rational): string {
  return grouped(formatExact(value));
}
