import { setImmediate } from "node:timers/promises";
import { bindHeader } from "../../company/bind-header.ts";
import type { CompanyDocument } from "../../company/document.ts";
import type { References } from "../../company/references.ts";
import { type StagedTable, stagingTable } from "../database/staging.ts";
import type { Store } from "../database/store.ts";
import { openCsv } from "../files/csv.ts";
import { FileRefusal } from "../files/file-refusal.ts";
import type { InputSource } from "../files/inputs.ts";
import { CopyBuffer } from "./copy-buffer.ts";
import type { KeyFilter } from "./key-filter.ts";
import { isStaged } from "./read-rows.ts";
import { type Claim, type Position, type Progress, saveProgress } from "./record.ts";
import { recordRejections, type Rejection, rejectionOf } from "./rejections.ts";
import { rowEncoder } from "./row-encoder.ts";
import { storedColumns } from "./stored-columns.ts";

/** Bytes of encoded rows after which a batch is committed: short transactions embedded, where there is one connection. */
const BATCH_BYTES = { postgres: 8 << 20, pglite: 1 << 20 } as const;

export type Staging = {
  readonly store: Store;
  readonly claim: Claim;
  readonly company: CompanyDocument;
  readonly references: References;
  readonly signal: AbortSignal | undefined;
  /** Sees the key of every row that is staged. */
  readonly keys: Readonly<Record<StagedTable, KeyFilter>>;
  /** Told after each committed batch. */
  readonly onProgress: (progress: Progress, file: string, bytes: number) => void;
};

/**
 * Streams every source of a staged table into the import's partitions by binary COPY. Each batch is committed together
 * with its rejections and the position behind it, so a resume begins where the last commit stood.
 */
export async function stageFiles(staging: Staging, sources: readonly InputSource[], from: Progress): Promise<Progress> {
  let progress = from;
  for (const [index, source] of sources.entries()) {
    if (!isStaged(source.table.name) || index < progress.position.source) continue;
    const line = index === progress.position.source ? progress.position.line : 0;
    progress = await new FileStager(staging, source, index, progress, line).run();
  }
  return progress;
}

class FileStager {
  readonly #staging: Staging;
  readonly #source: InputSource;
  readonly #table: StagedTable;
  readonly #index: number;
  readonly #after: number;
  readonly #out = new CopyBuffer();
  #progress: Progress;
  #rejections: Rejection[] = [];
  #line: number;
  #bytes = 0;
  /** The batch that is being committed while the next one is read. */
  #pending: Promise<void> = Promise.resolve();

  constructor(staging: Staging, source: InputSource, index: number, progress: Progress, after: number) {
    this.#staging = staging;
    this.#source = source;
    this.#table = source.table.name === "splits" ? "splits" : "transactions";
    this.#index = index;
    this.#progress = progress;
    this.#after = after;
    this.#line = after;
  }

