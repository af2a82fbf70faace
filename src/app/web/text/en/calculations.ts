/** Words of calculations. */
export const calculations = {
  calculations: {
    title: "Calculations",
    number: "Calculation",
    set: "Plan set",
    period: "Period",
    status: "Status",
    statements: "Statements",
    when: "Calculated",
    data: "Data as of",
    allPeriods: "All periods",
    empty: "No calculation yet",
    emptyFix: "Run `attain calculate`; add `--publish` to show statements to participants.",
  },
} as const;
