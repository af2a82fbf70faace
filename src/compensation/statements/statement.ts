/** Statement as every reader sees it: `attain pay`, `attain statements`, the API and the page. Money and sold amounts are decimal strings. */
export type Statement = {
  readonly participant: string;
  readonly name: string;
  readonly period: string;
  readonly from: string;
  readonly to: string | null;
  readonly currency: string;
  readonly measures: readonly StatementMeasure[];
  readonly lines: readonly StatementLine[];
  readonly totals: { readonly amount: string; readonly components: Readonly<Record<string, string>> };
  readonly findings: readonly Finding[];
};

export type StatementMeasure = {
  readonly name: string;
  readonly plan: string;
  readonly position: string;
  readonly window: string;
  readonly amount: string;
  readonly quota: string | null;
  /** Rounded half up to 2 decimals for show; comparisons use the exact ratio. */
  readonly attainmentPercent: string | null;
  /** Number of credits in the measure to date. */
  readonly credits: number;
};

export type StatementLine = {
  readonly component: string;
  readonly plan: string;
  readonly version: string;
  readonly position: string;
  readonly window: string;
  readonly amount: string;
  /** The exact amount before rounding, for show ("3657.0672312", "≈0.333333333333"). */
  readonly exact: string;
  readonly credit: CreditReference | null;
  /** A line that is no earning: a bound of a plan, or an adjustment made by hand. */
  readonly adjustment?: LineAdjustment;
  /** Of an adjustment made by hand: which one, and why. */
  readonly manual?: { readonly adjustment: string; readonly reason: string };
};

export const LINE_ADJUSTMENTS = ["cap", "floor", "manual"] as const;
export type LineAdjustment = (typeof LINE_ADJUSTMENTS)[number];

export type CreditReference = {
  readonly source: string;
  readonly transaction: string;
  readonly line: string;
  readonly date: string;
  readonly rule: string;
  /** The credited value in the measure (amount, units …) at source precision. */
  readonly amount: string;
};

/** Something missing or ambiguous: what, where, and what to do. A blocking finding keeps the calculation from being published without a decision. */
export type Finding = {
  readonly code: FindingCode;
  readonly blocking: boolean;
  readonly message: string;
  readonly fix: string;
  readonly participant?: string;
  readonly position?: string;
  readonly plan?: string;
  readonly component?: string;
  readonly window?: string;
  readonly transaction?: string;
};

export const FINDING_CODES = [
  "ambiguous-credit-rule",
  "ambiguous-seat",
  "owner-without-seat",
  "split-total",
  "split-without-rule",
  "quota-missing",
  "quota-zero",
  "attribute-missing",
  "currency-mismatch",
  "formula-error",
  "adjustment-without-period",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];
