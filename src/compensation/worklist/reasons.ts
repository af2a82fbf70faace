/**
 * Why a transaction pays nobody, from the first step that stops it to the last: whose it is, where they sat, on which plan, by which rule,
 * in which measure, at which rate. Codes that findings have too mean the same.
 */
export const UNPAID_REASONS = [
  "without-owner",
  "owner-unknown",
  "owner-without-seat",
  "ambiguous-seat",
  "seat-vacant",
  "split-total",
  "date-missing",
  "without-plan",
  "split-without-rule",
  "ambiguous-credit-rule",
  "attribute-missing",
  "product-unknown",
  "customer-unknown",
  "no-rule-holds",
  "not-measured",
  "finding",
  "counts-only",
  "pays-zero",
] as const;
export type UnpaidReason = (typeof UNPAID_REASONS)[number];

/** Reasons of transactions that are credited to somebody and still pay nothing. */
export const CREDITED_REASONS: ReadonlySet<UnpaidReason> = new Set(["not-measured", "finding", "counts-only", "pays-zero"]);

/** Reasons that are no mistake of anybody: the plan says so, or the day has not come. Every other one waits for somebody to act. */
const AS_PLANNED: ReadonlySet<UnpaidReason> = new Set(["date-missing", "no-rule-holds", "not-measured", "counts-only", "pays-zero"]);
export const OPEN_REASONS: ReadonlySet<UnpaidReason> = new Set(UNPAID_REASONS.filter((reason) => !AS_PLANNED.has(reason)));

/** The code of each reason in a column; 0 stands for a transaction that is owned, credited and paid. */
export function codeOf(reason: UnpaidReason): number {
  return UNPAID_REASONS.indexOf(reason) + 1;
}

export function reasonOf(code: number): UnpaidReason | undefined {
  return UNPAID_REASONS[code - 1];
}
