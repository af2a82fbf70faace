/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front; so does text that already looks escaped,
 * so that `unescapeFormula` is its exact inverse.
 */
export function escapeFormula(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

/** Takes off the apostrophe that `escapeFormula` (or a spreadsheet) put before a text such as =1+1. */
export function unescapeFormula(text: string): string {
  return text.charCodeAt(0) === 39 && DANGEROUS.test(text) ? text.slice(1) : text;
}

// oxlint-disable-next-line no-control-regex -- control characters too hide a formula from the reader, and full-width signs are signs to some
const DANGEROUS = /^'*[=+\-@\t\r\n\0＝＋－＠]/;

/** One line of CSV with its line break (RFC 4180): cells are quoted where they must be. Escape formulas before, where cells are text. */
export function csvLine(cells: readonly string[], delimiter = ","): string {
  return `${cells.map(quoted).join(delimiter)}\r\n`;
}

function quoted(cell: string): string {
  return /["\r\n,;\t|]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
