import { bindHeader, type ReadContext } from "../../company/bind-header.ts";
import type { TableDefinition } from "../../table/definition.ts";
import type { Problem } from "../../table/problem.ts";
import type { PlacedRow, Row } from "../../table/row.ts";
import type { CsvBatch } from "./csv-batch.ts";
import { type CsvOptions, openCsv } from "./csv.ts";
import { FileRefusal } from "./file-refusal.ts";

/** A row that is not taken: why, and its cells as they stand in the file (none where the row could not be split into cells). */
export type RejectedRow = {
  readonly file: string;
  readonly line: number;
  readonly problems: readonly Problem[];
  readonly cells: readonly string[];
  /** What could be read of the rows that it would have made. */
  readonly partial?: readonly Row[];
};
export type RowBatch = {
  readonly rows: readonly PlacedRow[];
  readonly rejected: readonly RejectedRow[];
  /** Lines of the rows that a mapping's condition leaves out. */
  readonly leftOut: readonly number[];
  readonly bytes: number;
};

/** Rows of one table from one file, in the table's own columns or through a mapping. */
export type TableSource = {
  readonly table: TableDefinition;
  readonly file: string;
  readonly header: readonly string[];
  /** How the file was understood, for the report. */
  readonly decision: string;
  readonly batches: AsyncIterable<RowBatch>;
};

/** Rows that could not be split into the header's cells. */
export function rejectedRows({ problems, problemCells }: CsvBatch): RejectedRow[] {
  return problems.map((problem, index) => ({
    file: problem.file,
    line: problem.line,
    problems: [problem],
    cells: problemCells[index] ?? [],
  }));
}

/** Opens a CSV file whose headers are the table's own columns. Throws FileRefusal when the file or its header cannot be used. */
export async function openTableFile(
  path: string,
  table: TableDefinition,
  context: ReadContext,
  options: CsvOptions = {},
): Promise<TableSource> {
  const csv = await openCsv(path, context.file, options);
  const reader = bindHeader(table, csv.header, context);
  if (!("read" in reader)) {
    await csv.close();
    throw new FileRefusal(...reader);
  }
  const { read } = reader;
  async function* batches(): AsyncGenerator<RowBatch> {
    for await (const batch of csv.batches) {
      const rows: PlacedRow[] = [];
      const rejected: RejectedRow[] = rejectedRows(batch);
      for (const [index, cells] of batch.rows.entries()) {
        const line = batch.lines[index] ?? 0;
        const result = read(cells, line);
        if ("row" in result) rows.push({ row: result.row, file: context.file, line, cells });
        else rejected.push({ file: context.file, line, problems: result.problems, cells });
      }
      yield { rows, rejected, leftOut: [], bytes: batch.bytes };
    }
  }
  return { table, file: context.file, header: csv.header, decision: csv.decision, batches: batches() };
}