  async run(): Promise<Progress> {
    try {
      if (this.#source.own) await this.#readCells();
      else await this.#readRows();
      await this.#flush();
    } finally {
      await this.#pending.catch(() => {}); // its error was thrown by the flush that waited for it
    }
    await this.#pending;
    return this.#progress;
  }

  #encoder(header: readonly string[]) {
    const { company, references, claim, keys } = this.#staging;
    return rowEncoder(
      this.#source.table,
      header,
      { references, attributes: company.attributes, limits: company },
      this.#out,
      { ...claim, fileIndex: this.#index, file: this.#source.file },
      keys[this.#table],
    );
  }

  /** Files in the table's own columns: from cells to COPY without a typed row between. */
  async #readCells(): Promise<void> {
    const { path, file, table, own } = this.#source;
    const { signal } = this.#staging;
    const csv = await openCsv(path, file, signal ? { signal } : {});
    const bound = own ? bindHeader(table, csv.header, own) : [];
    if (!("read" in bound)) {
      await csv.close();
      throw new FileRefusal(...bound);
    }
    const encoder = this.#encoder(csv.header);
    for await (const batch of csv.batches) {
      const { lines, rows } = batch;
      const number = this.#progress.position.batch;
      for (const [index, problem] of batch.problems.entries()) {
        if (problem.line <= this.#after) continue;
        const cells = batch.problemCells[index] ?? [];
        this.#reject([rejectionOf(problem)], () => encoder.holdCells(cells, problem.line, number));
      }
      for (let index = 0; index < rows.length; index++) {
        const line = lines[index] ?? 0;
        const cells = rows[index];
        if (line <= this.#after || cells === undefined) continue;
        const problems = encoder.encodeCells(cells, line, number);
        if (problems) this.#reject(problems.map(rejectionOf), () => encoder.holdCells(cells, line, number));
      }
      await this.#endOfChunk(Math.max(lines.at(-1) ?? 0, batch.problems.at(-1)?.line ?? 0), batch.bytes);
    }
  }

  async #readRows(): Promise<void> {
    const source = await this.#source.open();
    const encoder = this.#encoder([]);
    for await (const batch of source.batches) {
      this.#staging.signal?.throwIfAborted();
      let last = 0;
      const number = this.#progress.position.batch;
      for (const { line, problems, partial = [] } of batch.rejected) {
        last = Math.max(last, line);
        if (line > this.#after) this.#reject(problems.map(rejectionOf), ...partial.map((row) => () => encoder.holdRow(row, line, number)));
      }
      for (const placed of batch.rows) {
        last = Math.max(last, placed.line);
        if (placed.line <= this.#after) continue;
        const problems = encoder.encodeRow(placed, number);
        if (problems) this.#reject(problems.map(rejectionOf), () => encoder.holdRow(placed.row, placed.line, number));
      }
      await this.#endOfChunk(last, batch.bytes);
    }
  }

  #rejected = 0;
  /** Rows in the buffer that are no splits, but hold a transaction back. */
  #held = 0;
  #reject(rejections: readonly Rejection[], ...holds: readonly (() => boolean)[]): void {
    this.#rejected += 1;
    this.#rejections.push(...rejections);
    if (this.#table === "splits") for (const hold of holds) if (hold()) this.#held += 1;
  }

  /** A batch ends only where a chunk of the file does, so that rows of one line are never parted. */
  async #endOfChunk(line: number, bytes: number): Promise<void> {
    this.#line = Math.max(this.#line, line);
    this.#bytes = bytes;
    // The connection's turn: the batch before is on its way while this one is read.
    await setImmediate();
    if (this.#out.length >= BATCH_BYTES[this.#staging.store.kind] || this.#rejections.length >= 10_000) await this.#flush();
  }

  async #flush(): Promise<void> {
    const rows = this.#out.rows;
    const chunk = this.#out.take();
    const rejections = this.#rejections;
    const rejected = this.#rejected;
    const read = rows - this.#held + rejected;
    this.#rejections = [];
    this.#rejected = 0;
    this.#held = 0;
    const name = this.#table;
    const counts = this.#progress.tables[name];
    const position: Position = { source: this.#index, line: this.#line, batch: this.#progress.position.batch + 1 };
    this.#progress = {
      ...this.#progress,
      position,
      tables: {
        ...this.#progress.tables,
        [name]: { ...counts, read: counts.read + read, rejected: counts.rejected + rejected, staged: counts.staged + rows },
      },
    };
    await this.#pending;
    this.#pending = this.#commit(name, chunk, rows, rejections, this.#progress, this.#bytes);
    // Until somebody waits for it, a failure is kept for the next flush.
    this.#pending.catch(() => {});
  }

  async #commit(
    table: StagedTable,
    chunk: Buffer,
    rows: number,
    rejections: readonly Rejection[],
    progress: Progress,
    bytes: number,
  ): Promise<void> {
    const { store, claim, onProgress } = this.#staging;
    await store.system(async (tx) => {
      await saveProgress(tx, claim, progress);
      if (rows > 0) await store.copyIn(tx, copyStatement(table, claim.importId, this.#source.table), [chunk]);
      await recordRejections(tx, claim, rejections);
    });
    onProgress(progress, this.#source.file, bytes);
  }
}

function copyStatement(table: StagedTable, importId: number, definition: InputSource["table"]): string {
  const columns = [
    "company_id",
    "import_id",
    "batch",
    "file",
    "row_line",
    ...storedColumns(definition).map(({ column }) => column),
    ...(definition.attributesOf === undefined ? [] : ["attributes"]),
  ];
  return `copy ${stagingTable(table, importId)} (${columns.map((column) => `"${column}"`).join(", ")}) from stdin (format binary)`;
}
