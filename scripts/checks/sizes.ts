import type { Problem, ProjectFile } from "./files.ts";

const LINES_WARN = 250;
const BYTES_MAX = 16 * 1024;

/** Files stay readable: a warning above 250 lines, refused above 16 KB. Generated files say so in their first line. */
export function checkSizes(files: readonly ProjectFile[]): Problem[] {
  const problems: Problem[] = [];
  for (const { path, text } of files) {
    if (!/\.(ts|tsx|mjs|css|sql|md)$/.test(path) || isGenerated(text)) continue;
    const bytes = Buffer.byteLength(text);
    const lines = text.split("\n").length - 1;
    if (bytes > BYTES_MAX) problems.push({ path, message: `${bytes} bytes; at most ${BYTES_MAX}: split it by noun` });
    else if (lines > LINES_WARN) problems.push({ path, message: `${lines} lines; files are rarely over ${LINES_WARN}`, warning: true });
  }
  return problems;
}

function isGenerated(text: string): boolean {
  return /^[^\n]*\bgenerated\b/i.test(text);
}
