import type { LeftOut } from "./left-out.ts";
import type { Problem } from "../../table/problem.ts";

/** What an import did to one table. `same`: already in the database with the same content; `collapsed`: read again with the same content. */
export type TableCounts = {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly same: number;
  readonly collapsed: number;
  readonly voided: number;
  readonly rejected: number;
};

/** How far an import is; counts grow while it runs. */
export type ImportProgress = {
  readonly importId: number;
  readonly phase: "reading" | "checking" | "publishing";
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  readonly rejected: number;
};

/** What an import found and did. Every rejected row stands in `import_rejections` under `importId`; `rejections.ts` writes them to a file. */
export type ImportResult = {
  readonly importId: number;
  readonly state: "published" | "preview" | "cancelled";
  /** The change under which the rows were published; null when nothing changed, and for a preview. */
  readonly changeNumber: number | null;
  /** By table name, in the order of the tables; tables without a row are left out. */
  readonly tables: ReadonlyMap<string, TableCounts>;
  readonly rejected: number;
  /** Rows that conditions of the mapping left out. */
  readonly leftOut: readonly LeftOut[];
  /** What is doubtful in plans that were taken. */
  readonly warnings: readonly Problem[];
};

export const NO_ROWS: TableCounts = { read: 0, new: 0, changed: 0, same: 0, collapsed: 0, voided: 0, rejected: 0 };
