import classes from "./amount.module.css";
import { formatDecimal, trimDecimals } from "./number.ts";

type AmountProps = { readonly value: string; readonly currency?: string; readonly size?: "body" | "large" | "display" };

/** An amount of money or units: tabular figures, sign before colour, the currency only where it is asked for. */
export function Amount({ value, currency, size = "body" }: AmountProps) {
  return (
    <span className={classes["amount"]} data-size={size} data-negative={value.startsWith("-") || undefined}>
      {formatDecimal(trimDecimals(value))}
      {currency ? <span className={classes["currency"]}> {currency}</span> : null}
    </span>
  );
}
