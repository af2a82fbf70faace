import { type Formats, OWN_FORMATS, OWN_NUMBER } from "./formats.ts";

/**
 * Stands before the text of a cell that its file holds as a number, a date or a boolean, not as text. Such a cell is in Attain's own
 * form whatever formats are declared: 1234.5 of a spreadsheet must not be read as 12345 because texts beside it are German.
 */
const MARK = "\u0001";

export function typedCell(text: string): string {
  return MARK + text;
}

export function isTyped(cell: string): boolean {
  return cell.charCodeAt(0) === 1;
}

/** The cell's text without the mark. Text that a file itself begins with the mark loses it. */
export function untyped(cell: string): string {
  return isTyped(cell) ? cell.slice(1) : cell;
}

/** How a typed cell is read where `declared` holds for texts: what a percentage is counted in is still the declaration's to say. */
export function typedFormats(declared: Formats, text: string): Formats {
  const { percent } = declared.number;
  return text.endsWith("%") || percent === "sign" ? OWN_FORMATS : { ...OWN_FORMATS, number: { ...OWN_NUMBER, percent } };
}
