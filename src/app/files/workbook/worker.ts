import { parentPort, workerData } from "node:worker_threads";
import { Archive } from "./archive.ts";
import type { FromReader, ReaderInput } from "./messages.ts";
import { readStyles, readWorkbook, type SheetPart, type WorkbookPart } from "./parts.ts";
import { WorkbookRefusal } from "./refusal.ts";
import { readSharedTexts } from "./shared-texts.ts";
import { readSheet } from "./sheet.ts";

/** The reading thread: one sheet of one workbook, a batch of rows for each that is asked for. */
const port = parentPort;
if (!port) throw new Error("workbook/worker.ts runs as a worker");
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- given by open.ts
const input = workerData as ReaderInput;

const tell = (message: FromReader): void => port.postMessage(message);

let asked = Promise.withResolvers<void>();
port.on("message", () => asked.resolve());

try {
  const archive = await Archive.open(input.path);
  const workbook = await readWorkbook(archive);
  const visible = workbook.sheets.filter(({ hidden }) => !hidden);
  if (input.list) tell({ kind: "sheets", sheets: visible.map(({ name }) => name) });
  else await giveRows(archive, workbook, sheetOf(workbook, visible));
  archive.close();
} catch (error) {
  if (error instanceof WorkbookRefusal) tell({ kind: "refused", fault: error.fault });
  else tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
}
port.close();

async function giveRows(archive: Archive, workbook: WorkbookPart, sheet: SheetPart): Promise<void> {
  const texts = await readSharedTexts(archive, workbook.texts);
  const styles = await readStyles(archive, workbook.styles);
  for await (const rows of readSheet(archive, sheet.path, { texts, styles, from1904: workbook.from1904 })) {
    await asked.promise;
    asked = Promise.withResolvers<void>();
    tell({ kind: "rows", ...rows });
  }
  await asked.promise;
  tell({ kind: "end" });
}

function sheetOf({ sheets }: WorkbookPart, visible: readonly SheetPart[]): SheetPart {
  const names = visible.map(({ name }) => name).join(", ");
  if (input.sheet !== null) {
    const named = sheets.find(({ name }) => name === input.sheet);
    if (named) return named;
    throw new WorkbookRefusal("unknown-sheet", `has no sheet ${JSON.stringify(input.sheet)}`, `Its sheets are ${names}`);
  }
  const [only, another] = visible;
  if (!only) throw new WorkbookRefusal("empty-file", "has no sheet that is shown", "Show the sheet that holds the rows");
  if (another)
    throw new WorkbookRefusal("unknown-sheet", `has several sheets: ${names}`, `Name one behind the file, such as book.xlsx#${only.name}`);
  return only;
}
