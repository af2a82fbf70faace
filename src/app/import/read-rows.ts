import type { ReadCompany } from "../../company/document.ts";
import type { PlacedRow } from "../../table/row.ts";
import { STAGED_TABLES } from "../database/staging.ts";
import type { InputSource } from "../files/inputs.ts";
import { type Rejection, rejectionOf } from "./rejections.ts";

/** The rows of the tables that fit in memory, as their files say. */
export type ReadRows = {
  readonly placed: ReadonlyMap<string, readonly PlacedRow[]>;
  readonly rejections: readonly Rejection[];
  /** Rows read and rows rejected so far, by table. */
  readonly counts: ReadonlyMap<string, { readonly read: number; readonly rejected: number }>;
};

export function isStaged(table: string): table is (typeof STAGED_TABLES)[number] {
  return STAGED_TABLES.some((name) => name === table);
}

/** Reads every source that is not staged. `onBatch` is told after each some thousand rows and may throw to stop. */
export async function readRows(
  company: ReadCompany | null,
  sources: readonly InputSource[],
  onBatch: (file: string, rows: number) => void,
): Promise<ReadRows> {
  const placed = new Map<string, PlacedRow[]>();
  const rejections: Rejection[] = [];
  const counts = new Map<string, { read: number; rejected: number }>();
  if (company && company.windows.length > 0) {
    placed.set(
      "windows",
      company.windows.map((row) => ({ row, file: "company.json", line: 1 })),
    );
    counts.set("windows", { read: company.windows.length, rejected: 0 });
  }
  for (const source of sources) {
    if (isStaged(source.table.name)) continue;
    const rows = placed.get(source.table.name) ?? [];
    const count = counts.get(source.table.name) ?? { read: 0, rejected: 0 };
    placed.set(source.table.name, rows);
    counts.set(source.table.name, count);
    for await (const batch of (await source.open()).batches) {
      for (const row of batch.rows) rows.push(row);
      for (const rejected of batch.rejected) rejections.push(...rejected.problems.map(rejectionOf));
      count.read += batch.rows.length + batch.rejected.length;
      count.rejected += batch.rejected.length;
      onBatch(source.file, batch.rows.length + batch.rejected.length);
    }
  }
  return { placed, rejections, counts };
}
