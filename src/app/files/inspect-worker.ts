import { parentPort, workerData } from "node:worker_threads";
import { profileColumn } from "../../mapping/recognition/column-profile.ts";
import { untyped } from "../../table/typed-cell.ts";
import { openCsv } from "./csv.ts";
import { FileRefusal } from "./file-refusal.ts";
import type { InspectAnswer, InspectedFile, InspectInput } from "./inspect.ts";
import { sheetsOf, workbookOf } from "./workbook/open.ts";

/** Rows by which a file is recognised, and those of them that are shown. */
const SAMPLE_ROWS = 2000;
const SHOWN_ROWS = 20;
const ENCODINGS = ["utf-8", "windows-1252"] as const;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- given by inspect.ts
const { path, file, layout } = workerData as InspectInput;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(await inspect().catch(answerOf));

function answerOf(error: unknown): InspectAnswer {
  if (error instanceof FileRefusal) return { problems: error.problems };
  return { fault: error instanceof Error ? error.message : String(error) };
}

async function inspect(): Promise<InspectAnswer> {
  if (!workbookOf(path)) return { files: [await inspectText()] };
  const sheets = await sheetsOf(path, file);
  const files: InspectedFile[] = [];
  for (const sheet of sheets.slice(0, 50)) {
    try {
      files.push(await inspectOne(`${path}#${sheet}`, `${file}#${sheet}`, "utf-8"));
    } catch (error) {
      // An empty sheet beside others is no reason to refuse them.
      if (!(error instanceof FileRefusal) || sheets.length === 1) throw error;
    }
  }
  return { files };
}

/** The first encoding by which the sample is text: bytes that are not UTF-8 are taken for those of Excel on Windows, and said to be. */
async function inspectText(): Promise<InspectedFile> {
  if (layout.encoding !== undefined) return inspectOne(path, file, layout.encoding);
  for (const encoding of ENCODINGS) {
    try {
      return await inspectOne(path, file, encoding);
    } catch (error) {
      if (!(error instanceof FileRefusal) || error.problems[0]?.code !== "invalid-encoding" || encoding !== ENCODINGS[0]) throw error;
    }
  }
  throw new RangeError("one of the encodings reads or refuses");
}

async function inspectOne(at: string, name: string, encoding: string): Promise<InspectedFile> {
  const csv = await openCsv(at, name, { ...layout, ...(encoding !== "utf-8" && { encoding }), typed: true });
  const rows: (readonly string[])[] = [];
  const problems: InspectedFile["problems"][number][] = [];
  for await (const batch of csv.batches) {
    rows.push(...batch.rows.slice(0, SAMPLE_ROWS - rows.length));
    problems.push(...batch.problems.slice(0, 20 - problems.length));
    if (rows.length >= SAMPLE_ROWS) break;
  }
  const columns = csv.header.flatMap((header, index) =>
    header === ""
      ? []
      : [
          profileColumn(
            header,
            rows.map((row) => row[index] ?? ""),
          ),
        ],
  );
  return {
    file: name,
    delimiter: csv.delimiter,
    encoding,
    decision: csv.decision,
    columns: columns.map((column) => ({ ...column, samples: column.samples.map(untyped) })),
    rows: rows.slice(0, SHOWN_ROWS).map((row) => row.map(untyped)),
    sampled: rows.length,
    problems,
  };
}
