import type { CompanyDocument } from "../../company/document.ts";
import type { References } from "../../company/references.ts";
import { type StagedTable, stagingTable } from "../database/staging.ts";
import type { Store } from "../database/store.ts";
import type { Inputs, InputSource } from "../files/inputs.ts";
import type { Distinct, Sources, StagedPart } from "./reading/messages.ts";
import { inReadingThread } from "./reading/thread.ts";
import { withLeftOut } from "./left-out.ts";
import { isStaged } from "./read-rows.ts";
import { type Claim, type Progress, saveProgress } from "./record.ts";
import { recordRejections } from "./rejections.ts";
import { storedColumns } from "./stored-columns.ts";

/** Bytes of encoded rows after which a batch is committed: short transactions embedded, where there is one connection. */
const BATCH_BYTES = { postgres: 8 << 20, pglite: 1 << 20 } as const;

export type Staging = {
  readonly store: Store;
  readonly claim: Claim;
  readonly inputs: Inputs;
  readonly sources: Sources;
  readonly company: CompanyDocument;
  readonly references: References;
  readonly signal: AbortSignal | undefined;
  /** Told after each committed batch. */
  readonly onProgress: (progress: Progress, file: string, bytes: number) => void;
};

/**
 * Streams every source of a staged table into the import's partitions by binary COPY. Each batch is committed together
 * with its rejections and the position behind it, so a resume begins where the last commit stood.
 */
export async function stageFiles(staging: Staging, from: Progress): Promise<{ readonly progress: Progress; readonly distinct: Distinct }> {
  const { store, claim, inputs, company, references, sources, signal } = staging;
  let progress = from;
  const distinct = await inReadingThread(
    "stage",
    {
      ...sources,
      document: company,
      references: references.entries(),
      place: { companyId: claim.companyId, importId: claim.importId },
      from: from.position,
      batchBytes: BATCH_BYTES[store.kind],
    },
    async (part) => {
      const source = inputs.sources[part.source];
      if (!source || !isStaged(source.table.name)) throw new RangeError(`There is no staged source ${part.source}`);
      progress = counted(progress, source.table.name, part);
      await commit(staging, source, source.table.name, part, progress);
      staging.onProgress(progress, source.file, part.bytes);
    },
    signal,
  );
  return { progress, distinct };
}

function counted(progress: Progress, table: StagedTable, { source, position, read, rejected, leftOut, rows }: StagedPart): Progress {
  const counts = progress.tables[table];
  const after = { ...counts, read: counts.read + read, rejected: counts.rejected + rejected, staged: counts.staged + rows };
  return {
    ...progress,
    position,
    tables: { ...progress.tables, [table]: after },
    leftOut: withLeftOut(progress.leftOut, source, leftOut),
  };
}

async function commit(
  { store, claim }: Staging,
  source: InputSource,
  table: StagedTable,
  part: StagedPart,
  progress: Progress,
): Promise<void> {
  await store.system(async (tx) => {
    await saveProgress(tx, claim, progress);
    if (part.rows > 0) await store.copyIn(tx, copyStatement(table, claim.importId, source.table), [part.chunk]);
    await recordRejections(tx, claim, part.rejections);
  });
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
