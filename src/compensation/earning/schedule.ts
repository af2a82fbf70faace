import type { Rational } from "../../money/rational.ts";

/** A point of the measure: an amount or number of units of it, or a part of the quota (1 = 100 %). */
export type Threshold = { readonly value: Rational; readonly ofQuota: boolean };

/** Band k pays `rate` for the part of the position from `from` to the next band's; the first reaches down without end. */
export type Band = { readonly from: Threshold | undefined; readonly rate: Rational };

/**
 * What an earning kind comes down to.
 * bands: each credit earns band by band where it lies. whole: every credit earns at the rate of the one band that holds the total.
 * once: an amount when the total reaches a threshold. each: an amount for every credit.
 */
export type Schedule =
  | { readonly shape: "bands"; readonly bands: readonly Band[] }
  | { readonly shape: "whole"; readonly bands: readonly Band[] }
  | { readonly shape: "once"; readonly at: Threshold; readonly amount: Rational }
  | { readonly shape: "each"; readonly amount: Rational; readonly bySplit: boolean };

/** Reads the formulas of a component for one unit. What cannot be read is reported once, and the component then pays nothing. */
export type Terms = {
  readonly percent: (text: string) => Rational;
  readonly money: (text: string) => Rational;
  readonly number: (text: string) => Rational;
  readonly threshold: (text: string) => Threshold;
  /** Percent of money measures, Money per unit of measures of units. */
  readonly tierRate: (text: string) => Rational;
};

/** What a component's sentence can say, in words and figures ready to be read. */
export type Told = {
  /** "100 % of quota" or "10,000.00 USD". */
  readonly point: (threshold: Threshold) => string;
  readonly percent: (rate: Rational) => string;
  readonly money: (amount: Rational) => string;
  /** A band's rate: a percentage, or money a unit. */
  readonly rate: (rate: Rational) => string;
  /** The number of the band that holds the total, from 0. */
  readonly band: number;
  readonly reached: boolean;
  /** Number of credits that the component pays, to date. */
  readonly paid: number;
};
