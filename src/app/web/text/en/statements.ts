import { formatCount } from "../../kit/number.ts";

/** Words of statements, their list and their lines. */
export const statements = {
  statements: {
    person: "Person",
    period: "Period",
    dates: "Dates",
    attainment: "Attainment",
    status: "Status",
    pay: "Pay",
    payIn: (currency: string) => `Pay, ${currency}`,
    search: "Find a person",
    set: "Plan set",
    allPeriods: "All periods",
    noQuota: "No quota",
    findings: (count: number) => (count === 1 ? "1 finding" : `${formatCount(count)} findings`),
    total: (count: number, findings: number) =>
      `${count === 1 ? "1 statement" : `${formatCount(count)} statements`}${findings === 0 ? "" : `, ${findings === 1 ? "1 finding" : `${formatCount(findings)} findings`}`}`,
    empty: "No statements yet",
    emptyAdministrator: "Import data and a plan, then calculate a period.",
    emptyRep: "Your statement appears here as soon as it is published.",
  },
  statement: {
    total: "Total pay",
    measures: "Against quota",
    payIn: (currency: string) => `What is paid, in ${currency}`,
    percent: (figure: string) => `${figure} %`,
    measure: (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " "),
    ofQuota: "of quota",
    creditsCount: (count: number) => (count === 1 ? "from 1 credit" : `from ${formatCount(count)} credits`),
    lines: (count: number, plan: string) => `${count === 1 ? "1 line" : `${formatCount(count)} lines`} · ${plan}`,
    linesOf: (label: string) => `Lines of ${label}`,
    /** Spoken after an amount that leads to its reason. */
    why: (label: string) => `, why: ${label}`,
    nothing: "No component of the plan pays in this period.",
    findings: (count: number) => (count === 1 ? "One thing to resolve" : `${count} things to resolve`),
    blocking: "Blocks publishing.",
    states: { draft: "Draft", published: "Published", running: "Running", superseded: "Superseded", failed: "Failed" },
    plans: (count: number) => (count === 1 ? "Plan" : "Plans"),
    planVersion: (name: string, version: string) => `${name}, version ${version}`,
    calculation: "Calculation",
    calculationOf: (calculation: number, moment: string) => `#${calculation}, ${moment}`,
    data: "Data as of",
    dataAsOf: (change: number) => `Change ${change}`,
    statuses: {
      estimate: "Estimate: a draft, not published",
      pending: "Pending: published before the period ended",
      final: "Final: published after the period ended",
    },
    status: "Status",
    dataMoment: (change: number, moment: string) => `Change ${change}, ${moment}`,
    publishedBy: "Published",
    byAt: (by: string, moment: string) => `${moment}, ${by}`,
    rounding: "Rounding",
    roundingOf: (at: "line" | "window" | "statement" | "plan", mode: "half-up" | "half-even") =>
      `${mode === "half-up" ? "Half up" : "Half to even"}, ${{ line: "line by line", window: "once a window", statement: "once a statement", plan: "once over the plan" }[at]}`,
    sinceLast: (calculation: number) => `Changed since the version before, #${calculation}`,
    sinceLastSame: (calculation: number) => `As in the version before, #${calculation}`,
    before: "Before",
    now: "Now",
    whatChanged: "What changed in between, in the whole company",
    changeKind: (kind: string) =>
      ({ import: "Import", undo: "Undone import", adjustment: "Adjustment", ownership: "Owners of transactions", plan: "Plan" })[kind] ??
      kind,
    print: "Print",
    printed: "Statement",
    allLines: "Lines",
    component: "Component",
    exact: "Before rounding",
    sumOfLines: (count: number) => `Sum of ${count === 1 ? "1 line" : `${formatCount(count)} lines`}`,
    demo: "Demo company: invented figures",
    participant: "Participant",
    engine: "Program",
  },
  line: {
    transaction: "Transaction",
    customer: "Customer or product",
    date: "Date",
    credited: "Credited",
    pay: "Pay",
    name: (transaction: string, line: string) => (line === "1" ? transaction : `${transaction} / ${line}`),
    without: (adjustment: "cap" | "floor" | "manual" | null, window: string) =>
      adjustment === "manual"
        ? "Adjustment by hand"
        : adjustment === "cap"
          ? `Cap in ${window}`
          : adjustment === "floor"
            ? `Floor in ${window}`
            : `For ${window} as a whole`,
  },
} as const;
