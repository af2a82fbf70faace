import type { Calculation, StatementHead } from "../../compensation/engine.ts";
import { bucketOf } from "../database/bucket.ts";
import { copyResults, type ResultTable } from "../database/copy-results.ts";
import type { Store } from "../database/store.ts";
import { CREDIT_COLUMNS, CreditRows, creditsOf } from "./credit-rows.ts";
import { type CalculationClaim, type CalculationProgress, saveProgress } from "./record.ts";
import { LINE_COLUMNS, type RowOwner, STATEMENT_COLUMNS, StatementRows } from "./statement-rows.ts";

/** Rows committed together: large enough for speed, small enough for a short transaction. */
const ROWS_A_BATCH = 50_000;

export type Writing = {
  readonly store: Store;
  readonly claim: CalculationClaim;
  readonly calculation: Calculation;
  readonly statements: readonly StatementHead[];
  readonly transactionIds: Float64Array;
  /** Throws when the work is to end. */
  readonly onBatch: (progress: CalculationProgress) => void;
};

/**
 * Writes the credits and, beside them, the statements with their lines, from where the progress stands; each batch commits with its progress.
 * On a server two connections take them at the same time.
 */
export async function writeResults(writing: Writing, from: CalculationProgress): Promise<void> {
  const buckets = new Map<string, number>();
  const { companyId } = writing.claim.session;
  const bucket = (participant: string): number => {
    const known = buckets.get(participant) ?? bucketOf(companyId, participant);
    buckets.set(participant, known);
    return known;
  };
  const owner: RowOwner = { companyId, calculationId: writing.claim.calculationId, ids: writing.transactionIds, bucket };
  const commits = new Commits(writing, from);
  const both = await Promise.allSettled([
    writeCredits(writing, owner, from.credits, commits),
    writeStatements(writing, owner, from.statements, commits),
  ]);
  for (const one of both) if (one.status === "rejected") throw one.reason;
}

type Rows = { readonly table: ResultTable; readonly columns: readonly string[]; readonly chunk: Uint8Array };

/** Commits batches of one table or the other with their progress. When one fails, so does every later one. */
class Commits {
  readonly #writing: Writing;
  #progress: CalculationProgress;
  readonly #failed = new AbortController();

  constructor(writing: Writing, from: CalculationProgress) {
    this.#writing = writing;
    this.#progress = from;
  }

  async commit(batch: readonly Rows[], written: Partial<CalculationProgress>): Promise<void> {
    const { store, claim, onBatch } = this.#writing;
    this.#failed.signal.throwIfAborted();
    try {
      await store.system(async (tx) => {
        for (const { table, columns, chunk } of batch) await copyResults(store, tx, table, columns, [chunk]);
        await saveProgress(tx, claim, written);
      });
      this.#progress = { ...this.#progress, ...written };
      onBatch(this.#progress);
    } catch (error) {
      this.#failed.abort(error);
      throw error;
    }
  }
}

/** Lets one batch be committed while the next is made ready: the database and this process work at the same time. */
class Queue {
  #last: Promise<void> = Promise.resolve();

  /** Waits for the batch before; its failure ends the work. */
  async add(commit: () => Promise<void>): Promise<void> {
    await this.#last;
    this.#last = commit();
    this.#last.catch(() => {}); // told by the next `add` or by `end`
  }

  end(): Promise<void> {
    return this.#last;
  }
}

async function writeCredits({ calculation, statements }: Writing, owner: RowOwner, from: number, commits: Commits): Promise<void> {
  const batch = new CreditRows(owner);
  const queue = new Queue();
  let done = 0;
  const commit = () => {
    const written = { credits: done };
    const rows: Rows = { table: "credits", columns: CREDIT_COLUMNS, chunk: batch.rows.take() };
    return queue.add(() => commits.commit([rows], written));
  };
  for (const credit of creditsOf(calculation, statements)) {
    if (done >= from) batch.add(credit, done);
    done += 1;
    if (batch.rows.rows >= ROWS_A_BATCH) await commit();
  }
  if (batch.rows.rows > 0) await commit();
  await queue.end();
}

async function writeStatements({ calculation, statements }: Writing, owner: RowOwner, from: number, commits: Commits): Promise<void> {
  const batch = new StatementRows(owner, calculation);
  const queue = new Queue();
  let done = from;
  const commit = () => {
    const written = { statements: done };
    const rows: Rows[] = [
      { table: "statements", columns: STATEMENT_COLUMNS, chunk: batch.statements.take() },
      { table: "statement_lines", columns: LINE_COLUMNS, chunk: batch.lines.take() },
    ];
    return queue.add(() => commits.commit(rows, written));
  };
  for (const head of statements.slice(from)) {
    batch.add(head);
    done += 1;
    if (batch.statements.rows + batch.lines.rows >= ROWS_A_BATCH) await commit();
  }
  if (batch.statements.rows > 0) await commit();
  await queue.end();
}
