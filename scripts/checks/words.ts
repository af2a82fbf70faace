import type { Problem, ProjectFile } from "./files.ts";

/** Absolute paths of somebody's machine do not belong in a repository that others clone. */
const MACHINE_PATH = /(?<![\w.~-])\/(?:work|root|home|Users)\/[\w.]+/;

export function checkWords(files: readonly ProjectFile[]): Problem[] {
  const problems: Problem[] = [];
  for (const { path, text } of files) {
    text.split("\n").forEach((line, index) => {
      const found = MACHINE_PATH.exec(line);
      if (found)
        problems.push({
          path,
          line: index + 1,
          message: `names a path of one machine, ${found[0]}: write it relative to the project or take it from a setting`,
        });
    });
  }
  return problems;
}
