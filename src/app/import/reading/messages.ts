import type { CompanyDocument, ReadCompany } from "../../../company/document.ts";
import type { ReferenceEntries } from "../../../company/references.ts";
import type { Problem } from "../../../table/problem.ts";
import type { Cell } from "../../../table/row.ts";
import type { StagedTable } from "../../database/staging.ts";
import type { ImportRequest, Position } from "../record.ts";
import type { Rejection } from "../rejections.ts";

/** What the reading thread finds again by itself: the same files in the same order, or it refuses. */
export type Sources = {
  readonly request: Pick<ImportRequest, "paths" | "mapping" | "replace">;
  /** The company that files without a company.json belong to. */
  readonly company: ReadCompany;
  /** Names of the files, by which both sides know that they mean the same. */
  readonly files: readonly string[];
};

/** Rows of a table that fits in memory, laid out so that they can be sent: `cells[i]` belongs to `names[i]`. */
export type RowsPart = {
  readonly source: number;
  readonly table: string;
  readonly file: string;
  readonly names: readonly string[];
  readonly rows: readonly {
    readonly cells: readonly (Cell | undefined)[];
    readonly line: number;
    readonly texts: readonly string[] | undefined;
  }[];
  /** The problems of each row that was not taken. */
  readonly rejected: readonly (readonly Problem[])[];
  /** Rows that the source's condition leaves out. */
  readonly leftOut: number;
};

/** Rows of a staged table as they go to COPY, and the place behind them. */
export type StagedPart = {
  readonly source: number;
  readonly chunk: Uint8Array;
  /** Rows in the chunk, and those read: some are no rows of their own, some were refused. */
  readonly rows: number;
  readonly read: number;
  readonly rejected: number;
  /** Rows that the source's condition leaves out; they are not among those read. */
  readonly leftOut: number;
  readonly rejections: readonly Rejection[];
  readonly position: Position;
  /** Content of the file read so far. */
  readonly bytes: number;
};

export type StageInput = Sources & {
  readonly document: CompanyDocument;
  readonly references: ReferenceEntries;
  readonly place: { readonly companyId: number; readonly importId: number };
  readonly from: Position;
  readonly batchBytes: number;
};

/** Whether all keys that were staged were surely different. */
export type Distinct = Readonly<Record<StagedTable, boolean>>;

/** The first rows of a table as they would be imported, and the first that would be refused as they are read. */
export type MappedSample = {
  readonly table: string;
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly problems: readonly Problem[];
  readonly read: number;
  /** Rows that the condition leaves out; they are not among those read. */
  readonly leftOut: number;
};
export type MappedSamples = { readonly tables: readonly MappedSample[]; readonly problems: readonly Problem[] };

/** What the thread is asked to do: its input, the parts it gives on the way, and its result. */
export type Tasks = {
  readonly rows: { readonly input: Sources; readonly part: RowsPart; readonly result: null };
  readonly stage: { readonly input: StageInput; readonly part: StagedPart; readonly result: Distinct };
  readonly sample: { readonly input: Sources; readonly part: never; readonly result: MappedSamples };
};
export type TaskName = keyof Tasks;

/** `next`: a part was dealt with, another may come. */
export type ToReader =
  | { readonly [Name in TaskName]: { readonly kind: Name; readonly input: Tasks[Name]["input"] } }[TaskName]
  | { readonly kind: "next" };
export type FromReader =
  | { readonly kind: "part"; readonly part: Tasks[TaskName]["part"] }
  | { readonly kind: "done"; readonly result: Tasks[TaskName]["result"] }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  | { readonly kind: "failed"; readonly message: string };

/** Parts that may be under way at once: one being written while the next is made. */
export const PARTS_MAX = 2;
/** Counts the thread's steps, so that one that makes none for long can be ended. */
export type ThreadInput = { readonly steps: SharedArrayBuffer };
