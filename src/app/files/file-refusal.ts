import type { Problem, RefusalCode } from "../../table/problem.ts";
import { formatProblem } from "../../table/problem.ts";

/** A file that cannot be read on, with the place where reading stopped. */
export class FileRefusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(formatProblem(problem));
    this.name = "FileRefusal";
    this.problem = problem;
  }
}

export function fileProblem(file: string, code: RefusalCode, reason: string, fix: string, line = 0): Problem {
  return { code, reason, fix, file, line, column: "", value: "" };
}
