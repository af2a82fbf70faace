import type { Store } from "../database/store.ts";

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

/** The command cannot be done as asked: wrong usage or input. The message names the place, the value and the fix. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

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
