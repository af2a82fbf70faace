import { anybody, type MatrixRows } from "../row.ts";

/** Who changed what. */
export const HISTORY: MatrixRows = {
  "GET /api/changes": { rows: "company", to: anybody },
  "GET /api/changes/on": { rows: "none", guard: "gives the number of the company's last change by a day, and nothing of it" },
  "GET /api/history": { rows: "company", to: ({ participant }) => ({ query: { participant } }) },
  "GET /api/history/people/{participant}": { rows: "participant", to: ({ participant }) => ({ path: { participant } }) },
  "GET /api/history/positions/{position}": { rows: "participant", to: ({ position }) => ({ path: { position } }) },
  "GET /api/history/plans/{plan}": { rows: "company", to: ({ plan }) => ({ path: { plan } }) },
  "GET /api/history/quotas/{position}/{measure}/{from}": {
    rows: "participant",
    to: ({ position }) => ({ path: { position, measure: "sales", from: "2026-01-01" } }),
  },
  "GET /api/history/territories/{territory}": { rows: "company", to: ({ territory }) => ({ path: { territory } }) },
  "GET /api/history/transactions/{source}/{transaction}/{line}": {
    rows: "participant",
    to: ({ transaction }) => ({ path: { source: "files", transaction, line: "1" } }),
  },
  "GET /api/history/customers/{customer}": { rows: "participant", to: ({ customer }) => ({ path: { customer } }) },
  "GET /api/history/products/{product}": { rows: "company", to: ({ product }) => ({ path: { product } }) },
  "GET /api/history/opportunities/{opportunity}": { rows: "participant", to: ({ opportunity }) => ({ path: { opportunity } }) },
};
