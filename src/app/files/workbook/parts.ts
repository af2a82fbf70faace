import { posix } from "node:path";
import type { Archive } from "./archive.ts";
import { LIMITS } from "./limits.ts";
import { type CellStyle, styleOf } from "./number-format.ts";
import { WorkbookRefusal } from "./refusal.ts";
import { readXml } from "./xml.ts";

export type SheetPart = { readonly name: string; readonly path: string; readonly hidden: boolean };
/** What a workbook says of itself: its sheets in order, and whether its days count from 1904. */
export type WorkbookPart = {
  readonly sheets: readonly SheetPart[];
  readonly from1904: boolean;
  readonly texts: string;
  readonly styles: string;
};

/** Reads the workbook's own file and where its parts stand. */
export async function readWorkbook(archive: Archive): Promise<WorkbookPart> {
  const root = await targets(archive, "_rels/.rels", "");
  const main = [...root.values()].find(({ type }) => type === "officeDocument")?.path ?? "xl/workbook.xml";
  if (!archive.has(main) || main.endsWith(".bin"))
    throw new WorkbookRefusal(
      "not-readable",
      main.endsWith(".bin") ? "is a binary workbook (.xlsb)" : "is a zip archive without a workbook in it",
      "Save it as Excel workbook (.xlsx)",
    );
  const folder = posix.dirname(main);
  const parts = await targets(archive, `${folder}/_rels/${posix.basename(main)}.rels`, folder);
  const sheets: SheetPart[] = [];
  let from1904 = false;
  await readXml(archive.read(main), {
    open: (name, attribute) => {
      if (name === "workbookPr") from1904 = /^(1|true)$/.test(attribute("date1904") ?? "");
      const part = name === "sheet" ? parts.get(attribute("id") ?? "") : undefined;
      if (part?.type === "worksheet")
        sheets.push({ name: attribute("name") ?? "", path: part.path, hidden: (attribute("state") ?? "visible") !== "visible" });
      if (sheets.length > LIMITS.sheets) throw new WorkbookRefusal("too-large-file", `has more than ${LIMITS.sheets} sheets`, "Split it");
    },
  });
  const pathOf = (type: string) => [...parts.values()].find((part) => part.type === type)?.path ?? "";
  return { sheets, from1904, texts: pathOf("sharedStrings"), styles: pathOf("styles") };
}

async function targets(
  archive: Archive,
  file: string,
  folder: string,
): Promise<Map<string, { readonly type: string; readonly path: string }>> {
  const found = new Map<string, { readonly type: string; readonly path: string }>();
  await readXml(archive.read(file), {
    open: (name, attribute) => {
      if (name !== "Relationship" || attribute("TargetMode") === "External" || found.size > LIMITS.entries) return;
      const target = attribute("Target") ?? "";
      const path = target.startsWith("/") ? target.slice(1) : posix.join(folder, target);
      found.set(attribute("Id") ?? "", { type: posix.basename(attribute("Type") ?? ""), path });
    },
  });
  return found;
}

/** How the cells of each style show their numbers, by the style's index. */
export async function readStyles(archive: Archive, path: string): Promise<readonly CellStyle[]> {
  const codes = new Map<number, string>();
  const styles: CellStyle[] = [];
  let inCells = false;
  await readXml(archive.read(path), {
    open: (name, attribute) => {
      if (name === "numFmt") codes.set(Number(attribute("numFmtId")), attribute("formatCode") ?? "");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(attribute("numFmtId") ?? 0);
        styles.push(styleOf(id, codes.get(id)));
      }
      if (styles.length + codes.size > LIMITS.styles)
        throw new WorkbookRefusal("too-large-file", `has more than ${LIMITS.styles} styles`, "Save the sheet as CSV");
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}
