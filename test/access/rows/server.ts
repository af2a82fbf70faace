import { anybody, type MatrixRows } from "../row.ts";

/** The server itself. */
export const SERVER: MatrixRows = {
  "GET /healthz": { rows: "none", guard: "says that the process runs" },
  "GET /readyz": { rows: "none", guard: "says what the server waits for" },
  "GET /metrics": { rows: "none", guard: "counts by route and status" },
  "GET /api/tasks": { rows: "caller", to: anybody },
  "GET /api/tasks/{task}": { rows: "caller", to: ({ userId }) => ({ path: { task: userId } }) },
  "POST /api/tasks/{task}/cancel": { rows: "caller", to: ({ userId }) => ({ path: { task: userId }, body: {} }) },
  "GET /api/events": {
    rows: "none",
    guard: "change numbers of the own company and states of tasks, without rows; the stream does not end",
  },
  "GET /api/problems/{code}": { rows: "none", guard: "part of the program, the same for all" },
  "GET /api/openapi.json": { rows: "none", guard: "part of the program, the same for all" },
};
