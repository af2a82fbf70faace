import type { BooleanColumn, DateColumn, NumberColumn, TextColumn } from "../../table/column.ts";
import type { BinaryRow } from "./binary-copy.ts";
import { dayField, numericField, textField } from "./binary-values.ts";

/** Takes one field of each row and grows into a column. Rows come in any order; `permute` gives them another. */
export type ColumnBuilder<C> = { readonly add: (row: BinaryRow) => void; readonly column: () => C };

const ROWS_FIRST = 1024;
const TRUE = 1;
const BOOLEAN_BLANK = 2;

/** Doubles a typed array when row `index` does not fit. */
function room<A extends Int32Array | Float64Array | Uint8Array>(values: A, index: number, make: (length: number) => A): A {
  if (index < values.length) return values;
  const larger = make(values.length * 2);
  larger.set(values);
  return larger;
}

/** A text column; the same text has one code, null is -1. A field that repeats the row before costs one comparison of bytes. */
export function textBuilder(field: number): ColumnBuilder<TextColumn> {
  let codes = new Int32Array(ROWS_FIRST);
  let count = 0;
  const dictionary: string[] = [];
  const byText = new Map<string, number>();
  let last: Buffer | undefined;
  let lastCode = -1;
  const codeOf = (row: BinaryRow): number => {
    const start = row.starts[field] ?? 0;
    const length = row.lengths[field] ?? -1;
    if (length === -1) return -1;
    if (last?.length === length && row.bytes.compare(last, 0, length, start, start + length) === 0) return lastCode;
    last = Buffer.from(row.bytes.subarray(start, start + length));
    const text = last.toString("utf8");
    const known = byText.get(text);
    lastCode = known ?? dictionary.push(text) - 1;
    if (known === undefined) byText.set(text, lastCode);
    return lastCode;
  };
  return {
    add: (row) => {
      codes = room(codes, count, (length) => new Int32Array(length));
      codes[count] = codeOf(row);
      count += 1;
    },
    column: () => ({ type: "text", codes: codes.slice(0, count), dictionary }),
  };
}

/** A number column of one scale; what does not fit 2^53 stands exactly in `wide`. */
export function numberBuilder(field: number, scale: number): ColumnBuilder<NumberColumn> {
  let values = new Float64Array(ROWS_FIRST);
  let count = 0;
  const wide = new Map<number, bigint>();
  return {
    add: (row) => {
      values = room(values, count, (length) => new Float64Array(length));
      const value = numericField(row, field, scale);
      if (typeof value === "bigint") wide.set(count, value);
      values[count] = typeof value === "number" ? value : Number.NaN;
      count += 1;
    },
    column: () => ({ type: "number", scale, values: values.slice(0, count), ...(wide.size > 0 ? { wide } : {}) }),
  };
}

export function dateBuilder(field: number): ColumnBuilder<DateColumn> {
  let days = new Int32Array(ROWS_FIRST);
  let count = 0;
  return {
    add: (row) => {
      days = room(days, count, (length) => new Int32Array(length));
      days[count] = dayField(row, field);
      count += 1;
    },
    column: () => ({ type: "date", days: days.slice(0, count) }),
  };
}

/** A boolean column from a field of the text "true" or "false". */
export function booleanBuilder(field: number): ColumnBuilder<BooleanColumn> {
  let values = new Uint8Array(ROWS_FIRST);
  let count = 0;
  return {
    add: (row) => {
      values = room(values, count, (length) => new Uint8Array(length));
      const text = textField(row, field);
      values[count] = text === undefined ? BOOLEAN_BLANK : text === "true" ? TRUE : 0;
      count += 1;
    },
    column: () => ({ type: "boolean", values: values.slice(0, count) }),
  };
}
