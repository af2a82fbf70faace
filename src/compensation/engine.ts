/**
 * The public door of the engine. It runs unchanged in the server, in a worker thread and in the browser:
 * no clock, no randomness, no input but its arguments.
 */
export type { Inputs } from "./inputs.ts";
export type { Finding, Statement } from "./statements/statement.ts";
export type { TraceNode } from "./explain/trace.ts";
