import { anybody, type MatrixRows } from "../row.ts";

const PERIOD = "2026-Q1";

/** Calculations, statements and what explains them. */
export const PAY: MatrixRows = {
  "GET /api/calculations": { rows: "company", to: anybody },
  "POST /api/calculations": { rows: "company", to: () => ({ body: { set: "default", period: "2026-Q1" } }) },
  "GET /api/calculations/{calculation}/findings": { rows: "company", to: ({ calculation }) => ({ path: { calculation } }) },
  "GET /api/calculations/{calculation}": { rows: "company", to: ({ calculation }) => ({ path: { calculation } }) },
  "DELETE /api/calculations/{calculation}": { rows: "company", to: ({ calculation }) => ({ path: { calculation } }) },
  "POST /api/calculations/{calculation}/publish": {
    rows: "company",
    to: ({ calculation }) => ({ path: { calculation }, body: { acceptFindings: true, reason: "matrix" } }),
  },
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
  },
  "POST /api/adjustments/{adjustment}/void": {
    rows: "company",
    to: ({ participant }) => ({ path: { adjustment: participant }, body: { reason: "matrix" } }),
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
  "GET /api/statements/{participant}/{period}/explanation": {
    rows: "participant",
    to: ({ participant }) => ({ path: { participant, period: PERIOD } }),
  },
  "GET /api/statements/{participant}/{period}/changes": {
    rows: "participant",
    to: ({ participant }) => ({ path: { participant, period: PERIOD } }),
  },
};
