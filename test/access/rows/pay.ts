import { anybody, type MatrixRows } from "../row.ts";

const PERIOD = "2026-Q1";

/** Calculations, statements and what explains them. */
export const PAY: MatrixRows = {
  "GET /api/calculation-periods": { rows: "company", to: anybody },
  "GET /api/calculations": { rows: "company", to: anybody },
  "POST /api/calculations": {
    rows: "company",
    to: () => ({ body: { set: "default", period: "2026-Q1" } }),
    writes: ["tasks", "calculations", "calculation_summaries", "statements", "statement_lines", "credits"],
  },
  "GET /api/calculations/{calculation}/findings": { rows: "company", to: ({ calculation }) => ({ path: { calculation } }) },
  "GET /api/calculations/{calculation}": { rows: "company", to: ({ calculation }) => ({ path: { calculation } }) },
  "DELETE /api/calculations/{calculation}": {
    rows: "company",
    to: ({ draft }) => ({ path: { calculation: draft } }),
    writes: ["calculations", "calculation_summaries", "statements", "statement_lines", "credits"],
  },
  "POST /api/calculations/{calculation}/publish": {
    rows: "company",
    to: ({ draft }) => ({ path: { calculation: draft }, body: { acceptFindings: true, reason: "matrix" } }),
    writes: ["calculations", "calculation_summaries"],
  },
  "GET /api/calculations/{calculation}/differences": { rows: "company", to: ({ calculation }) => ({ path: { calculation } }) },
  "GET /api/calculations/{calculation}/comparison": { rows: "company", to: ({ calculation }) => ({ path: { calculation } }) },
  "GET /api/calculations/{calculation}/comparison/{participant}/{period}/{currency}": {
    rows: "company",
    to: ({ calculation, participant }) => ({ path: { calculation, participant, period: PERIOD, currency: "USD" } }),
  },
  "GET /api/adjustments": { rows: "company", to: ({ participant }) => ({ query: { participant } }) },
  "POST /api/adjustments": {
    rows: "company",
    to: ({ participant }) => ({
      body: { participant, set: "default", period: PERIOD, from: "2026-01-01", amount: "1.00", currency: "USD", reason: "matrix" },
    }),
    writes: ["adjustments"],
  },
  "POST /api/adjustments/{adjustment}/void": {
    rows: "company",
    to: ({ adjustment }) => ({ path: { adjustment }, body: { reason: "matrix" } }),
    writes: ["adjustments"],
  },
  "GET /api/disputes": { rows: "participant", to: ({ participant }) => ({ query: { participant } }) },
  "POST /api/disputes": {
    rows: "participant",
    to: ({ participant }) => ({ body: { participant, period: PERIOD, question: "matrix" } }),
    writes: ["disputes", "dispute_messages"],
  },
  "GET /api/disputes/{dispute}": { rows: "participant", to: ({ participant }) => ({ path: { dispute: `D-${participant}` } }) },
  "POST /api/disputes/{dispute}/messages": {
    rows: "participant",
    to: ({ participant }) => ({ path: { dispute: `D-${participant}` }, body: { body: "matrix" } }),
    writes: ["disputes", "dispute_messages"],
  },
  "POST /api/disputes/{dispute}/answer": {
    rows: "company",
    to: ({ participant }) => ({
      path: { dispute: `D-${participant}` },
      body: { body: "matrix", adjustment: { amount: "1.00", reason: "matrix" } },
    }),
    writes: ["disputes", "dispute_messages", "adjustments"],
  },
  "GET /api/worklist": { rows: "company", to: ({ participant }) => ({ query: { owner: participant } }) },
  "GET /api/worklist-summary": { rows: "company", to: anybody },
  "POST /api/ownership-previews": {
    rows: "company",
    to: ({ participant, transaction }) => ({
      body: { transactions: [{ source: "files", transaction, line: "1" }], owners: [{ participant }] },
    }),
  },
  "GET /api/ownership-changes": { rows: "company", to: anybody },
  "POST /api/ownership-changes": {
    rows: "company",
    to: ({ participant, transaction }) => ({
      body: { transactions: [{ source: "files", transaction, line: "1" }], owners: [{ participant }], seen: 999_999, reason: "matrix" },
    }),
    writes: ["transactions", "splits"],
  },
  "POST /api/ownership-changes/{change}/undo": {
    rows: "company",
    to: ({ calculation }) => ({ path: { change: calculation } }),
    writes: ["transactions", "splits"],
  },
  "GET /api/attainment": { rows: "participant", to: ({ participant }) => ({ query: { participant } }) },
  "GET /api/credits": { rows: "participant", to: ({ participant }) => ({ query: { participant } }) },
  "GET /api/home": { rows: "caller", to: anybody, judgedBy: "people.read" },
  "GET /api/search": { rows: "caller", to: ({ participant }) => ({ query: { q: participant } }), judgedBy: "people.read" },
  "GET /api/statements": { rows: "participant", to: ({ participant }) => ({ query: { participant } }) },
  "GET /api/statement-periods": { rows: "company", to: anybody },
  "GET /api/statements/{participant}/{period}": {
    rows: "participant",
    to: ({ participant }) => ({ path: { participant, period: PERIOD } }),
  },
  "GET /api/statements/{participant}/{period}/lines": {
    rows: "participant",
    to: ({ participant }) => ({ path: { participant, period: PERIOD } }),
  },
  "GET /api/statements/{participant}/{period}/versions": {
    rows: "participant",
    to: ({ participant }) => ({ path: { participant, period: PERIOD } }),
  },
  "GET /api/statements/{participant}/{period}/explanation": {
    rows: "participant",
    to: ({ participant }) => ({ path: { participant, period: PERIOD } }),
  },
  "GET /api/statements/{participant}/{period}/receipt": {
    rows: "participant",
    to: ({ participant }) => ({ path: { participant, period: PERIOD } }),
  },
  "GET /api/receipt-keys": { rows: "company", to: anybody },
  "GET /api/statements/{participant}/{period}/changes": {
    rows: "participant",
    to: ({ participant }) => ({ path: { participant, period: PERIOD } }),
  },
};
