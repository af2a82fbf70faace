import type { Problem } from "../../table/problem.ts";
import { fileProblem } from "./file-refusal.ts";

/** A file with more columns is no table of ours. */
export const COLUMNS_MAX = 2000;

/** What is wrong with a header: a name that stands twice, or too many names. */
export function duplicateHeader(file: string, header: readonly string[], line: number): Problem | undefined {
  if (header.length > COLUMNS_MAX)
    return fileProblem(
      file,
      "too-many-columns",
      `has ${header.length.toLocaleString("en-US")} columns; at most ${COLUMNS_MAX.toLocaleString("en-US")} are read`,
      "Keep the columns that are needed, or declare the delimiter in the mapping",
      line,
    );
  const seen = new Set<string>();
  for (const name of header) {
    if (name !== "" && seen.has(name))
      return {
        ...fileProblem(file, "duplicate-column", "stands twice in the header", "Rename or remove one of the columns", line),
        column: name,
      };
    seen.add(name);
  }
  return undefined;
}
