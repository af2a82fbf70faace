/** What is wrong with a formula and where: `[from, to)` in its text. `suggestion` is the text to put there instead. */
export type FormulaError = {
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly suggestion?: string;
};

/** Why a formula has no value for one row. */
export type EvaluationError = FormulaError & {
  readonly kind: EvaluationErrorKind;
  /** Of kind blank: the name that was blank. */
  readonly name?: string;
};

export const EVALUATION_ERROR_KINDS = [
  "blank",
  "division-by-zero",
  "out-of-range",
  "not-a-number",
  "not-found",
  "no-match",
  "text-too-long",
] as const;
export type EvaluationErrorKind = (typeof EVALUATION_ERROR_KINDS)[number];

/** The line of the formula that the error is in, carets under the place, the message and the fix. */
export function formatFormulaError(text: string, error: FormulaError): string {
  const start = error.from === 0 ? 0 : text.lastIndexOf("\n", error.from - 1) + 1;
  const lineEnd = text.indexOf("\n", start);
  const line = text.slice(start, lineEnd === -1 ? text.length : lineEnd).replaceAll("\t", " ");
  const column = Math.min(error.from - start, line.length);
  const width = Math.max(1, Math.min(error.to - error.from, line.length - column));
  const fix = error.suggestion === undefined ? [] : [error.suggestion === "" ? "Remove it." : `Write: ${error.suggestion}`];
  return [line, " ".repeat(column) + "^".repeat(width), error.message, ...fix].join("\n");
}
