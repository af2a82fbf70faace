import { bindHeader } from "../../../company/bind-header.ts";
import { References } from "../../../company/references.ts";
import { STAGED_TABLES, type StagedTable } from "../../database/staging.ts";
import { openCsv } from "../../files/csv.ts";
import { FileRefusal } from "../../files/file-refusal.ts";
import type { InputSource } from "../../files/inputs.ts";
import { CopyBuffer } from "../copy-buffer.ts";
import { KeyFilter } from "../key-filter.ts";
import { isStaged } from "../read-rows.ts";
import type { Position } from "../record.ts";
import { type Rejection, rejectionOf } from "../rejections.ts";
import { rowEncoder } from "../row-encoder.ts";
import type { Distinct, StageInput } from "./messages.ts";
import type { Reading } from "./worker.ts";

/** Gives every row of the staged tables behind a position, encoded for COPY, in batches that end where a chunk of their file does. */
export async function encodeFiles(reading: Reading<"stage">, input: StageInput): Promise<Distinct> {
  const keys = { transactions: new KeyFilter(), splits: new KeyFilter() };
  // What an earlier process staged is not known to this one.
  if (input.from.batch > 0) for (const table of STAGED_TABLES) keys[table].giveUp();
  const stage: Stage = { reading, input, keys, references: References.of(input.references) };
  let position = input.from;
  for (const [index, source] of reading.inputs.sources.entries()) {
    const { name } = source.table;
    if (isStaged(name) && index >= position.source) position = await new FileEncoder(stage, source, name, index, position).run();
  }
  return { transactions: keys.transactions.allDifferent, splits: keys.splits.allDifferent };
}

type Stage = {
  readonly reading: Reading<"stage">;
  readonly input: StageInput;
  readonly keys: Readonly<Record<StagedTable, KeyFilter>>;
  readonly references: References;
};

class FileEncoder {
  readonly #stage: Stage;
  readonly #source: InputSource;
  readonly #table: StagedTable;
  readonly #index: number;
  /** Rows up to this line were staged before. */
  readonly #after: number;
  readonly #out = new CopyBuffer();
  #batch: number;
  #line: number;
  #bytes = 0;
  #rejections: Rejection[] = [];
  #rejected = 0;
  #leftOut = 0;
  /** Rows in the buffer that are no splits, but hold a transaction back. */
  #held = 0;

  constructor(stage: Stage, source: InputSource, table: StagedTable, index: number, from: Position) {
    this.#stage = stage;
    this.#source = source;
    this.#table = table;
    this.#index = index;
    this.#after = index === from.source ? from.line : 0;
    this.#line = this.#after;
    this.#batch = from.batch;
  }

  async run(): Promise<Position> {
    if (this.#source.own) await this.#readCells();
    else await this.#readRows();
    return this.#flush();
  }

  #encoder(header: readonly string[]) {
    const { input, references, keys } = this.#stage;
    const { document, place } = input;
    return rowEncoder(
      this.#source.table,
      header,
      { references, attributes: document.attributes, limits: document },
      this.#out,
      { ...place, fileIndex: this.#index, file: this.#source.file },
      keys[this.#table],
    );
  }

  /** Files in the table's own columns: from cells to COPY without a typed row between. */
  async #readCells(): Promise<void> {
    const { path, file, table, own } = this.#source;
    const csv = await openCsv(path, file);
    const bound = own ? bindHeader(table, csv.header, own) : [];
    if (!("read" in bound)) {
      await csv.close();
      throw new FileRefusal(...bound);
    }
    const encoder = this.#encoder(csv.header);
    for await (const batch of csv.batches) {
      const { lines, rows } = batch;
      for (const [index, problem] of batch.problems.entries()) {
        if (problem.line <= this.#after) continue;
        const cells = batch.problemCells[index] ?? [];
        this.#reject([rejectionOf(problem)], () => encoder.holdCells(cells, problem.line, this.#batch));
      }
      for (let index = 0; index < rows.length; index++) {
        const line = lines[index] ?? 0;
        const cells = rows[index];
        if (line <= this.#after || cells === undefined) continue;
        const problems = encoder.encodeCells(cells, line, this.#batch);
        if (problems) this.#reject(problems.map(rejectionOf), () => encoder.holdCells(cells, line, this.#batch));
      }
      await this.#endOfChunk(Math.max(lines.at(-1) ?? 0, batch.problems.at(-1)?.line ?? 0), batch.bytes);
    }
  }

  async #readRows(): Promise<void> {
    const source = await this.#source.open();
    const encoder = this.#encoder([]);
    for await (const batch of source.batches) {
      let last = 0;
      for (const { line, problems, partial = [] } of batch.rejected) {
        last = Math.max(last, line);
        if (line <= this.#after) continue;
        this.#reject(problems.map(rejectionOf), ...partial.map((row) => () => encoder.holdRow(row, line, this.#batch)));
      }
      for (const line of batch.leftOut) {
        last = Math.max(last, line);
        if (line > this.#after) this.#leftOut += 1;
      }
      for (const placed of batch.rows) {
        last = Math.max(last, placed.line);
        if (placed.line <= this.#after) continue;
        const problems = encoder.encodeRow(placed, this.#batch);
        if (problems) this.#reject(problems.map(rejectionOf), () => encoder.holdRow(placed.row, placed.line, this.#batch));
      }
      await this.#endOfChunk(last, batch.bytes);
    }
  }

  #reject(rejections: readonly Rejection[], ...holds: readonly (() => boolean)[]): void {
    this.#rejected += 1;
    this.#rejections.push(...rejections);
    if (this.#table === "splits") for (const hold of holds) if (hold()) this.#held += 1;
  }

  /** A batch ends only where a chunk of the file does, so that rows of one line are never parted. */
  async #endOfChunk(line: number, bytes: number): Promise<void> {
    this.#stage.reading.step();
    this.#line = Math.max(this.#line, line);
    this.#bytes = bytes;
    if (this.#out.length >= this.#stage.input.batchBytes || this.#rejections.length >= 10_000) await this.#flush();
  }

  async #flush(): Promise<Position> {
    const rows = this.#out.rows;
    const chunk = this.#out.take();
    const [rejected, held, rejections, leftOut] = [this.#rejected, this.#held, this.#rejections, this.#leftOut];
    this.#batch += 1;
    this.#rejections = [];
    this.#rejected = 0;
    this.#leftOut = 0;
    this.#held = 0;
    const position: Position = { source: this.#index, line: this.#line, batch: this.#batch };
    const counts = { rows, read: rows - held + rejected, rejected, leftOut, rejections };
    await this.#stage.reading.give({ source: this.#index, chunk, ...counts, position, bytes: this.#bytes }, [chunk.buffer]);
    return position;
  }
}
