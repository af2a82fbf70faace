import { Worker } from "node:worker_threads";
import type { ColumnProfile } from "../../mapping/recognition/column-profile.ts";
import type { CsvLayout } from "./csv.ts";
import type { Problem } from "../../table/problem.ts";
import { fileProblem, FileRefusal } from "./file-refusal.ts";

/** What a file or sheet seems to be, from its first rows. */
export type InspectedFile = {
  /** As a mapping names it: `book.xlsx#Deals` for a sheet. */
  readonly file: string;
  readonly delimiter: string;
  readonly encoding: string;
  readonly decision: string;
  readonly columns: readonly ColumnProfile[];
  readonly rows: readonly (readonly string[])[];
  /** Rows of the sample; the file may have more. */
  readonly sampled: number;
  readonly problems: readonly Problem[];
};
export type InspectInput = { readonly path: string; readonly file: string; readonly layout: CsvLayout };
export type InspectAnswer =
  | { readonly files: readonly InspectedFile[] }
  | { readonly problems: readonly Problem[] }
  | { readonly fault: string };

const INSPECT_MS_MAX = 30_000;

/** Reads the first rows of a file, or of each sheet of a workbook, in a thread of its own, and recognises them. Throws FileRefusal. */
export async function inspectFile(input: InspectInput): Promise<readonly InspectedFile[]> {
  const worker = new Worker(new URL("./inspect-worker.ts", import.meta.url), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: 192 },
  });
  const answer = Promise.withResolvers<InspectAnswer>();
  const late = setTimeout(() => answer.resolve({ fault: "it takes more than 30 seconds" }), INSPECT_MS_MAX);
  worker.once("message", (message: InspectAnswer) => answer.resolve(message));
  worker.once("error", (error: Error) => answer.resolve({ fault: error.message }));
  try {
    const found = await answer.promise;
    if ("files" in found) return found.files;
    throw "problems" in found
      ? new FileRefusal(...found.problems)
      : new FileRefusal(fileProblem(input.file, "not-readable", `cannot be read (${found.fault})`, "Save it as CSV in UTF-8"));
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}
