import type { Day } from "../calendar/day.ts";
import type { Interval } from "../calendar/period.ts";
import type { Rational } from "../money/rational.ts";

/**
 * What stands in a receipt for rows that are not its participant's own: signed values in place of the rows. Each credit stands for a run of
 * roll-up credits between two of the participant's own, in one unit and pay period.
 */
export type Facts = {
  readonly participant: string;
  /** From the first to the day after the last date on which the company has anything. */
  readonly horizon: Interval;
  /** Common denominator of all shares of the full calculation. */
  readonly shares: bigint;
  /** By the row of the transactions that stands for it: a row without values and dates, in its place among the others. */
  readonly byRow: ReadonlyMap<number, FactCredit>;
};

export type FactCredit = {
  readonly id: string;
  readonly plan: string;
  readonly version: string;
  readonly rule: string;
  readonly position: string;
  /** First and last day of the credits; they count on the last. */
  readonly first: Day;
  readonly last: Day;
  /** How many people or seats, and how many credits, are behind it. */
  readonly contributors: number;
  readonly credits: number;
  /** SHA-256 (hexadecimal) of the canonical JSON of the credits. */
  readonly sha256: string;
  readonly measures: ReadonlyMap<string, FactMeasure>;
  readonly components: ReadonlyMap<string, readonly FactPay[]>;
};

/** Part of a measure. `value` is not in lowest terms: its denominator is the measure's. */
export type FactMeasure = {
  readonly value: Rational | "blank" | "foreign";
  /** Under `customers`: those of the participant's own customers that are counted here already. */
  readonly customers: readonly string[];
};

/** What a component pays for a fact in a pay period; `earned` in minor units to date, before gate and bounds of the whole. */
export type FactPay = { readonly period: string; readonly amountMinor: bigint; readonly earned?: Rational };
