import type { SignedIn } from "../../access/session.ts";
import type { Session } from "../database/store.ts";
import type { TaskProblem, TaskProgress, TaskState } from "../database/schema-api.ts";

/** A long task as its readers see it. */
export type Task = {
  readonly task: number;
  readonly kind: string;
  readonly state: TaskState;
  readonly progress: TaskProgress;
  readonly result: Record<string, unknown> | null;
  readonly problem: TaskProblem | null;
  readonly actor: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
};

/** Whose tasks somebody sees: administrators who are signed in everybody's, all others and every API key their own. */
export function seesEveryTask({ roles, scopes }: Pick<SignedIn, "roles" | "scopes">): boolean {
  return roles.includes("administrator") && scopes === undefined;
}

/**
 * One attempt at a task. It may be the second: the process of the first may have ended anywhere, so whatever the work does must be
 * found by it again, by `checkpoint` or by its own keys.
 */
export type TaskRun = {
  readonly companyId: number;
  readonly task: number;
  readonly attempt: number;
  /** Who started it, with the rights they had then. */
  readonly session: Session;
  readonly content: Readonly<Record<string, unknown>>;
  /** What the attempt before kept. */
  readonly checkpoint: Readonly<Record<string, unknown>>;
  /** Aborts when the task is cancelled, when another process has taken it over, and when this one closes. */
  readonly signal: AbortSignal;
  /** Says how far it is; written at most twice a second. */
  readonly report: (progress: TaskProgress) => void;
  /** Keeps what a later attempt needs. Throws LostTaskError when the task is not this process's any more. */
  readonly keep: (checkpoint: Record<string, unknown>) => Promise<void>;
};

/** What a kind of task does; what it gives is the task's result. */
export type TaskWork = (run: TaskRun) => Promise<Record<string, unknown>>;

/** Another process has taken the task over. */
export class LostTaskError extends Error {
  override readonly name = "LostTaskError";
}
