import type { References } from "../../company/references.ts";
import type { ColumnDefinition } from "../../table/definition.ts";
import { OWN_FORMATS } from "../../table/formats.ts";
import { cellReader, type CellReader, type Limits, NUMBER_DIGITS_MAX } from "../../table/parse-cell.ts";
import type { Refusal } from "../../table/problem.ts";
import { isRefusal, refuse } from "../../table/refusal.ts";
import type { Cell } from "../../table/row.ts";
import type { CopyBuffer } from "./copy-buffer.ts";
import { plainDay, writePlainNumber } from "./plain-cells.ts";

/** Writes one column's field of a row, or says why not (then nothing usable was written and the row is taken back). */
export type CellWriter = {
  /** From the cell as it stands in a file of Attain's own form. */
  readonly text: (text: string) => Refusal | undefined;
  readonly cell: (cell: Cell | null) => Refusal | undefined;
};
export type WrittenColumn = { readonly column: ColumnDefinition; readonly index: number; readonly write: CellWriter };

type Context = { readonly references: References; readonly limits: Limits };

export function cellWriter(column: ColumnDefinition, context: Context, out: CopyBuffer): CellWriter {
  const read = cellReader(column, OWN_FORMATS, context.limits);
  const cell = column.references === undefined ? valueWriter(column, out) : referenceWriter(column, context.references, out);
  return { cell, text: textWriter(column, context, out, read, cell) };
}

/** Takes plain cells directly; every other one is read by `cellReader` first. */
function textWriter(
  column: ColumnDefinition,
  { references, limits }: Context,
  out: CopyBuffer,
  read: CellReader,
  cell: CellWriter["cell"],
): CellWriter["text"] {
  const blank = read("");
  const otherwise = (text: string): Refusal | undefined => {
    const value = text === "" ? blank : read(text);
    return isRefusal(value) ? value : cell(value);
  };
  switch (column.type) {
    case "text": {
      const lengthMax = column.lengthMax ?? 200;
      if (column.references === undefined) return (text) => (out.plainText(text, lengthMax) ? undefined : otherwise(text));
      const ids = references.ids(column.references);
      return (text) => (ids.has(text) && !text.startsWith("'") ? out.text(text) : otherwise(text));
    }
    case "date":
      return (text) => {
        const day = plainDay(text);
        return day === undefined ? otherwise(text) : out.date(day);
      };
    case "amount":
    case "number": {
      const decimalsMax = column.type === "amount" ? limits.amountDigits : NUMBER_DIGITS_MAX;
      return (text) => (writePlainNumber(out, text, decimalsMax) ? undefined : otherwise(text));
    }
    case "choice":
    case "currency": {
      const known = new Set<string>(column.choices);
      return (text) => (known.has(text) ? out.text(text) : rememberTaken(known, text, otherwise(text)));
    }
    default:
      return otherwise;
  }
}

/** A text that was taken as it stands needs no second look. Only codes of three capitals qualify: choices are known from the start. */
function rememberTaken(known: Set<string>, text: string, refusal: Refusal | undefined): Refusal | undefined {
  if (refusal === undefined && /^[A-Z]{3}$/.test(text)) known.add(text);
  return refusal;
}

function valueWriter(column: ColumnDefinition, out: CopyBuffer): CellWriter["cell"] {
  // A blank that is a value of its own, such as no role, is an empty text: part of a key, it cannot be null.
  const blankIsText = column.default === "";
  return (cell) => {
    if (cell === null && blankIsText) out.text("");
    else if (cell === null) out.null();
    else if (typeof cell === "object") out.numeric(cell);
    else if (typeof cell === "number") out.date(cell);
    else out.text(String(cell));
    return undefined;
  };
}

const REMEMBERED_MAX = 10_000;

/** Ids, and names or e-mails that stand for one. What a text resolves to is remembered: a wrong id often stands in many rows. */
function referenceWriter(column: ColumnDefinition, references: References, out: CopyBuffer): CellWriter["cell"] {
  const remembered = new Map<string, string | Refusal>();
  return (cell) => {
    if (cell === null) {
      out.null();
      return undefined;
    }
    if (typeof cell !== "string") return refuse("unknown-reference", "is no id", "Name the id");
    const found = remembered.get(cell) ?? references.resolve(column, cell);
    if (remembered.size < REMEMBERED_MAX) remembered.set(cell, found);
    if (typeof found !== "string") return found;
    out.text(found);
    return undefined;
  };
}
