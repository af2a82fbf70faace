/** How sure a statement is, by word. */
export const STATEMENT_STATUSES = ["estimate", "pending", "final"] as const;
export type StatementStatus = (typeof STATEMENT_STATUSES)[number];

/**
 * A draft is an estimate, whoever checked it. What is published before the period's end is pending: what is still sold comes on top.
 * What is published after it is final, until a later calculation supersedes it.
 *
 * @param to the first day after the period ("2026-04-01"), null where it has no end
 * @param publishedAt when it was published (ISO), null for a draft
 */
export function statusOf({ to, publishedAt }: { readonly to: string | null; readonly publishedAt: string | null }): StatementStatus {
  if (publishedAt === null) return "estimate";
  return to === null || publishedAt.slice(0, 10) < to ? "pending" : "final";
}
