import type { ReadCompany } from "../../company/document.ts";
import { CompactRow, rowNames } from "../../table/compact-row.ts";
import type { PlacedRow } from "../../table/row.ts";
import { STAGED_TABLES } from "../database/staging.ts";
import { type LeftOutBySource, withLeftOut } from "./left-out.ts";
import type { RowsPart, Sources } from "./reading/messages.ts";
import { inReadingThread } from "./reading/thread.ts";
import { type Rejection, rejectionOf } from "./rejections.ts";

/** The rows of the tables that fit in memory, as their files say. */
export type ReadRows = {
  readonly placed: ReadonlyMap<string, readonly PlacedRow[]>;
  readonly rejections: readonly Rejection[];
  /** Rows read and rows rejected so far, by table. */
  readonly counts: ReadonlyMap<string, { readonly read: number; readonly rejected: number }>;
  /** Rows that a condition leaves out, by the index of their source. */
  readonly leftOut: LeftOutBySource;
};

export function isStaged(table: string): table is (typeof STAGED_TABLES)[number] {
  return STAGED_TABLES.some((name) => name === table);
}

/** Reads every source that is not staged. `onBatch` is told after each some thousand rows. */
export async function readRows(
  company: ReadCompany | null,
  sources: Sources,
  onBatch: (file: string, rows: number) => void,
  signal: AbortSignal | undefined,
): Promise<ReadRows> {
  const placed = new Map<string, PlacedRow[]>();
  const rejections: Rejection[] = [];
  const counts = new Map<string, { read: number; rejected: number }>();
  let leftOut: LeftOutBySource = {};
  if (company && company.windows.length > 0) {
    placed.set(
      "windows",
      company.windows.map((row) => ({ row, file: "company.json", line: 1 })),
    );
    counts.set("windows", { read: company.windows.length, rejected: 0 });
  }
  const take = ({ source, table, file, names, rows, rejected, leftOut: passed }: RowsPart): void => {
    leftOut = withLeftOut(leftOut, source, passed);
    const list = placed.get(table) ?? [];
    const count = counts.get(table) ?? { read: 0, rejected: 0 };
    placed.set(table, list);
    counts.set(table, count);
    const shared = rowNames(names);
    for (const { cells, line, texts } of rows)
      list.push({ row: new CompactRow(shared, cells), file, line, ...(texts && { cells: texts }) });
    for (const problems of rejected) rejections.push(...problems.map(rejectionOf));
    count.read += rows.length + rejected.length;
    count.rejected += rejected.length;
    onBatch(file, rows.length + rejected.length);
  };
  await inReadingThread("rows", sources, take, signal);
  return { placed, rejections, counts, leftOut };
}
