import { BLANK_DAY, type BooleanColumn, type DateColumn, type NumberColumn, type TextColumn } from "../../table/column.ts";
import { columnTypeOf } from "../../table/attributes.ts";
import type { ValueType } from "../../table/definition.ts";
import { OWN_FORMATS } from "../../table/formats.ts";
import { cellReader } from "../../table/parse-cell.ts";
import { isRefusal } from "../../table/refusal.ts";
import type { Cell } from "../../table/row.ts";

const AMOUNT_DIGITS_MAX = 6;
const BLANK_BOOLEAN = 2;

/** A column of attribute values in their stored text form becomes one of their type; each different text is read once. */
export function attributeColumn(name: string, type: ValueType, texts: TextColumn): TextColumn | NumberColumn | DateColumn | BooleanColumn {
  if (type === "Text") return texts;
  const read = cellReader({ name, type: columnTypeOf(type), help: "" }, OWN_FORMATS, { amountDigits: AMOUNT_DIGITS_MAX });
  const cells = texts.dictionary.map((text) => {
    const cell = read(text);
    if (isRefusal(cell)) throw new RangeError(`Attribute ${name} holds ${JSON.stringify(text)}, which ${cell.reason}. ${cell.fix}`);
    return cell ?? undefined;
  });
  const { codes } = texts;
  if (type === "Date") return { type: "date", days: Int32Array.from(codes, (code) => dayOf(cells[code])) };
  if (type === "Boolean") return { type: "boolean", values: Uint8Array.from(codes, (code) => booleanOf(cells[code])) };
  return numbers(cells, codes);
}

function dayOf(cell: Cell | undefined): number {
  return typeof cell === "number" ? cell : BLANK_DAY;
}

function booleanOf(cell: Cell | undefined): number {
  return typeof cell === "boolean" ? Number(cell) : BLANK_BOOLEAN;
}

function numbers(cells: readonly (Cell | undefined)[], codes: Int32Array): NumberColumn {
  const scale = cells.reduce<number>((most, cell) => (typeof cell === "object" ? Math.max(most, cell.scale) : most), 0);
  const exact = cells.map((cell) => (typeof cell === "object" ? cell.unscaled * 10n ** BigInt(scale - cell.scale) : undefined));
  const narrow = exact.map((value) => (value !== undefined && Number.isSafeInteger(Number(value)) ? Number(value) : Number.NaN));
  const wide = new Map<number, bigint>();
  codes.forEach((code, row) => {
    const value = exact[code];
    if (value !== undefined && Number.isNaN(narrow[code])) wide.set(row, value);
  });
  return {
    type: "number",
    scale,
    values: Float64Array.from(codes, (code) => narrow[code] ?? Number.NaN),
    ...(wide.size > 0 ? { wide } : {}),
  };
}
