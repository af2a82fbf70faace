import { formatPlace, formatProblem, type Problem as RowProblem } from "../../table/problem.ts";
import { FileRefusal } from "../files/file-refusal.ts";
import { problemDocument, Problem, type ProblemCode, type ProblemDocument, type ProblemPlace } from "../server/kit/problem.ts";
import { Refusal } from "./context.ts";

/** What `--json` writes on stderr where a command is refused: the API's problem, with one line of files in each of its `errors`. */
export type CommandProblem = Omit<ProblemDocument, "requestId" | "errors"> & { readonly errors?: readonly ProblemPlace[] };

/** A row, file or plan that is not taken as a place of a problem: `message` is the line that a terminal shows. */
export function placeOf(problem: RowProblem): ProblemPlace & RowProblem {
  return { place: formatPlace(problem), message: formatProblem(problem), ...problem };
}

/** Any error that ends a command, in the form of the API's problems (docs: /api/problems/<code>). */
export function commandProblem(error: unknown): CommandProblem {
  if (error instanceof Refusal) return document("invalid-input", error.reason, error.errors, error.fix);
  if (error instanceof FileRefusal) {
    const [only, ...others] = error.problems;
    const detail = only && others.length === 0 ? formatProblem(only) : `${error.problems.length} problems in the files`;
    return document("invalid-input", detail, error.problems.map(placeOf), "Correct the places named in `errors`");
  }
  // By name: its file brings the engine along, which no command should wait for only to report an error.
  if (error instanceof Error && error.name === "NotThereError")
    return document("not-found", error.message, [], "Name one that there is, as `detail` says");
  return document(isDefect(error) ? "internal" : "not-done", describe(error));
}

function document(code: ProblemCode, detail: string, errors: readonly ProblemPlace[] = [], fix?: string): CommandProblem {
  const { requestId: _, ...known } = problemDocument(new Problem(code, detail, { errors }), "");
  return { ...known, ...(fix !== undefined && { fix }) };
}

const DEFECTS = [TypeError, RangeError, ReferenceError, SyntaxError];

function isDefect(error: unknown): error is Error {
  return DEFECTS.some((defect) => error instanceof defect);
}

/** What is wrong with the world is said in its message; what is wrong with Attain comes with the place in its source. */
export function describe(error: unknown): string {
  if (isDefect(error)) return `This is a defect of Attain, please report it: ${error.stack ?? error.message}`;
  return error instanceof Error ? error.message : String(error);
}

/** The message of a command that is refused: for people, or with `--json` one JSON object on one line. */
export function refusalText(error: unknown, asJson: boolean): string {
  return `${asJson ? JSON.stringify(commandProblem(error)) : describe(error)}\n`;
}

/** One line about what is doubtful in a plan that was taken. */
export function warningText(warning: RowProblem): string {
  return `warning: ${formatProblem(warning)}\n`;
}
