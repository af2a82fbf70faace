import { anybody, type MatrixRows } from "../row.ts";

/** People and what they sell. */
export const SALES: MatrixRows = {
  "GET /api/people": { rows: "participant", to: ({ participant }) => ({ query: { participant } }) },
  "GET /api/positions": { rows: "participant", to: ({ position }) => ({ query: { position } }) },
  "GET /api/positions/{position}": { rows: "participant", to: ({ position }) => ({ path: { position } }) },
  "GET /api/reporting-lines": { rows: "participant", to: ({ position }) => ({ query: { position } }) },
  "GET /api/quotas": { rows: "participant", to: ({ position }) => ({ query: { position } }) },
  "GET /api/plans": { rows: "company", to: anybody },
  "GET /api/transactions": { rows: "participant", to: ({ participant }) => ({ query: { owner: participant } }) },
  "GET /api/people/{participant}": { rows: "participant", to: ({ participant }) => ({ path: { participant } }) },
  "GET /api/plan.schema.json": { rows: "none", guard: "part of the program, the same for all" },
  "GET /api/plans/{plan}/{version}": {
    rows: "company",
    to: ({ plan }) => ({ path: { plan, version: "1" } }),
  },
  "GET /api/transactions/{source}/{transaction}/{line}": {
    rows: "participant",
    to: ({ transaction }) => ({ path: { source: "files", transaction, line: "1" } }),
  },
  "GET /api/customers": { rows: "company", to: ({ customer }) => ({ query: { customer } }) },
  "GET /api/customers/{customer}": { rows: "participant", to: ({ customer }) => ({ path: { customer } }) },
  "GET /api/products": { rows: "company", to: anybody },
  "GET /api/products/{product}": {
    rows: "company",
    to: ({ product }) => ({ path: { product } }),
  },
  "GET /api/opportunities": { rows: "company", to: ({ participant }) => ({ query: { owner: participant } }) },
  "GET /api/opportunities/{opportunity}": { rows: "participant", to: ({ opportunity }) => ({ path: { opportunity } }) },
  "GET /api/opportunities/{opportunity}/pay-if-won": { rows: "participant", to: ({ opportunity }) => ({ path: { opportunity } }) },
  "GET /api/stage-history": { rows: "company", to: ({ opportunity }) => ({ query: { opportunity } }) },
  "GET /api/activities": { rows: "company", to: ({ participant }) => ({ query: { owner: participant } }) },
  "GET /api/territory-assignments": { rows: "participant", to: ({ position }) => ({ query: { position } }) },
  "GET /api/territories": { rows: "company", to: anybody },
  "GET /api/territories/{territory}": {
    rows: "company",
    to: ({ territory }) => ({ path: { territory } }),
  },
};
