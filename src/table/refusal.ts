import type { Refusal, RefusalCode } from "./problem.ts";

export function refuse(code: RefusalCode, reason: string, fix: string): Refusal {
  return { code, reason, fix };
}

/** Tells a refusal from a value that was read. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "code" in value && "fix" in value;
}
