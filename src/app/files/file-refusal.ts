import type { Problem, RefusalCode } from "../../table/problem.ts";
import { formatProblem } from "../../table/problem.ts";

/** A file that cannot be read on: every reason, each with its place. */
export class FileRefusal extends Error {
  readonly problems: readonly Problem[];
  constructor(...problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.name = "FileRefusal";
    this.problems = problems;
  }
}

export function fileProblem(file: string, code: RefusalCode, reason: string, fix: string, line = 0): Problem {
  return { code, reason, fix, file, line, column: "", value: "" };
}
