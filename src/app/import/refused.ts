import type { PlanProblem } from "../../plans/problem.ts";
import { formatProblem } from "../../table/problem.ts";
import { FileRefusal } from "../files/file-refusal.ts";
import { Problem } from "../server/kit/problem.ts";

/** Runs work on files; a file that is refused as a whole becomes a problem that names every place. */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    const errors = error.problems.map((problem) => ({
      place: `${problem.file}${problem.line > 0 ? `:${problem.line}` : ""}${problem.column === "" ? "" : ` ${problem.column}`}`,
      message: `${problem.reason.replace(/\.$/, "")}. ${problem.fix}`,
    }));
    const [first] = error.problems;
    throw new Problem("file-refused", first ? formatProblem(first) : undefined, { errors });
  }
}

/** A mapping that is wrong, with each place in it. */
export function mappingProblem(problems: readonly PlanProblem[]): Problem {
  const errors = problems.map(({ path, message, fix }) => ({ place: `mapping.${path}`, message: `${message} ${fix}`.trim() }));
  const [first] = errors;
  return new Problem("invalid-input", first ? `${first.place} ${first.message}` : undefined, { errors });
}
