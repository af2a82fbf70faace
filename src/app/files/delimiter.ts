import { fileProblem, FileRefusal } from "./file-refusal.ts";

export const DELIMITERS = [",", ";", "\t", "|"] as const;
const DELIMITER_NAMES = new Map<string, string>([
  [",", "comma"],
  [";", "semicolon"],
  ["\t", "tab"],
  ["|", "pipe"],
]);

/** The delimiter in words. */
export function nameOf(delimiter: string): string {
  return DELIMITER_NAMES.get(delimiter) ?? JSON.stringify(delimiter);
}

/** The delimiter that stands most often in the header outside quotes. A tie is refused: guessing would shift every cell. */
export function detectDelimiter(file: string, header: string): { readonly delimiter: string; readonly decision: string } {
  const bare = header.replace(/"(?:[^"]|"")*"/g, "");
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length - 1 })).sort((a, b) => b.count - a.count);
  const [best, second] = counts;
  if (!best || best.count === 0) return { delimiter: ",", decision: "one column" };
  if (second && second.count === best.count) {
    throw new FileRefusal(
      fileProblem(
        file,
        "invalid-document",
        `has as many ${nameOf(best.delimiter)}s as ${nameOf(second.delimiter)}s in its header`,
        'Declare "delimiter" in the mapping',
        1,
      ),
    );
  }
  return { delimiter: best.delimiter, decision: `${nameOf(best.delimiter)} (detected from the header)` };
}
