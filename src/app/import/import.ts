import { resolve } from "node:path";
import type { ReadCompany } from "../../company/document.ts";
import { windows } from "../../quotas/tables.ts";
import type { Session, Store } from "../database/store.ts";
import { FileRefusal } from "../files/file-refusal.ts";
import { findInputs, type Inputs } from "../files/inputs.ts";
import { readCompanyRow } from "./company-row.ts";
import { identifyFiles } from "./identify-files.ts";
import { knownRows } from "./known-rows.ts";
import { createImport, type ImportRequest, progressAtStart } from "./record.ts";
import type { ImportProgress, ImportResult } from "./result.ts";
import type { Sources } from "./reading/messages.ts";
import { runImport } from "./run-import.ts";

export type ImportOptions = {
  /** Company folders or files; with a mapping: the one folder its files stand in. */
  readonly paths: readonly string[];
  readonly mapping?: string;
  /** Names of dated tables that the files replace as a whole (REPLACEABLE). */
  readonly replace?: readonly string[];
  /** Do everything but publish, and say what would change. */
  readonly dryRun?: boolean;
  /** Cancels: the staging is dropped and nothing published. */
  readonly signal?: AbortSignal;
};

/**
 * Imports files into a company: staged in resumable batches, checked, then published as one change. Rows that are refused
 * are recorded (rejections.ts) and left out. Throws FileRefusal when a file as a whole cannot be used; then nothing is published.
 */
export async function importFiles(
  store: Store,
  session: Session,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<ImportResult> {
  return (await beginImport(store, session, options)).run(onProgress);
}

/** An import that is recorded but not yet read. */
export type BegunImport = {
  readonly importId: number;
  readonly run: (onProgress: (progress: ImportProgress) => void) => Promise<ImportResult>;
};

/** Finds the files and records the import, so that it has a number before it runs. Throws FileRefusal where a file is missing. */
export async function beginImport(store: Store, session: Session, options: ImportOptions): Promise<BegunImport> {
  const { signal } = options;
  const request: ImportRequest = {
    paths: options.paths.map((path) => resolve(path)),
    mapping: options.mapping === undefined ? null : resolve(options.mapping),
    replace: options.replace ?? [],
    dryRun: options.dryRun === true,
  };
  const { inputs, sources } = await inputsOf(store, session.companyId, request);
  const files = await identifyFiles(request, inputs);
  const mode = inputs.sources.some((source) => source.mode !== "upsert") ? "replace" : "upsert";
  const claim = await createImport(store, session, request, files, mode);
  return {
    importId: claim.importId,
    run: (onProgress) => runImport({ store, claim, inputs, sources, files, signal, onProgress }, progressAtStart(request)),
  };
}

/** Finds what a request asks to read, and how the reading thread finds it again. A company that is declared nowhere in the files is the one in the database. */
export async function inputsOf(
  store: Store,
  companyId: number,
  { paths, mapping, replace }: Sources["request"],
): Promise<{ readonly inputs: Inputs; readonly sources: Sources }> {
  const company = await store.system(async (tx): Promise<ReadCompany> => {
    const document = await readCompanyRow(tx, companyId);
    if (!document) throw new RangeError(`There is no company ${companyId} in the database`);
    return { document, windows: await knownRows(tx, companyId, windows, document.attributes) };
  });
  const inputs = await findInputs({ paths, company, replace, ...(mapping !== null && { mapping }) });
  if (inputs.problems.length > 0) throw new FileRefusal(...inputs.problems);
  return { inputs, sources: { request: { paths, mapping, replace }, company, files: inputs.sources.map(({ file }) => file) } };
}
