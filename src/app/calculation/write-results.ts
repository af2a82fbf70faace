import type { Calculation, StatementHead } from "../../compensation/engine.ts";
import { bucketOf } from "../database/bucket.ts";
import { copyRows } from "../database/copy-rows.ts";
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

/** Writes the credits, then the statements with their lines, from where the progress stands; each batch commits with its progress. */
export async function writeResults(writing: Writing, from: CalculationProgress): Promise<void> {
  const buckets = new Map<string, number>();
  const { companyId } = writing.claim.session;
  const bucket = (participant: string): number => {
    const known = buckets.get(participant) ?? bucketOf(companyId, participant);
    buckets.set(participant, known);
    return known;
  };
  const owner: RowOwner = { companyId, calculationId: writing.claim.calculationId, ids: writing.transactionIds, bucket };
  const afterCredits = await writeCredits(writing, owner, from);
  await writeStatements(writing, owner, afterCredits);
}

/** Commits one batch after the other while the next is made ready: the database and this process work at the same time. */
class Commits {
  #last: Promise<void> = Promise.resolve();

  /** Waits for the batch before; its failure ends the work. */
  async add(commit: () => Promise<void>): Promise<void> {
    await this.#last;
    this.#last = commit();
    this.#last.catch(() => {}); // told by the next `add` or by `end`
  }

  async end(): Promise<void> {
    await this.#last;
  }
}

async function writeCredits(writing: Writing, owner: RowOwner, from: CalculationProgress): Promise<CalculationProgress> {
  const { store, claim, calculation, statements, onBatch } = writing;
  const batch = new CreditRows(owner);
  const commits = new Commits();
  let done = 0;
  const commit = () => {
    const progress = { ...from, credits: done };
    const chunk = batch.rows.take();
    return commits.add(async () => {
      await store.as(claim.session, async (tx) => {
        await saveProgress(tx, claim, progress);
        await copyRows(store, tx, "credits", CREDIT_COLUMNS, [chunk]);
      });
      onBatch(progress);
    });
  };
  for (const credit of creditsOf(calculation, statements)) {
    if (done >= from.credits) batch.add(credit, done);
    done += 1;
    if (batch.rows.rows >= ROWS_A_BATCH) await commit();
  }
  if (batch.rows.rows > 0) await commit();
  await commits.end();
  return { ...from, credits: done };
}

async function writeStatements(
  { store, claim, calculation, statements, onBatch }: Writing,
  owner: RowOwner,
  from: CalculationProgress,
): Promise<void> {
  const batch = new StatementRows(owner, calculation);
  const commits = new Commits();
  let done = from.statements;
  const commit = () => {
    const progress = { ...from, statements: done };
    const [rows, lines] = [batch.statements.take(), batch.lines.take()];
    return commits.add(async () => {
      await store.as(claim.session, async (tx) => {
        await saveProgress(tx, claim, progress);
        await copyRows(store, tx, "statements", STATEMENT_COLUMNS, [rows]);
        await copyRows(store, tx, "statement_lines", LINE_COLUMNS, [lines]);
      });
      onBatch(progress);
    });
  };
  for (const head of statements.slice(from.statements)) {
    batch.add(head);
    done += 1;
    if (batch.statements.rows + batch.lines.rows >= ROWS_A_BATCH) await commit();
  }
  if (batch.statements.rows > 0) await commit();
  await commits.end();
}
