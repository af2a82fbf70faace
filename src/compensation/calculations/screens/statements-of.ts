import type { CalculationPage } from "./types.ts";

/** The period of a calculation that covers all periods. */
export const ALL_PERIODS = "*";

/** The search of the list of statements that shows those of a calculation. */
export function statementsOf({ set, period }: Pick<CalculationPage, "set" | "period">): { readonly period: string; readonly set?: string } {
  return { period: period === ALL_PERIODS ? "all" : period, ...(set === "default" ? {} : { set }) };
}
