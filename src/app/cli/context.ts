import type { Store } from "../database/store.ts";
import type { ProblemPlace } from "../server/kit/problem.ts";

/**
 * What a command may touch. A command runs in the terminal's own process or, when a running server holds the
 * embedded database, inside that server with the terminal's streams: it must reach the world through this alone.
 */
export type CommandContext = {
  /** Folder that relative paths start from: the terminal's. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Results: stdout. */
  readonly out: (text: string) => void;
  /** Messages: stderr. */
  readonly err: (text: string) => void;
  /** Whether stderr is a terminal that shows progress. */
  readonly showsProgress: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Asks a yes-or-no question; undefined where nobody can be asked (no terminal, or --no-input). */
  readonly ask?: (question: string) => Promise<boolean>;
  /** The open database, when the command runs inside the server that holds it. */
  readonly store?: Store;
};

/** Exit codes of every command. */
export const DONE = 0;
export const BLOCKED = 1;
export const REFUSED = 2;
export const CANCELLED = 130;

/**
 * The command cannot be done as asked: wrong usage or input. `reason` names the place and the value, without a full stop; `errors` are
 * its single places where there are several, and `text` then says them all to a terminal.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly reason: string;
  readonly fix: string;
  readonly errors: readonly ProblemPlace[];
  constructor(reason: string, fix: string, { errors = [], text = `${reason}. ${fix}` }: RefusalParts = {}) {
    super(text);
    this.reason = reason;
    this.fix = fix;
    this.errors = errors;
  }
}

type RefusalParts = { readonly errors?: readonly ProblemPlace[]; readonly text?: string };

/** Throws when Ctrl-C was pressed; called between batches of work. */
export function throwIfCancelled(context: CommandContext): void {
  if (context.signal.aborted) throw new Cancelled();
}

/** The command was ended by Ctrl-C and left nothing half done. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
  constructor() {
    super("Cancelled; nothing was published");
  }
}
