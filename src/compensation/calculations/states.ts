/** What becomes of a calculation. */
export const CALCULATION_STATES = ["draft", "running", "published", "superseded", "failed"] as const;
