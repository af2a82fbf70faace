import type { MatrixRows } from "../row.ts";

/** Plans: who is on them, what they pay over attainment, and what writes them. */
export const PLANS: MatrixRows = {
  "GET /api/plans/{plan}/{version}/curves": {
    rows: "participant",
    judgedBy: "statements.read",
    to: ({ plan, participant }) => ({ path: { plan, version: "1" }, query: { participant, quota: "100" } }),
  },
  "GET /api/plan-seats": { rows: "participant", to: ({ plan, participant }) => ({ query: { plan, participant } }) },
  "GET /api/attainment-distribution": { rows: "participant", to: () => ({ query: { period: "2026-Q1" } }) },
  "GET /api/plan-names": { rows: "company", to: () => ({}) },
  "GET /api/plan-choices": { rows: "company", to: () => ({}) },
  "POST /api/plans/intake": { rows: "company", to: () => ({ body: { document: {} } }) },
  "POST /api/plans/check": { rows: "company", to: () => ({ body: { text: "{}" } }) },
  "POST /api/plans/curves": { rows: "company", to: ({ participant }) => ({ body: { document: {}, participant } }) },
  "POST /api/plans": { rows: "company", to: () => ({ body: { document: {}, reason: "matrix" } }), writes: ["plans"] },
  "POST /api/plan-assignments": {
    rows: "company",
    to: ({ plan, position }) => ({ body: { plan, position, reason: "matrix" } }),
    writes: ["plan_assignments"],
  },
};
