import type { Archive } from "./archive.ts";
import { LIMITS } from "./limits.ts";
import { WorkbookRefusal } from "./refusal.ts";

/** Which cells are merged over several rows. */
export type Merges = { readonly lastLine: (line: number, column: number) => number };

/** Longest way in which a merge is written: `<mergeCell ref="AAA1048576:AAA1048576"/>`, with a prefix. */
const TAG_LENGTH_MAX = 120;
const TAG = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;

/** Merges stand behind the rows, so they are looked for first: as bytes, without parsing the sheet. Only the first column of each counts. */
export async function readMerges(archive: Archive, path: string): Promise<Merges> {
  const lastLines = new Map<string, number>();
  let rest = "";
  for await (const chunk of archive.read(path)) {
    if (!chunk.includes("mergeCell") && !rest.includes("<")) {
      rest = chunk.toString("latin1", Math.max(0, chunk.length - TAG_LENGTH_MAX));
      continue;
    }
    const text = rest + chunk.toString("latin1");
    if (text.includes("mergeCell")) {
      for (const [, column = "", first, , last] of text.matchAll(TAG))
        if (Number(last) > Number(first)) lastLines.set(`${column}${first}`, Number(last));
      if (lastLines.size > LIMITS.merges)
        throw new WorkbookRefusal(
          "too-large-file",
          `has more than ${LIMITS.merges.toLocaleString("en-US")} merged cells`,
          "Save the sheet as CSV",
        );
    }
    rest = text.slice(-TAG_LENGTH_MAX);
  }
  if (lastLines.size === 0) return { lastLine: () => 0 };
  return { lastLine: (line, column) => lastLines.get(`${columnName(column)}${line}`) ?? 0 };
}

function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}
