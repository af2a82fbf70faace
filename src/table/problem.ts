/** Why a value, row or file is not taken: a stable code, what is wrong, and what to do about it. */
export type Refusal = { readonly code: RefusalCode; readonly reason: string; readonly fix: string };

/** A refusal with its place. `line` counts from 1 at the header (a row over several lines: its first); 0: the whole file. */
export type Problem = Refusal & {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
};

export type RefusalCode =
  // values
  | "required"
  | "not-a-date"
  | "no-such-day"
  | "ambiguous-date"
  | "two-digit-year"
  | "undeclared-time"
  | "not-a-number"
  | "undeclared-grouping"
  | "undeclared-parentheses"
  | "undeclared-currency-sign"
  | "undeclared-percent"
  | "percent-sign-missing"
  | "too-many-decimals"
  | "too-large"
  | "negative"
  | "date-out-of-range"
  | "not-a-currency"
  | "not-a-choice"
  | "not-a-boolean"
  | "too-long"
  | "control-character"
  // rows
  | "unknown-reference"
  | "ambiguous-reference"
  | "not-listed"
  | "duplicate-key"
  | "ragged-row"
  | "formula-error"
  | "undeclared-attribute"
  | "unknown-calendar"
  | "invalid-interval"
  | "overlap"
  | "cycle"
  | "share-total"
  | "split-refused"
  | "lookup-failed"
  // files
  | "empty-file"
  | "unknown-column"
  | "missing-column"
  | "duplicate-column"
  | "invalid-encoding"
  | "line-too-long"
  | "too-large-file"
  | "too-many-rows"
  | "too-many-columns"
  | "unknown-sheet"
  | "broken-quotes"
  | "not-gzip"
  | "not-readable"
  | "unknown-file"
  | "missing-company"
  | "invalid-document"
  | "plan-warning";

/** One line for the terminal: `orders.csv:17: amount "1.234,56": …. Fix: …`. */
export function formatProblem(problem: Problem): string {
  const value = problem.column === "" || problem.value === "" ? "" : ` ${JSON.stringify(shorten(problem.value))}`;
  return `${formatPlace(problem)}${value}: ${problem.reason.replace(/\.$/, "")}. ${problem.fix}`;
}

/** `orders.csv:17: amount`; without a column `orders.csv:17`, of the whole file `orders.csv`. */
export function formatPlace({ file, line, column }: Problem): string {
  return `${line > 0 ? `${file}:${line}` : file}${column === "" ? "" : `: ${column}`}`;
}

/** At most 80 characters of a value, for messages. */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
