import type { Finding, FindingCode } from "../statements/statement.ts";

/** How many findings of a kind are shown with it. */
const SHOWN_MAX = 100;

export type FindingGroup = {
  readonly code: FindingCode;
  readonly blocking: boolean;
  readonly count: number;
  /** The first of them. */
  readonly findings: readonly Finding[];
};

/** Findings by kind: blocking kinds first, then the most frequent, then by code. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  return [...Map.groupBy(findings, ({ code }) => code)]
    .map(([code, own]) => ({ code, blocking: own.some(({ blocking }) => blocking), count: own.length, findings: own.slice(0, SHOWN_MAX) }))
    .sort((a, b) => Number(b.blocking) - Number(a.blocking) || b.count - a.count || (a.code < b.code ? -1 : 1));
}
