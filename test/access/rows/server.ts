import { anybody, type MatrixRows } from "../row.ts";

/** The server itself. */
export const SERVER: MatrixRows = {
  "GET /healthz": { rows: "none", guard: "says that the process runs" },
  "GET /readyz": { rows: "none", guard: "says what the server waits for" },
  "GET /metrics": { rows: "none", guard: "counts by route and status" },
  "GET /api/tasks": { rows: "caller", to: anybody, administrators: true },
  "GET /api/tasks/{task}": { rows: "caller", to: ({ task }) => ({ path: { task } }), administrators: true },
  "POST /api/tasks/{task}/cancel": {
    rows: "caller",
    to: ({ task }) => ({ path: { task }, body: {} }),
    administrators: true,
    writes: ["tasks"],
  },
  "GET /api/events": { rows: "caller", to: anybody },
  "GET /api/problems/{code}": { rows: "none", guard: "part of the program, the same for all" },
  "GET /api/openapi.json": { rows: "none", guard: "part of the program, the same for all" },
};
